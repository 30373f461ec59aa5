import { MOST_SIDE_BY_SIDE, NOBODY } from '../roster/asker.ts'
import { emptied, type Gates, type Marks, mark } from '../roster/gates.ts'
import type { Programs } from '../roster/program.ts'
import { type TagIds, TagRows } from '../roster/tagRows.ts'

/** Somebody whose row a draft writes: their tags before and after, none while they are not active. */
export type Touched = { id: number; before: TagIds | null; after: TagIds | null }

/** So many are worked out at a time: few enough for all their tags to stay near the processor. */
export const COHORT = MOST_SIDE_BY_SIDE

/**
 * Some of the people that a draft touches, side by side as bits, as they were and, in the second half of each row, as they
 * will be. A rule is asked of all of them and of both at once; where the halves differ, somebody enters or leaves. Good until
 * the next cohort is made.
 */
export class Cohort {
  private readonly within: Marks
  private readonly asked: Asked
  private readonly ids: Uint32Array
  private readonly rows: TagRows
  /** Rows of who is in the segments that others refer to. */
  private readonly members = new Map<number, number>()

  constructor(people: readonly Touched[], asked: Asked) {
    const { programs, gates, open, keyOf } = asked
    this.asked = asked
    this.rows = new TagRows(people.length, programs, id => this.membersNow(id))
    this.ids = new Uint32Array(people.length)
    for (let place = 0; place < people.length; place++) {
      const { id, before, after } = people[place] as Touched
      this.ids[place] = id
      this.rows.add(place, before, after)
    }
    this.rows.ready(keyOf)
    withinMarks = emptied(withinMarks, open.length)
    this.within = withinMarks
    if (people.length > MOST_AT_GATES) this.within.fill(1)
    else {
      mark(this.within, gates.open)
      for (const tag of this.rows.tagIds) mark(this.within, gates.byTag.get(tag))
    }
  }

  /**
   * Tells of each segment that may be asked and that somebody enters or leaves who they are: `idAt` knows it for those who
   * enter `from` one number on, for those who leave from the `middle` to the `end`.
   */
  find(tell: (segmentId: number, from: number, middle: number, end: number) => void): void {
    this.rows.moves(this.asked.open, this.within, tell)
  }

  idAt(at: number): number {
    return this.ids[this.rows.placeAt(at)] as number
  }

  /** A segment that need not be asked has the same people as before; where no gate lets them through, none of these. */
  private membersNow(segmentId: number): number {
    if (this.within[segmentId] !== 1) return NOBODY
    const known = this.members.get(segmentId)
    if (known !== undefined) return known
    const { open, asksNoOther } = this.asked
    const isAsked = open[segmentId] === 1 || asksNoOther(segmentId)
    const row = isAsked ? this.rows.answer(segmentId) : this.rowOfMembers(segmentId)
    this.members.set(segmentId, row)
    return row
  }

  /** Segments that refer to others one after the other, ten thousand deep, are not asked all at once. */
  private rowOfMembers(segmentId: number): number {
    const row = this.rows.row()
    for (let place = 0; place < this.ids.length; place++)
      if (this.asked.isMember(segmentId, this.ids[place] as number)) {
        this.rows.put(row, place, false)
        this.rows.put(row, place, true)
      }
    return row
  }
}

type Asked = {
  programs: Programs
  gates: Gates
  /** The segments that may be asked. */
  open: Marks
  keyOf(tagId: number): number | undefined
  /** Whether a segment refers to no other. */
  asksNoOther(segmentId: number): boolean
  isMember(segmentId: number, personId: number): boolean
}

/** More people than this pass nearly all gates. */
const MOST_AT_GATES = 256

/** Of one cohort after the other. */
let withinMarks: Marks = new Uint8Array(0)
