import type { Draft } from '../changes/draft.ts'
import { keepRows } from '../changes/keepRecipients.ts'
import type { Act } from '../changes/perform.ts'
import type { Sql } from '../db/db.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { occurrenceAt } from './occurrenceAt.ts'
import { completed, reopened } from './progress.ts'
import { getAssignmentRow } from './queries.ts'
import { listOccurrences } from './recipientQueries.ts'
import { updateProgress } from './recordProgress.ts'
import { listStepsDone, type RecipientKey, takeStepsBack } from './stepQueries.ts'
import { tellProgress } from './tellProgress.ts'

export type Recorded = {
  status: 'assigned' | 'completed'
  completedAt?: string
  note?: string
  occurrence?: number
}

/** An editor records that somebody has done it (on paper, in the room), or takes that back. Answers of which occurrence. */
export function updateRecipient(
  assignmentId: number,
  personId: number,
  { status, completedAt, note, occurrence }: Recorded,
): Act<number> {
  return async ({ sql, draft, workspace, now }) => {
    const workspaceId = workspace.id
    const { title } = await getAssignmentRow(sql, workspaceId, assignmentId)
    const at = completedAt === undefined ? now : momentBefore(completedAt, now)
    // What is recorded late belongs to the occurrence that was the present one then.
    const then = status === 'completed' && completedAt !== undefined ? at : null
    const rows = await listOccurrences(sql, { workspaceId, assignmentId, personId, now })
    const row = occurrenceAt(rows, then)
    if (!row) throw new NotFound(`“${title}” has not reached this person.`)
    const name = `${row.first_name} ${row.last_name}`.trim() || row.email
    if (row.status === 'withdrawn') {
      throw new Conflict(
        `“${title}” was withdrawn from ${name}. Bring them back into its audience first, so that they receive it again.`,
      )
    }
    if (occurrence !== undefined && occurrence !== row.occurrence)
      throw new Conflict(
        `${name} ${then === null ? 'has' : 'had'} occurrence ${row.occurrence} of “${title}” ${then === null ? 'now' : 'then'}, not ${occurrence}. Look at it again.`,
      )
    const key = { workspaceId, assignmentId, personId, occurrence: row.occurrence }
    const after = status === 'completed' ? completed(row, at) : reopened(row)
    if (after !== row) {
      const evidence = status === 'completed' ? note || null : null
      draft.alongside.push(async (tx, changeId) => {
        const recorded = { completed_in: status === 'completed' ? changeId : null, evidence }
        await keepRows(tx.sql, { ...key, now, changeId }, [row])
        await updateProgress(tx.sql, key, after, recorded)
        if (status === 'completed') await tellProgress(tx.sql, { ...key, personIds: [personId] }, status, now)
      })
      if (row.superseded_at !== null)
        draft.notes.push(`It is recorded for occurrence ${row.occurrence}, which ${name} had then.`)
      draft.notes.push(
        status === 'completed'
          ? `${name} counts as having completed it.`
          : `It is open again for ${name}, and counts as overdue once its due day has passed.`,
      )
    }
    if (status === 'assigned') await noteStepsBack(sql, draft, key, name)
    return {
      summary:
        status === 'completed'
          ? `Record that ${name} completed “${title}”`
          : `Take back that ${name} completed “${title}”`,
      result: row.occurrence,
    }
  }
}

/** Throws Invalid for a moment that is still to come. */
function momentBefore(text: string, now: number): number {
  const at = Date.parse(text)
  if (at <= now) return at
  const message = 'That moment is still to come. Say when it was completed.'
  throw new Invalid(message, [{ path: 'completedAt', message }])
}

async function noteStepsBack(sql: Sql, draft: Draft, key: RecipientKey, name: string): Promise<void> {
  const done = await listStepsDone(sql, key, [key.assignmentId])
  const steps = done.filter(step => step.occurrence === key.occurrence).length
  if (steps === 0) return
  draft.alongside.push((tx, changeId) => takeStepsBack(tx.sql, key, { now: draft.now, changeId }))
  draft.notes.push(
    steps === 1
      ? `The step that ${name} had done is to be done again.`
      : `The ${steps} steps that ${name} had done are to be done again.`,
  )
}
