import { MOST_SIDE_BY_SIDE, NOBODY } from '../roster/asker.ts'
import { Dense, SPAN } from '../roster/block.ts'
import { emptied, type Gates, type Marks, mark } from '../roster/gates.ts'
import { blockAt, type PeopleSet } from '../roster/peopleSet.ts'
import type { Programs } from '../roster/program.ts'
import { TagRows } from '../roster/tagRows.ts'

/** Somebody whose row a draft writes: their tags before and after, none while they are not active. */
export type Touched = { id: number; before: Tags | null; after: Tags | null }

type Tags = readonly number[] | Int32Array

/** So many are worked out at a time: few enough for all their tags to stay near the processor. */
export const COHORT = MOST_SIDE_BY_SIDE

/**
 * Some of the people that a draft touches, side by side as bits, as they were and, in the second half of each row, as they
 * will be. A rule is asked of all of them and of both at once; where the halves differ, somebody enters or leaves. Good until
 * the next cohort is made.
 */
export class Cohort {
  private readonly people: readonly Touched[]
  private readonly open: Marks
  private readonly within: Marks
  private readonly membersOf: (segmentId: number) => PeopleSet
  private readonly rows: TagRows
  /** Rows of who is in the segments that others refer to. */
  private readonly members = new Map<number, number>()

  /** `open`: the segments that may be asked. */
  constructor(
    people: readonly Touched[],
    {
      programs,
      gates,
      open,
      keyOf,
      membersOf,
    }: {
      programs: Programs
      gates: Gates
      open: Marks
      keyOf(tagId: number): number | undefined
      membersOf(segmentId: number): PeopleSet
    },
  ) {
    this.people = people
    this.open = open
    this.membersOf = membersOf
    this.rows = new TagRows(people.length, programs, id => this.membersNow(id))
    for (let place = 0; place < people.length; place++) {
      const { before, after } = people[place] as Touched
      if (before) this.rows.add(place, false, before)
      if (after) this.rows.add(place, true, after)
    }
    this.rows.ready(keyOf)
    withinMarks = emptied(withinMarks, open.length)
    this.within = withinMarks
    mark(this.within, gates.open)
    for (const tag of this.rows.tagIds) mark(this.within, gates.byTag.get(tag))
  }

  /**
   * Tells of each segment that may be asked and that somebody enters or leaves who they are: `idAt` knows it for those who
   * enter `from` one number on, for those who leave from the `middle` to the `end`.
   */
  find(tell: (segmentId: number, from: number, middle: number, end: number) => void): void {
    this.rows.moves(this.open, this.within, tell)
  }

  idAt(at: number): number {
    return (this.people[this.rows.placeAt(at)] as Touched).id
  }

  /** A segment that need not be asked has the same people as before; where no gate lets them through, none of these. */
  private membersNow(segmentId: number): number {
    if (this.within[segmentId] !== 1) return NOBODY
    const known = this.members.get(segmentId)
    if (known !== undefined) return known
    const row = this.open[segmentId] === 1 ? this.rows.answer(segmentId) : this.rowOfMembers(segmentId)
    this.members.set(segmentId, row)
    return row
  }

  private rowOfMembers(segmentId: number): number {
    const row = this.rows.row()
    for (const place of placesWithin(this.membersOf(segmentId), this.people)) {
      this.rows.put(row, place, false)
      this.rows.put(row, place, true)
    }
    return row
  }
}

/** Of one cohort after the other. */
let withinMarks: Marks = new Uint8Array(0)

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
