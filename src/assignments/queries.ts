import { ASSIGNMENT_COLUMNS } from '../db/assignmentColumns.ts'
import type { Sql } from '../db/db.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { NotFound } from '../errors.ts'

export async function getAssignmentRow(
  sql: Sql,
  workspaceId: number,
  id: number,
  { deletedToo = false } = {},
): Promise<AssignmentRow> {
  const row = await sql
    .selectFrom('assignment')
    .select(ASSIGNMENT_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .$if(!deletedToo, query => query.where('deleted_in', 'is', null))
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such assignment.')
  return row
}

/** Those of the ids that exist, newest first, with the change that wrote them last. */
export async function listAssignmentRows(
  sql: Sql,
  workspaceId: number,
  ids: readonly number[],
): Promise<(AssignmentRow & { changed_in: number })[]> {
  if (ids.length === 0) return []
  return await sql
    .selectFrom('assignment')
    .select([...ASSIGNMENT_COLUMNS, 'changed_in'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .where('deleted_in', 'is', null)
    .orderBy('id', 'desc')
    .execute()
}

export type AssignmentCounts = {
  assigned: number
  opened: number
  completed: number
  withdrawn: number
  overdue: number
  held: number
  failed: number
}

const nothing = (): AssignmentCounts => ({
  assigned: 0,
  opened: 0,
  completed: 0,
  withdrawn: 0,
  overdue: 0,
  held: 0,
  failed: 0,
})

/** How far the recipients of each assignment are, and what is stuck on its way to them. */
export async function countsOf(
  sql: Sql,
  workspaceId: number,
  assignmentIds: readonly number[],
  now: number,
): Promise<Map<number, AssignmentCounts>> {
  const counts = new Map(assignmentIds.map(id => [id, nothing()]))
  if (assignmentIds.length === 0) return counts
  const recipients = await sql
    .selectFrom('recipient')
    .select(['assignment_id', 'status'])
    .select(eb => [
      eb.fn.countAll<number>().as('people'),
      eb.fn.sum<number>(eb.case().when('due_at', '<', now).then(1).else(0).end()).as('late'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', 'in', assignmentIds)
    .where('superseded_at', 'is', null)
    .groupBy(['assignment_id', 'status'])
    .execute()
  for (const { assignment_id, status, people, late } of recipients) {
    const of = counts.get(assignment_id) ?? nothing()
    of[status] = people
    if (status === 'assigned' || status === 'opened') of.overdue += Number(late)
  }
  const messages = await sql
    .selectFrom('message')
    .select(['assignment_id', 'status'])
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', 'in', assignmentIds)
    .where('status', 'in', ['held', 'failed', 'bounced'])
    .groupBy(['assignment_id', 'status'])
    .execute()
  for (const { assignment_id, status, count } of messages) {
    const of = counts.get(assignment_id)
    if (of) of[status === 'held' ? 'held' : 'failed'] += Number(count)
  }
  return counts
}
