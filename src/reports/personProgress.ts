import { momentOf } from '../assignments/showAssignment.ts'
import type { Sql } from '../db/db.ts'
import type { AssignmentTable, RecipientTable } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import type { Place } from '../people/findPeople.ts'
import type { Outcome, PersonProgress } from './contract.ts'
import { historyPoints } from './historyPoints.ts'
import { historySteps } from './historySteps.ts'

/** What became of all that a person has received. Throws NotFound. */
export async function personProgress(
  { sql, roster, timeZone, now }: Place,
  id: number,
): Promise<PersonProgress> {
  const rows = await listReceipts(sql, roster.workspaceId, id)
  if (rows.length === 0) await checkPerson(sql, roster.workspaceId, id)
  const counts = { open: 0, overdue: 0, onTime: 0, late: 0, missed: 0, withdrawn: 0 }
  const items = rows.map(row => {
    const outcome = outcomeOf(row, now)
    counts[outcome]++
    return {
      assignment: { id: row.id, title: row.title, status: row.assignment_status },
      occurrence: row.occurrence,
      outcome,
      assignedAt: momentOf(row.assigned_at),
      dueAt: momentOf(row.due_at),
      openedAt: momentOf(row.opened_at),
      completedAt: momentOf(row.completed_at),
    }
  })
  const began = rows.reduce((first, row) => Math.min(first, row.assigned_at), now)
  const { step, steps } = historySteps({}, { began, now, timeZone })
  return { counts, items, step, history: historyPoints(rows, steps) }
}

type Receipt = Pick<RecipientTable, 'status' | 'due_at' | 'completed_at' | 'superseded_at'> & {
  assignment_status: AssignmentTable['status']
}

/** Pure: what became of one receipt, or is still to come of it. */
export function outcomeOf(row: Receipt, now: number): Outcome {
  const { status, due_at, completed_at, superseded_at, assignment_status } = row
  if (status === 'withdrawn') return 'withdrawn'
  if (completed_at !== null) return due_at !== null && due_at < completed_at ? 'late' : 'onTime'
  if (superseded_at !== null || assignment_status === 'closed') return 'missed'
  return due_at !== null && due_at < now ? 'overdue' : 'open'
}

async function listReceipts(sql: Sql, workspaceId: number, personId: number) {
  return await sql
    .selectFrom('recipient')
    .innerJoin('assignment', join =>
      join
        .onRef('assignment.workspace_id', '=', 'recipient.workspace_id')
        .onRef('assignment.id', '=', 'recipient.assignment_id'),
    )
    .select([
      'assignment.id',
      'assignment.title',
      'assignment.status as assignment_status',
      'recipient.occurrence',
      'recipient.status',
      'recipient.assigned_at',
      'recipient.due_at',
      'recipient.opened_at',
      'recipient.completed_at',
      'recipient.withdrawn_at',
      'recipient.superseded_at',
    ])
    .where('recipient.workspace_id', '=', workspaceId)
    .where('recipient.person_id', '=', personId)
    .where('assignment.deleted_in', 'is', null)
    .orderBy('recipient.assigned_at', 'desc')
    .orderBy('assignment.id', 'desc')
    .orderBy('recipient.occurrence', 'desc')
    .execute()
}

async function checkPerson(sql: Sql, workspaceId: number, personId: number): Promise<void> {
  const row = await sql
    .selectFrom('person')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .where('status', '!=', 'removed')
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such person.')
}
