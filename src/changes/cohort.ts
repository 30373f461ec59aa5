import { Dense, SPAN } from '../roster/block.ts'
import { type Gates, type Marks, mark } from '../roster/gates.ts'
import { blockAt, type PeopleSet } from '../roster/peopleSet.ts'
import { Evaluation, type Program } from '../roster/program.ts'
import { TagRows } from '../roster/tagRows.ts'

/** Somebody whose row a draft writes: their tags before and after, none while they are not active. */
export type Touched = { id: number; before: Tags | null; after: Tags | null }

type Tags = readonly number[] | Int32Array

/** So many are worked out at a time: few enough for all their tags to stay near the processor. */
export const COHORT = 2_048

/** So many fit one word, as they were and as they will be. */
const ONE_WORD = 16

/**
 * Some of the people that a draft touches, side by side as bits, as they were and, in the second half of each row, as they
 * will be. A rule is asked of all of them and of both at once; where the halves differ, somebody enters or leaves.
 */
export class Cohort {
  private readonly people: readonly Touched[]
  private readonly membersOf: (segmentId: number) => PeopleSet
  private readonly rows: TagRows
  private readonly evaluation: Evaluation
  private readonly active: Int32Array
  private readonly answer: Int32Array
  /** The first place of the second half. */
  private readonly half: number
  /** Who is in the segments that others refer to. */
  private readonly members = new Map<number, Int32Array>()

  constructor(
    people: readonly Touched[],
    keyOf: (tagId: number) => number | undefined,
    membersOf: (segmentId: number) => PeopleSet,
  ) {
    this.people = people
    this.membersOf = membersOf
    this.half = people.length <= ONE_WORD ? ONE_WORD : Math.ceil(people.length / 32) * 32
    const width = this.half / 16
    this.active = new Int32Array(width)
    this.answer = new Int32Array(width)
    this.rows = new TagRows(width)
    for (const [place, { before, after }] of people.entries()) {
      this.put(place, before)
      this.put(this.half + place, after)
    }
    this.rows.addKeys(keyOf)
    this.evaluation = new Evaluation(this.rows, id => this.membersNow(id))
  }

  /** Who enters and leaves a segment; null when nobody does. With `keep` for those that others refer to. */
  move(segmentId: number, program: Program, keep: boolean): { entered: number[]; left: number[] } | null {
    const { answer, active, half } = this
    this.evaluation.run(program, answer)
    for (let n = 0; n < answer.length; n++) answer[n] = (answer[n] as number) & (active[n] as number)
    if (keep) this.members.set(segmentId, answer.slice())
    let moves: { entered: number[]; left: number[] } | null = null
    const words = Math.ceil(half / 32)
    for (let word = 0; word < words; word++) {
      const first = answer[word] as number
      const before = half === ONE_WORD ? first & 0xffff : first
      const after = half === ONE_WORD ? first >>> ONE_WORD : (answer[words + word] as number)
      if (before === after) continue
      moves ??= { entered: [], left: [] }
      this.idsOf(after & ~before, word, moves.entered)
      this.idsOf(before & ~after, word, moves.left)
    }
    return moves
  }

  /** Which segments any of them may have been in or may be in, by segment id: 1. */
  within({ byTag, open }: Gates, ids: number): Marks {
    const within = new Uint8Array(ids)
    mark(within, open)
    for (const tag of this.rows.tags) mark(within, byTag.get(tag))
    return within
  }

  /** Gives the memory that cohorts share back. */
  close(): void {
    this.rows.close()
  }

  private put(place: number, tags: Tags | null): void {
    if (!tags) return
    this.rows.add(place, tags)
    setBit(this.active, place)
  }

  /** A segment nobody has looked at has the same people as before. */
  private membersNow(segmentId: number): Int32Array {
    let bits = this.members.get(segmentId)
    if (!bits) {
      bits = new Int32Array(this.answer.length)
      for (const place of placesWithin(this.membersOf(segmentId), this.people)) {
        setBit(bits, place)
        setBit(bits, this.half + place)
      }
      this.members.set(segmentId, bits)
    }
    return bits
  }

  private idsOf(bits: number, word: number, into: number[]): void {
    for (let left = bits; left !== 0; left &= left - 1) {
      const person = this.people[(word << 5) + 31 - Math.clz32(left & -left)]
      if (person) into.push(person.id)
    }
  }
}

function setBit(words: Int32Array, place: number): void {
  words[place >>> 5] = (words[place >>> 5] as number) | (1 << (place & 31))
}

/** Which of some people, ascending, are in a set: their places. */
function* placesWithin(set: PeopleSet, people: readonly Touched[]): Generator<number> {
  let index = -1
  let block: ReturnType<typeof blockAt> = null
  let at = 0
  for (const [place, { id }] of people.entries()) {
    if (id >>> 16 !== index) {
      index = id >>> 16
      block = blockAt(set, index)
      at = 0
    }
    if (!block) continue
    const low = id % SPAN
    if (block instanceof Dense) {
      if ((((block.words[low >>> 5] as number) >>> (low & 31)) & 1) === 1) yield place
    } else {
      while (at < block.length && (block[at] as number) < low) at++
      if (block[at] === low) yield place
    }
  }
}
