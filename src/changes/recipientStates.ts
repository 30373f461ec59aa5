import type { Sql } from '../db/db.ts'
import { setOf } from '../roster/peopleSet.ts'
import type { Draft } from './draft.ts'
import { assignmentsAfter, type RecipientStates } from './moveAssignments.ts'

/** What `moveAssignments` needs to know of the recipients of these assignments. */
export async function recipientStates(
  sql: Sql,
  draft: Draft,
  assignmentIds: readonly number[],
): Promise<RecipientStates> {
  const states: RecipientStates = new Map()
  const after = assignmentsAfter(draft)
  for (const id of assignmentIds) {
    const newest = after.get(id)?.occurrence ?? 1
    const completed: number[] = []
    const told: number[] = []
    const withdrawn: number[] = []
    const behind: number[] = []
    for (const row of await notableRows(sql, draft.roster.workspaceId, id, newest)) {
      const person = row.person_id
      if (row.occurrence < newest) behind.push(person)
      if (row.status === 'completed') completed.push(person)
      if (row.status !== 'withdrawn') continue
      withdrawn.push(person)
      const isNews = row.occurrence < newest || row.message === null || row.message === 'cancelled'
      if (!isNews) told.push(person)
    }
    states.set(id, {
      completed: setOf(completed),
      told: setOf(told),
      withdrawn: setOf(withdrawn),
      behind: setOf(behind),
    })
  }
  return states
}

/** The present rows that are not simply open and of the newest occurrence. */
async function notableRows(sql: Sql, workspaceId: number, assignmentId: number, newest: number) {
  return await sql
    .selectFrom('recipient')
    .leftJoin('message', join =>
      join
        .onRef('message.workspace_id', '=', 'recipient.workspace_id')
        .onRef('message.assignment_id', '=', 'recipient.assignment_id')
        .onRef('message.person_id', '=', 'recipient.person_id')
        .onRef('message.occurrence', '=', 'recipient.occurrence')
        .on('message.kind', '=', 'assigned')
        .on('message.variant', '=', ''),
    )
    .select(['recipient.person_id', 'recipient.occurrence', 'recipient.status'])
    .select('message.status as message')
    .where('recipient.workspace_id', '=', workspaceId)
    .where('recipient.assignment_id', '=', assignmentId)
    .where('recipient.superseded_at', 'is', null)
    .where(eb =>
      eb.or([
        eb('recipient.status', 'in', ['completed', 'withdrawn']),
        eb('recipient.occurrence', '<', newest),
      ]),
    )
    .execute()
}
