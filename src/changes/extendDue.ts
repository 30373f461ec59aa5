import { Temporal } from 'temporal-polyfill'
import { type Calendar, endOf } from '../assignments/calendar.ts'
import { dueMoment } from '../assignments/dueMoment.ts'
import type { Sql, Tx } from '../db/db.ts'
import type { ExceptionRow } from '../db/schema.ts'

/**
 * Gives recipients the later due day that was granted to them, over the one that everybody has. Part of every commit that
 * writes due days or such exceptions, so that an undo takes it away again.
 */
export async function extendDue(
  tx: Tx,
  workspaceId: number,
  calendar: Calendar,
  assignmentId: number,
): Promise<void> {
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
    await setDue(tx.sql, workspaceId, row, dueAt)
  }
}

/** The due day that everybody has, for a recipient whose later one is no more. */
export async function unextendDue(
  tx: Tx,
  workspaceId: number,
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
    .where('recipient.workspace_id', '=', workspaceId)
    .where('recipient.assignment_id', '=', exception.assignment_id)
    .where('recipient.person_id', '=', exception.person_id)
    .where('recipient.occurrence', '=', exception.occurrence)
    .executeTakeFirst()
  if (row) await setDue(tx.sql, workspaceId, exception, dueMoment(row.due, row.assigned_at, calendar))
}

/** What is completed or past keeps the moment it was due then. */
async function setDue(
  sql: Sql,
  workspaceId: number,
  { assignment_id, person_id, occurrence }: Pick<ExceptionRow, 'assignment_id' | 'person_id' | 'occurrence'>,
  dueAt: number | null,
): Promise<void> {
  await sql
    .updateTable('recipient')
    .set({ due_at: dueAt })
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignment_id)
    .where('person_id', '=', person_id)
    .where('occurrence', '=', occurrence)
    .where('status', 'in', ['assigned', 'opened'])
    .where('superseded_at', 'is', null)
    .execute()
}
