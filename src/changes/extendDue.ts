import type { ExpressionBuilder } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { type Calendar, endOf } from '../assignments/calendar.ts'
import { dueMoment } from '../assignments/dueMoment.ts'
import type { Sql, Tx } from '../db/db.ts'
import type { ExceptionRow, Schema } from '../db/schema.ts'
import { keepRecipients, type Overwriting } from './keepRecipients.ts'

/**
 * Gives recipients the later due day that was granted to them, over the one that everybody has. Part of every commit that
 * writes due days or such exceptions, so that an undo takes it away again.
 */
export async function extendDue(tx: Tx, overwriting: Overwriting, calendar: Calendar): Promise<void> {
  const { workspaceId, assignmentId } = overwriting
  const rows = await tx.sql
    .selectFrom('exception')
    .select(['assignment_id', 'person_id', 'occurrence', 'until'])
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('kind', '=', 'extended')
    .where('ended_at', 'is', null)
    .where('deleted_in', 'is', null)
    .execute()
  for (const row of rows) {
    if (row.until === null) continue
    const dueAt = endOf(Temporal.PlainDate.from(row.until), calendar.timeZone)
    await setDue(tx.sql, overwriting, row, dueAt)
  }
}

/** The due day that everybody has, for a recipient whose later one is no more. */
export async function unextendDue(
  tx: Tx,
  overwriting: Overwriting,
  calendar: Calendar,
  exception: ExceptionRow,
): Promise<void> {
  const row = await tx.sql
    .selectFrom('recipient')
    .innerJoin('assignment', join =>
      join
        .onRef('assignment.workspace_id', '=', 'recipient.workspace_id')
        .onRef('assignment.id', '=', 'recipient.assignment_id'),
    )
    .select(['recipient.assigned_at', 'assignment.due'])
    .where('recipient.workspace_id', '=', overwriting.workspaceId)
    .where('recipient.assignment_id', '=', exception.assignment_id)
    .where('recipient.person_id', '=', exception.person_id)
    .where('recipient.occurrence', '=', exception.occurrence)
    .executeTakeFirst()
  if (row) await setDue(tx.sql, overwriting, exception, dueMoment(row.due, row.assigned_at, calendar))
}

/** What is completed or past keeps the moment it was due then. */
async function setDue(
  sql: Sql,
  overwriting: Overwriting,
  { person_id, occurrence }: Pick<ExceptionRow, 'person_id' | 'occurrence'>,
  dueAt: number | null,
): Promise<void> {
  const open = (eb: ExpressionBuilder<Schema, 'recipient'>) =>
    eb.and([
      eb('person_id', '=', person_id),
      eb('occurrence', '=', occurrence),
      eb('status', 'in', ['assigned', 'opened']),
      eb('superseded_at', 'is', null),
      eb('due_at', 'is distinct from', dueAt),
    ])
  await keepRecipients(sql, overwriting, open)
  await sql
    .updateTable('recipient')
    .set({ due_at: dueAt })
    .where('workspace_id', '=', overwriting.workspaceId)
    .where('assignment_id', '=', overwriting.assignmentId)
    .where(open)
    .execute()
}
