import { Dense, SPAN } from '../roster/block.ts'
import { blockAt, type PeopleSet } from '../roster/peopleSet.ts'
import { Evaluation, type Program } from '../roster/program.ts'
import { TagRows } from '../roster/tagRows.ts'

/** Somebody whose row a draft writes: their tags before and after, none while they are not active. */
export type Touched = { id: number; before: readonly number[] | null; after: readonly number[] | null }

/** So many are worked out at a time: few enough for all their tags to stay near the processor. */
export const COHORT = 8_192

/**
 * Some of the people that a draft touches, side by side as bits, as they were and as they will be. A rule is asked of all of
 * them at once; what it says of them before and after is who enters and who leaves.
 */
export class Cohort {
  readonly people: readonly Touched[]
  private readonly width: number
  private readonly was: Side
  private readonly will: Side
  /** Who is in the segments that others refer to. */
  private readonly membersBefore = new Map<number, Int32Array>()
  private readonly membersAfter = new Map<number, Int32Array>()

  constructor(
    people: readonly Touched[],
    keyOf: (tagId: number) => number | undefined,
    membersOf: (segmentId: number) => PeopleSet,
  ) {
    this.people = people
    this.width = Math.ceil(people.length / 32)
    const before = (id: number) => {
      let bits = this.membersBefore.get(id)
      if (!bits) {
        bits = bitsWithin(membersOf(id), people, this.width)
        this.membersBefore.set(id, bits)
      }
      return bits
    }
    this.was = new Side(
      people.map(each => each.before),
      keyOf,
      before,
    )
    // A segment nobody has looked at has the same people as before.
    this.will = new Side(
      people.map(each => each.after),
      keyOf,
      id => this.membersAfter.get(id) ?? before(id),
    )
  }

  /** Who enters and leaves a segment; null when nobody does. With `keep` for those that others refer to. */
  move(segmentId: number, program: Program, keep: boolean): { entered: number[]; left: number[] } | null {
    const before = this.was.ask(program)
    const after = this.will.ask(program)
    if (keep) {
      this.membersBefore.set(segmentId, before.slice())
      this.membersAfter.set(segmentId, after.slice())
    }
    let moves: { entered: number[]; left: number[] } | null = null
    for (let word = 0; word < this.width; word++) {
      const changed = (before[word] as number) ^ (after[word] as number)
      if (changed === 0) continue
      moves ??= { entered: [], left: [] }
      this.idsOf(changed & (after[word] as number), word, moves.entered)
      this.idsOf(changed & (before[word] as number), word, moves.left)
    }
    return moves
  }

  /** Gives the memory that cohorts share back. */
  close(): void {
    this.was.close()
    this.will.close()
  }

  private idsOf(bits: number, word: number, into: number[]): void {
    for (let left = bits; left !== 0; left &= left - 1) {
      const person = this.people[(word << 5) + 31 - Math.clz32(left & -left)]
      if (person) into.push(person.id)
    }
  }
}

/** The same people at one time: their tags, and whether they are active. */
class Side {
  private readonly rows: TagRows
  private readonly active: Int32Array
  private readonly answer: Int32Array
  private readonly evaluation: Evaluation

  constructor(
    tags: readonly (readonly number[] | null)[],
    keyOf: (tagId: number) => number | undefined,
    members: (segmentId: number) => Int32Array,
  ) {
    const width = Math.ceil(tags.length / 32)
    this.rows = new TagRows(width)
    this.active = new Int32Array(width)
    this.answer = new Int32Array(width)
    for (const [place, own] of tags.entries()) {
      if (!own) continue
      this.rows.add(place, own)
      this.active[place >>> 5] = (this.active[place >>> 5] as number) | (1 << (place & 31))
    }
    this.rows.addKeys(keyOf)
    this.evaluation = new Evaluation(this.rows, members)
  }

  /** Who a program holds for; good until the next is asked. */
  ask(program: Program): Int32Array {
    const { answer, active } = this
    this.evaluation.run(program, answer)
    for (let n = 0; n < answer.length; n++) answer[n] = (answer[n] as number) & (active[n] as number)
    return answer
  }

  close(): void {
    this.rows.close()
  }
}

/** Which of some people, ascending, are in a set. */
function bitsWithin(set: PeopleSet, people: readonly Touched[], width: number): Int32Array {
  const bits = new Int32Array(width)
  let index = -1
  let block: ReturnType<typeof blockAt> = null
  let place = 0
  for (let at = 0; at < people.length; at++) {
    const id = people[at]?.id ?? 0
    if (id >>> 16 !== index) {
      index = id >>> 16
      block = blockAt(set, index)
      place = 0
    }
    if (!block) continue
    const low = id % SPAN
    let isIn: boolean
    if (block instanceof Dense) isIn = (((block.words[low >>> 5] as number) >>> (low & 31)) & 1) === 1
    else {
      while (place < block.length && (block[place] as number) < low) place++
      isIn = block[place] === low
    }
    if (isIn) bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31))
  }
  return bits
}
