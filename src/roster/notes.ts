import { grown } from './grown.ts'
import type { Move } from './moved.ts'
import { setOf } from './peopleSet.ts'

/**
 * Who entered sets and who left them, one by one, for any number of sets in rows of numbers that all of them share. Ten thousand
 * sets may move with one person, and most of them are asked for long after, or never: noting it writes a few numbers and makes
 * nothing that has to be looked after.
 */
export class Notes {
  /** By set: its newest page, and how many notes there are. */
  private newest = new Int32Array(64)
  private counts = new Uint16Array(64)
  /**
   * Pages of one set each, which are as long as what the processor reads at a time: the number of the page before it, then notes,
   * each twice the number of a person, and one more for those who entered.
   */
  private pages = new Uint32Array(64 * PAGE)
  private end = 1
  /** The first of the pages that are free again, which follow each other like those of a set. */
  private free = 0

  add(set: number, person: number, hasEntered: boolean): void {
    if (person >= MOST_PEOPLE) throw new RangeError(`There cannot be ${MOST_PEOPLE} people.`)
    if (set >= this.newest.length) this.reach(set)
    const count = this.counts[set] as number
    const place = count % NOTES_A_PAGE
    if (place === 0) this.turnPage(set)
    this.pages[(this.newest[set] as number) * PAGE + 1 + place] = person * 2 + (hasEntered ? 1 : 0)
    this.counts[set] = count + 1
  }

  count(set: number): number {
    return this.counts[set] ?? 0
  }

  /** What was noted last of somebody: whether they entered; undefined when nothing was. */
  last(set: number, person: number): boolean | undefined {
    let start = (this.newest[set] ?? 0) * PAGE
    for (let left = this.count(set); left > 0; left--) {
      const place = (left - 1) % NOTES_A_PAGE
      const note = this.pages[start + 1 + place] as number
      if (note >>> 1 === person) return (note & 1) === 1
      if (place === 0) start = (this.pages[start] as number) * PAGE
    }
    return undefined
  }

  /** All notes of a set as one move; they are gone then. */
  take(set: number): Move {
    const all = new Uint32Array(this.count(set))
    let page = this.newest[set] ?? 0
    for (let end = all.length; end > 0; ) {
      const first = end - 1 - ((end - 1) % NOTES_A_PAGE)
      const start = page * PAGE
      for (let at = first; at < end; at++) all[at] = this.pages[start + 1 + at - first] as number
      end = first
      if (end > 0) page = this.pages[start] as number
    }
    if (all.length > 0) {
      this.pages[page * PAGE] = this.free
      this.free = this.newest[set] as number
      this.newest[set] = 0
      this.counts[set] = 0
    }
    return moveOf(all.sort())
  }

  private turnPage(set: number): void {
    let page = this.free
    if (page !== 0) this.free = this.pages[page * PAGE] as number
    else {
      page = this.end++
      if (this.end * PAGE > this.pages.length)
        this.pages = grown(this.pages, new Uint32Array(this.pages.length * 2))
    }
    this.pages[page * PAGE] = this.newest[set] as number
    this.newest[set] = page
  }

  private reach(set: number): void {
    this.newest = grown(this.newest, new Int32Array(set * 2))
    this.counts = grown(this.counts, new Uint16Array(set * 2))
  }
}

/** Numbers of a page. */
const PAGE = 16
const NOTES_A_PAGE = PAGE - 1

const MOST_PEOPLE = 2 ** 31

/** Of ascending notes. Whoever entered and left has not moved. */
function moveOf(notes: Uint32Array): Move {
  const entered = new Uint32Array(notes.length)
  const left = new Uint32Array(notes.length)
  let came = 0
  let went = 0
  for (let at = 0; at < notes.length; ) {
    const person = (notes[at] as number) >>> 1
    let times = 0
    for (; at < notes.length && (notes[at] as number) >>> 1 === person; at++)
      times += ((notes[at] as number) & 1) === 1 ? 1 : -1
    if (times > 0) entered[came++] = person
    if (times < 0) left[went++] = person
  }
  return { entered: setOf(entered.subarray(0, came)), left: setOf(left.subarray(0, went)) }
}
