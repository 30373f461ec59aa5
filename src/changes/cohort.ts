import { Dense, SPAN } from '../roster/block.ts'
import { type Gates, type Marks, mark } from '../roster/gates.ts'
import { blockAt, type PeopleSet } from '../roster/peopleSet.ts'
import { MOST_SIDE_BY_SIDE, TagRows } from '../roster/tagRows.ts'

/** Somebody whose row a draft writes: their tags before and after, none while they are not active. */
export type Touched = { id: number; before: Tags | null; after: Tags | null }

type Tags = readonly number[] | Int32Array

/** So many are worked out at a time: few enough for all their tags to stay near the processor. */
export const COHORT = MOST_SIDE_BY_SIDE

/** Who enters and leaves, one after the other. */
export type Found = { entered: number[]; left: number[] }

/**
 * Some of the people that a draft touches, side by side as bits, as they were and, in the second half of each row, as they
 * will be. A rule is asked of all of them and of both at once; where the halves differ, somebody enters or leaves. Good until
 * the next cohort is made.
 */
export class Cohort {
  private readonly people: readonly Touched[]
  private readonly membersOf: (segmentId: number) => PeopleSet
  private readonly rows: TagRows
  /** Rows of who is in the segments that others refer to. */
  private readonly members = new Map<number, number>()

  constructor(
    people: readonly Touched[],
    keyOf: (tagId: number) => number | undefined,
    membersOf: (segmentId: number) => PeopleSet,
  ) {
    this.people = people
    this.membersOf = membersOf
    this.rows = new TagRows(people.length, id => this.membersNow(id))
    for (let place = 0; place < people.length; place++) {
      const { before, after } = people[place] as Touched
      if (before) this.rows.add(place, false, before)
      if (after) this.rows.add(place, true, after)
    }
    this.rows.ready(keyOf)
  }

  /**
   * Whether somebody enters or leaves a segment, whose program begins at a place of some code. With `keep` for those that
   * others refer to. Who it is, `tell` says until the next is asked.
   */
  move(segmentId: number, code: Int32Array, at: number, keep: boolean): number {
    const row = keep ? this.rows.row() : 0
    if (keep) this.members.set(segmentId, row)
    return this.rows.move(code, at, row)
  }

  /** Adds those who enter and leave to who has been found. */
  tell(moved: number, { entered, left }: Found): void {
    for (let n = 0, end = moved & 0xffff; n < end; n++) entered.push(this.idAt(this.rows.enteredAt(n)))
    for (let n = 0, end = moved >>> 16; n < end; n++) left.push(this.idAt(this.rows.leftAt(n)))
  }

  /** Marks the segments that any of them may have been in or may be in. */
  markWithin({ byTag, open }: Gates, within: Marks): void {
    mark(within, open)
    for (const tag of this.rows.tagIds) mark(within, byTag.get(tag))
  }

  private idAt(place: number): number {
    return (this.people[place] as Touched).id
  }

  /** A segment nobody has looked at has the same people as before. */
  private membersNow(segmentId: number): number {
    let row = this.members.get(segmentId)
    if (row === undefined) {
      row = this.rows.row()
      this.members.set(segmentId, row)
      for (const place of placesWithin(this.membersOf(segmentId), this.people)) {
        this.rows.put(row, place, false)
        this.rows.put(row, place, true)
      }
    }
    return row
  }
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
