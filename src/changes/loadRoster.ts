import type { Sql } from '../db/db.ts'
import { evaluate } from '../roster/evaluate.ts'
import { setOf } from '../roster/peopleSet.ts'
import {
  arrangeSegments,
  emptyRoster,
  putKey,
  putSegment,
  putTag,
  type Roster,
  viewOfRoster,
} from '../roster/roster.ts'
import {
  applyExceptions,
  exceptionMove,
  rosterAlias,
  rosterAssignment,
  rosterSegment,
} from './applyToRoster.ts'

const PEOPLE_A_QUERY = 20_000

/** Builds the roster from the rows. `sql` must see one state of the database: a snapshot or an open transaction. */
export async function loadRoster(sql: Sql, workspaceId: number): Promise<Roster> {
  const workspace = await sql
    .selectFrom('workspace')
    .select(['version', 'evaluated_on'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const roster = emptyRoster(workspaceId, workspace.evaluated_on)
  roster.version = workspace.version
  const keys = await sql
    .selectFrom('tag_key')
    .select(['id', 'name', 'type', 'position'])
    .where('workspace_id', '=', workspaceId)
    .where('deleted_in', 'is', null)
    .execute()
  for (const row of keys) putKey(roster, row)
  const tags = await sql
    .selectFrom('tag')
    .select(['id', 'key_id', 'value'])
    .where('workspace_id', '=', workspaceId)
    .where('deleted_in', 'is', null)
    .execute()
  for (const row of tags) putTag(roster, { id: row.id, keyId: row.key_id, value: row.value })
  const aliases = await sql
    .selectFrom('alias')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('deleted_in', 'is', null)
    .execute()
  for (const row of aliases) roster.aliases.set(row.id, rosterAlias(row))
  await loadPeople(sql, roster)
  const segments = await sql
    .selectFrom('segment')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('deleted_in', 'is', null)
    .execute()
  for (const row of segments) putSegment(roster, rosterSegment(row))
  arrangeSegments(roster)
  const view = viewOfRoster(roster)
  for (const id of roster.order) {
    const segment = roster.segments.get(id)
    if (segment) roster.members.give(id, evaluate(segment.rule, view))
  }
  const assignments = await sql
    .selectFrom('assignment')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('deleted_in', 'is', null)
    .execute()
  for (const row of assignments) roster.assignments.set(row.id, rosterAssignment(row))
  await loadReceived(sql, roster)
  await loadExempt(sql, roster)
  return roster
}

async function loadPeople(sql: Sql, roster: Roster): Promise<void> {
  const everyone: number[] = []
  const holders = new Map<number, number[]>()
  for (let last = 0; ; ) {
    const rows = await sql
      .selectFrom('person')
      .select(['id', 'status', 'tags'])
      .where('workspace_id', '=', roster.workspaceId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(PEOPLE_A_QUERY)
      .execute()
    for (const row of rows) {
      if (row.status !== 'active') continue
      everyone.push(row.id)
      for (const tag of JSON.parse(row.tags) as number[]) {
        const list = holders.get(tag)
        if (list) list.push(row.id)
        else holders.set(tag, [row.id])
      }
    }
    if (rows.length < PEOPLE_A_QUERY) break
    last = rows.at(-1)?.id ?? 0
  }
  roster.everyone = setOf(everyone)
  for (const [tag, people] of holders) roster.holders.set(tag, setOf(people))
}

async function loadReceived(sql: Sql, roster: Roster): Promise<void> {
  const rows = await sql
    .selectFrom('recipient')
    .select(['assignment_id', 'person_id'])
    .where('workspace_id', '=', roster.workspaceId)
    .where('status', '!=', 'withdrawn')
    .where('superseded_at', 'is', null)
    .execute()
  for (const [assignment, recipients] of Map.groupBy(rows, row => row.assignment_id)) {
    roster.received.set(assignment, setOf(recipients.map(row => row.person_id)))
  }
}

async function loadExempt(sql: Sql, roster: Roster): Promise<void> {
  const rows = await sql
    .selectFrom('exception')
    .selectAll()
    .where('workspace_id', '=', roster.workspaceId)
    .where('ended_at', 'is', null)
    .where('deleted_in', 'is', null)
    .execute()
  applyExceptions(
    roster,
    rows.map(row => exceptionMove(row, true)),
  )
}
