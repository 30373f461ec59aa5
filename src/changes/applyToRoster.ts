import type { AliasRow, AssignmentRow, ExceptionRow, KeyRow, SegmentRow, TagRow } from '../db/schema.ts'
import { type Move, type Moves, moved } from '../roster/moved.ts'
import { difference, nobody, setOf, union } from '../roster/peopleSet.ts'
import type { PeopleSets } from '../roster/peopleSets.ts'
import {
  arrangeSegments,
  forgetPrograms,
  putKey,
  putSegment,
  putTag,
  type Roster,
  removeKey,
  removeSegment,
  removeTag,
} from '../roster/roster.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import type { Draft } from './draft.ts'
import type { Outcome } from './makePlan.ts'

/** What one or more changes did, as the roster takes it; made from a committed draft or read from the log. */
export type RosterChange = {
  version: number
  today: string | null
  people: Move
  tagMoves: Moves
  segmentMoves: Moves
  assignmentMoves: Moves
  /** Rows as they are now; null is gone. */
  keys: Map<number, KeyRow | null>
  tags: Map<number, TagRow | null>
  aliases: Map<number, AliasRow | null>
  segments: Map<number, (SegmentRow & { changed_in: number }) | null>
  assignments: Map<number, AssignmentRow | null>
  exceptions: ExceptionMove[]
}

/** An exception that was written, and whether it stands. */
export type ExceptionMove = Pick<ExceptionRow, 'assignment_id' | 'person_id' | 'kind'> & { stands: boolean }

export function fromDraft(
  draft: Draft,
  { consequences, assignments }: Outcome,
  changeId: number,
): RosterChange {
  const afters = <Row>(writes: Map<number, { after: Row | null }>) =>
    new Map([...writes].map(([id, { after }]) => [id, after]))
  return {
    version: changeId,
    today: draft.today,
    people: consequences.people,
    tagMoves: consequences.tags,
    segmentMoves: consequences.segments,
    assignmentMoves: new Map(
      [...assignments].map(([id, { received, withdrawn }]) => [id, { entered: received, left: withdrawn }]),
    ),
    keys: afters(draft.keys),
    tags: afters(draft.tags),
    aliases: afters(draft.aliases),
    segments: new Map(
      [...draft.segments].map(([id, { after }]) => [id, after && { ...after, changed_in: changeId }]),
    ),
    assignments: afters(draft.assignments),
    exceptions: [...draft.exceptions.values()].flatMap(({ before, after }) => {
      const row = after ?? before
      return row ? [exceptionMove(row, after !== null)] : []
    }),
  }
}

/** Brings the roster forward. The same deltas that were committed, so that it equals one loaded afresh. */
export function applyToRoster(roster: Roster, change: RosterChange): void {
  roster.version = change.version
  forgetPrograms(roster, keysRead(roster, change), change.today !== null)
  forgetHoldersOfKeys(roster, change)
  if (change.today !== null) roster.today = change.today
  roster.everyone = moved(roster.everyone, change.people.entered, change.people.left)
  shift(roster.holders, change.tagMoves)
  shift(roster.members, change.segmentMoves)
  shift(roster.received, change.assignmentMoves)
  for (const [id, row] of change.keys) if (!row) removeKey(roster, id)
  for (const [id, row] of change.tags) {
    if (!row) {
      removeTag(roster, id)
      roster.holders.delete(id)
    }
  }
  for (const row of change.keys.values())
    if (row) putKey(roster, { id: row.id, name: row.name, type: row.type, position: row.position })
  for (const row of change.tags.values())
    if (row) putTag(roster, { id: row.id, keyId: row.key_id, value: row.value })
  for (const [id, row] of change.aliases) {
    if (row) roster.aliases.set(id, rosterAlias(row))
    else roster.aliases.delete(id)
  }
  for (const [id, row] of change.segments) {
    if (!row) {
      removeSegment(roster, id)
      roster.members.delete(id)
    }
  }
  for (const row of change.segments.values()) if (row) putSegment(roster, rosterSegment(row))
  if (change.segments.size > 0) arrangeSegments(roster)
  for (const [id, row] of change.assignments) {
    if (!row) {
      roster.assignments.delete(id)
      roster.received.delete(id)
    } else roster.assignments.set(id, rosterAssignment(row))
  }
  applyExceptions(roster, change.exceptions)
}

export function exceptionMove(row: ExceptionRow, isThere: boolean): ExceptionMove {
  const { assignment_id, person_id, kind } = row
  return { assignment_id, person_id, kind, stands: isThere && row.ended_at === null }
}

/** One that ended may have been followed by another for the same person: what stands counts. */
export function applyExceptions(roster: Pick<Roster, 'exempt'>, moves: readonly ExceptionMove[]): void {
  const exempt = moves.filter(({ kind }) => kind === 'exempt')
  for (const stands of [false, true])
    for (const [id, some] of Map.groupBy(
      exempt.filter(each => each.stands === stands),
      each => each.assignment_id,
    )) {
      const people = setOf(some.map(each => each.person_id))
      const before = roster.exempt.get(id) ?? nobody
      roster.exempt.set(id, stands ? union(before, people) : difference(before, people))
    }
}

/** Keys whose tags have come, gone or changed. */
function* keysRead(roster: Roster, { tags }: Pick<RosterChange, 'tags'>): Generator<number> {
  for (const [id, row] of tags) {
    const before = roster.tags.get(id)
    if (before) yield before.keyId
    if (row) yield row.key_id
  }
}

function forgetHoldersOfKeys(roster: Roster, { tags, tagMoves }: RosterChange): void {
  for (const id of tagMoves.keys()) {
    const key = roster.tags.get(id)?.keyId ?? tags.get(id)?.key_id
    if (key !== undefined) roster.holdersOfKey.delete(key)
  }
  for (const key of keysRead(roster, { tags })) roster.holdersOfKey.delete(key)
}

export function rosterSegment(row: SegmentRow & { changed_in: number }) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    rule: JSON.parse(row.rule) as BoundRule,
    updatedAt: row.updated_at,
    changedIn: row.changed_in,
  }
}

/** Without what only the database keeps of it. */
export function rosterAlias(row: AliasRow): AliasRow {
  const { id, key_id, tag_id, spelling, spelling_fold, kind, created_at, created_by } = row
  return { id, key_id, tag_id, spelling, spelling_fold, kind, created_at, created_by }
}

export function rosterAssignment(row: AssignmentRow) {
  const { include, exclude } = JSON.parse(row.audience) as { include: number[]; exclude: number[] }
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    include,
    exclude,
    joiners: row.joiners,
    leavers: row.leavers,
    occurrence: row.occurrence,
  }
}

function shift(sets: PeopleSets, moves: Moves): void {
  for (const [id, move] of moves) sets.move(id, move)
}
