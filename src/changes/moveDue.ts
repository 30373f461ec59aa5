import type { ExpressionBuilder } from 'kysely'
import type { Calendar } from '../assignments/calendar.ts'
import { dueMoment } from '../assignments/dueMoment.ts'
import type { Tx } from '../db/db.ts'
import type { Schema } from '../db/schema.ts'
import { extendDue } from './extendDue.ts'
import { keepRecipients, type Overwriting } from './keepRecipients.ts'

const MOMENTS_A_STATEMENT = 500

/**
 * Gives the open recipients of an assignment the due moment that its changed `due` means. Part of every commit, not of the
 * act that edits, so that an undo of that act moves it back. What is completed keeps the moment it was completed for, and past
 * occurrences theirs.
 */
export async function moveDue(
  tx: Tx,
  overwriting: Overwriting,
  calendar: Calendar,
  due: string | null,
): Promise<void> {
  const { workspaceId, assignmentId } = overwriting
  const rows = await tx.sql
    .selectFrom('recipient')
    .select('assigned_at')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('superseded_at', 'is', null)
    .where('status', 'in', ['assigned', 'opened'])
    .execute()
  // One moment for each change that assigned it: few, and fewer still once they are days.
  const byDue = Map.groupBy(
    rows.map(row => row.assigned_at),
    assignedAt => dueMoment(due, assignedAt, calendar),
  )
  for (const [dueAt, moments] of byDue) {
    for (let start = 0; start < moments.length; start += MOMENTS_A_STATEMENT) {
      const some = moments.slice(start, start + MOMENTS_A_STATEMENT)
      const moving = (eb: ExpressionBuilder<Schema, 'recipient'>) =>
        eb.and([
          eb('superseded_at', 'is', null),
          eb('status', 'in', ['assigned', 'opened']),
          eb('assigned_at', 'in', some),
          eb('due_at', 'is distinct from', dueAt),
        ])
      await keepRecipients(tx.sql, overwriting, moving)
      await tx.sql
        .updateTable('recipient')
        .set({ due_at: dueAt })
        .where('workspace_id', '=', workspaceId)
        .where('assignment_id', '=', assignmentId)
        .where(moving)
        .execute()
    }
  }
  await extendDue(tx, overwriting, calendar)
}
