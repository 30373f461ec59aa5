import type { Draft } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import type { Sql } from '../db/db.ts'
import { Conflict, NotFound } from '../errors.ts'
import { completed, reopened } from './progress.ts'
import { getAssignmentRow } from './queries.ts'
import { findRecipient } from './recipientQueries.ts'
import { updateProgress } from './recordProgress.ts'
import { deleteStepsDone, listStepsDone, type RecipientKey } from './stepQueries.ts'
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
    const key = { workspaceId, assignmentId, personId, occurrence: row.occurrence }
    const after = status === 'completed' ? completed(row, now) : reopened(row)
    if (after !== row) {
      draft.alongside.push(async tx => {
        await updateProgress(tx.sql, key, after)
        if (status === 'completed') await tellProgress(tx.sql, key, status, now)
      })
      draft.notes.push(
        status === 'completed'
          ? `${name} counts as having completed it.`
          : `It is open again for ${name}, and counts as overdue once its due day has passed.`,
      )
    }
    if (status === 'assigned') await takeStepsBack(sql, draft, key, name)
    return {
      summary:
        status === 'completed'
          ? `Record that ${name} completed “${title}”`
          : `Take back that ${name} completed “${title}”`,
      result: null,
    }
  }
}

async function takeStepsBack(sql: Sql, draft: Draft, key: RecipientKey, name: string): Promise<void> {
  const done = await listStepsDone(sql, key, [key.assignmentId])
  const steps = done.filter(step => step.occurrence === key.occurrence).length
  if (steps === 0) return
  draft.alongside.push(tx => deleteStepsDone(tx.sql, key))
  draft.notes.push(
    steps === 1
      ? `The step that ${name} had done is to be done again.`
      : `The ${steps} steps that ${name} had done are to be done again.`,
  )
}
