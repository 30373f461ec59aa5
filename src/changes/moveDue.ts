import type { Calendar } from '../assignments/calendar.ts'
import { dueMoment } from '../assignments/dueMoment.ts'
import type { Tx } from '../db/db.ts'
import { extendDue } from './extendDue.ts'

const MOMENTS_A_STATEMENT = 500

/**
 * Gives the open recipients of an assignment the due moment that its changed `due` means. Part of every commit, not of the
 * act that edits, so that an undo of that act moves it back. What is completed keeps the moment it was completed for, and past
 * occurrences theirs.
 */
export async function moveDue(
  tx: Tx,
  workspaceId: number,
  calendar: Calendar,
  assignmentId: number,
  due: string | null,
): Promise<void> {
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
      await tx.sql
        .updateTable('recipient')
        .set({ due_at: dueAt })
        .where('workspace_id', '=', workspaceId)
        .where('assignment_id', '=', assignmentId)
        .where('superseded_at', 'is', null)
        .where('status', 'in', ['assigned', 'opened'])
        .where('assigned_at', 'in', moments.slice(start, start + MOMENTS_A_STATEMENT))
        .execute()
    }
  }
  await extendDue(tx, workspaceId, calendar, assignmentId)
}
