import type { Sql } from '../db/db.ts'
import {
  emptyRoster,
  putKey,
  putSegment,
  putTag,
  type Roster,
  removeKey,
  removeSegment,
  removeTag,
} from '../roster/roster.ts'
import { rosterSegment } from './applyToRoster.ts'
import { rowsAsOf } from './namesAsOf.ts'
import { dayIn } from './raiseDay.ts'

/**
 * Keys, tags, rules and the day as they stood at a version, to read rules against: a roster without any people in it.
 * `roster` is the present one, and `sql` sees the same state.
 */
export async function rosterAsOf(sql: Sql, roster: Roster, version: number): Promise<Roster> {
  const past = await rowsAsOf(sql, roster.workspaceId, version)
  const then = emptyRoster(roster.workspaceId, await dayAsOf(sql, roster.workspaceId, version))
  then.version = version
  then.keys = new Map(roster.keys)
  then.keyByFold = new Map(roster.keyByFold)
  then.tags = new Map(roster.tags)
  then.tagByFold = new Map([...roster.tagByFold].map(([key, values]) => [key, new Map(values)]))
  then.segments = new Map(roster.segments)
  then.segmentByFold = new Map(roster.segmentByFold)
  // What was not there goes first: its name may have been another's.
  for (const id of absent(past.keys)) removeKey(then, id)
  for (const id of absent(past.tags)) removeTag(then, id)
  for (const id of absent(past.segments)) removeSegment(then, id)
  for (const row of present(past.keys)) putKey(then, row)
  for (const row of present(past.tags)) putTag(then, { id: row.id, keyId: row.key_id, value: row.value })
  for (const row of present(past.segments)) putSegment(then, rosterSegment({ ...row, changed_in: version }))
  return then
}

/** The day that rules counted from: the last one a change had brought, at first that on which the workspace was made. */
async function dayAsOf(sql: Sql, workspaceId: number, version: number): Promise<string> {
  const brought = await sql
    .selectFrom('change')
    .select('day')
    .where('workspace_id', '=', workspaceId)
    .where('id', '<=', version)
    .where('day', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (brought?.day) return brought.day
  const { created_at, time_zone } = await sql
    .selectFrom('workspace')
    .select(['created_at', 'time_zone'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return dayIn(time_zone, created_at)
}

function absent(rows: ReadonlyMap<number, object | null>): number[] {
  return [...rows].flatMap(([id, row]) => (row === null ? [id] : []))
}

function present<Row>(rows: ReadonlyMap<number, Row | null>): Row[] {
  return [...rows.values()].filter(row => row !== null)
}
