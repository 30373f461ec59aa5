import type { Act } from '../changes/perform.ts'
import { Conflict, NotFound } from '../errors.ts'
import { completed, reopened } from './progress.ts'
import { getAssignmentRow } from './queries.ts'
import { findRecipient } from './recipientQueries.ts'
import { updateProgress } from './recordProgress.ts'
import { tellProgress } from './tellProgress.ts'

/** An editor records that somebody has done it (on paper, in the room), or takes that back. */
export function updateRecipient(
  assignmentId: number,
  personId: number,
  status: 'assigned' | 'completed',
): Act<null> {
  return async ({ sql, draft, workspace, now }) => {
    const workspaceId = workspace.id
    const { title } = await getAssignmentRow(sql, workspaceId, assignmentId)
    const row = await findRecipient(sql, { workspaceId, assignmentId, personId, now })
    if (!row) throw new NotFound(`“${title}” has not reached this person.`)
    const name = `${row.first_name} ${row.last_name}`.trim() || row.email
    if (row.status === 'withdrawn') {
      throw new Conflict(
        `“${title}” was withdrawn from ${name}. Bring them back into its audience first, so that they receive it again.`,
      )
    }
    const after = status === 'completed' ? completed(row, now) : reopened(row)
    if (after !== row) {
      const recipient = { workspaceId, assignmentId, personId }
      draft.alongside.push(async tx => {
        await updateProgress(tx.sql, recipient, after)
        if (status === 'completed') await tellProgress(tx.sql, recipient, status, now)
      })
      draft.notes.push(
        status === 'completed'
          ? `${name} counts as having completed it.`
          : `It is open again for ${name}, and counts as overdue once its due day has passed.`,
      )
    }
    return {
      summary:
        status === 'completed'
          ? `Record that ${name} completed “${title}”`
          : `Take back that ${name} completed “${title}”`,
      result: null,
    }
  }
}
