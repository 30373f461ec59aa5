import { grown } from './grown.ts'
import type { Move } from './moved.ts'
import { setOf } from './peopleSet.ts'

/**
 * Who entered sets and who left them, one by one, for any number of sets in rows of numbers that all of them share. Ten thousand
 * sets may move with one person, and most of them are asked for long after, or never: noting it writes a few numbers and makes
 * nothing that has to be looked after.
 */
export class Notes {
  /** By set: the place of its newest note, 0 where there is none, and how many there are. */
  private newest = new Int32Array(64)
  private counts = new Uint16Array(64)
  /** By place: whom it is about; and twice the place of the note before it, and one more for those who entered. */
  private people = new Uint32Array(1_024)
  private earlier = new Int32Array(1_024)
  private end = 1
  /** The first of the places that are free again, which follow each other as notes do. */
  private free = 0

  add(set: number, person: number, hasEntered: boolean): void {
    if (set >= this.newest.length) this.reach(set)
    const place = this.place()
    this.people[place] = person
    this.earlier[place] = (this.newest[set] as number) * 2 + (hasEntered ? 1 : 0)
    this.newest[set] = place
    this.counts[set] = (this.counts[set] as number) + 1
  }

  count(set: number): number {
    return this.counts[set] ?? 0
  }

  /** What was noted last of somebody: whether they entered; undefined when nothing was. */
  last(set: number, person: number): boolean | undefined {
    for (let place = this.newest[set] ?? 0; place !== 0; place = (this.earlier[place] as number) >>> 1)
      if (this.people[place] === person) return ((this.earlier[place] as number) & 1) === 1
    return undefined
  }

  /** All notes of a set as one move; they are gone then. */
  take(set: number): Move {
    const all = new Float64Array(this.count(set))
    let oldest = 0
    let at = 0
    for (let place = this.newest[set] ?? 0; place !== 0; place = (this.earlier[place] as number) >>> 1) {
      all[at++] = (this.people[place] as number) * 2 + ((this.earlier[place] as number) & 1)
      oldest = place
    }
    if (oldest !== 0) {
      this.earlier[oldest] = this.free * 2
      this.free = this.newest[set] as number
      this.newest[set] = 0
      this.counts[set] = 0
    }
    return moveOf(all.sort())
  }

  private place(): number {
    const free = this.free
    if (free !== 0) {
      this.free = (this.earlier[free] as number) >>> 1
      return free
    }
    if (this.end === this.people.length) {
      this.people = grown(this.people, new Uint32Array(this.end * 2))
      this.earlier = grown(this.earlier, new Int32Array(this.end * 2))
    }
    return this.end++
  }

  private reach(set: number): void {
    this.newest = grown(this.newest, new Int32Array(set * 2))
    this.counts = grown(this.counts, new Uint16Array(set * 2))
  }
}

/** Of notes side by side: twice the number of a person, and one more for those who entered. Whoever entered and left has not moved. */
function moveOf(notes: Float64Array): Move {
  const entered = new Uint32Array(notes.length)
  const left = new Uint32Array(notes.length)
  let came = 0
  let went = 0
  for (let at = 0; at < notes.length; ) {
    const person = Math.floor((notes[at] as number) / 2)
    let times = 0
    for (; at < notes.length && Math.floor((notes[at] as number) / 2) === person; at++)
      times += (notes[at] as number) % 2 === 1 ? 1 : -1
    if (times > 0) entered[came++] = person
    if (times < 0) left[went++] = person
  }
  return { entered: setOf(entered.subarray(0, came)), left: setOf(left.subarray(0, went)) }
}
