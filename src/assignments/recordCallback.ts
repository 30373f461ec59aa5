import { keepRows } from '../changes/keepRecipients.ts'
import type { Sql } from '../db/db.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { type CallbackOf, readCallback } from './callbackLink.ts'
import { completed } from './progress.ts'
import { updateProgress } from './recordProgress.ts'
import { momentOf } from './showAssignment.ts'
import { tellProgress } from './tellProgress.ts'

export type Report = { completedAt?: string; score?: string | number; note?: string }

const NO_CALLBACK =
  'This callback does not lead anywhere (any more). The recipient’s page hands out a new one with the link of the assignment.'

/**
 * A course system reports a completion. Like what recipients do themselves it moves nobody between segments, so it is no
 * change of the log, and takes the workspace's lock. Repeating it changes nothing: the first report counts.
 */
export async function recordCallback(
  { db, config, live, now }: Pick<AppContext, 'db' | 'config' | 'live' | 'now'>,
  token: string,
  report: Report,
): Promise<{ status: 'completed'; completedAt: string }> {
  const of = readCallback(config, token)
  if (!of) throw new NotFound(NO_CALLBACK)
  const at = momentOfReport(report, now().getTime())
  const { row, isNew } = await db.transaction(async tx => {
    await tx.lockWorkspace(of.workspaceId)
    const before = await getReported(tx.sql, of, at)
    const after = completed(before, at)
    if (after === before) return { row: before, isNew: false }
    const overwriting = { ...of, now: now().getTime(), changeId: null }
    await keepRows(tx.sql, overwriting, [{ person_id: of.personId, occurrence: of.occurrence }])
    await updateProgress(tx.sql, of, after, { completed_in: null, evidence: evidenceOf(report) })
    await tellProgress(tx.sql, { ...of, personIds: [of.personId] }, 'completed', now().getTime())
    return { row: after, isNew: true }
  })
  if (isNew)
    live.tell(of.workspaceId, {
      event: 'recipient',
      data: { assignment: of.assignmentId, person: of.personId, status: row.status },
    })
  return { status: 'completed', completedAt: momentOf(row.completed_at ?? at) }
}

/** Throws NotFound for a callback that was revoked, and Conflict for what can no longer be completed. */
async function getReported(sql: Sql, of: CallbackOf, at: number) {
  const row = await sql
    .selectFrom('recipient')
    .innerJoin('assignment', join =>
      join
        .onRef('assignment.workspace_id', '=', 'recipient.workspace_id')
        .onRef('assignment.id', '=', 'recipient.assignment_id'),
    )
    .innerJoin('person', join =>
      join
        .onRef('person.workspace_id', '=', 'recipient.workspace_id')
        .onRef('person.id', '=', 'recipient.person_id'),
    )
    .select(['assignment.title', 'assignment.status as assignment_status', 'recipient.superseded_at'])
    .select(['recipient.status', 'recipient.opened_at', 'recipient.completed_at'])
    .where('recipient.workspace_id', '=', of.workspaceId)
    .where('recipient.assignment_id', '=', of.assignmentId)
    .where('recipient.person_id', '=', of.personId)
    .where('recipient.occurrence', '=', of.occurrence)
    .where('person.status', '=', 'active')
    .where('person.link_generation', '=', of.generation)
    .where('person.link_revoked', '=', 0)
    .where('assignment.deleted_in', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound(NO_CALLBACK)
  if (row.status === 'completed') return row
  const { title } = row
  // Done in time and reported late, it belongs to its own occurrence.
  if (row.superseded_at !== null && at >= row.superseded_at)
    throw new Conflict(`“${title}” has come again since: this callback was for the time before.`)
  if (row.status === 'withdrawn') throw new Conflict(`“${title}” has been withdrawn from this person.`)
  if (row.assignment_status !== 'live')
    throw new Conflict(`“${title}” is closed and can no longer be completed.`)
  return row
}

function momentOfReport({ completedAt }: Report, now: number): number {
  if (completedAt === undefined) return now
  const at = Date.parse(completedAt)
  if (at <= now) return at
  const message = 'That moment is still to come. Say when it was completed.'
  throw new Invalid(message, [{ path: 'completedAt', message }])
}

function evidenceOf({ score, note }: Report): string {
  const parts = ['Reported by a callback', ...(score === undefined ? [] : [`Score: ${score}`])]
  const text = [...parts, ...(note ? [note] : [])].join('. ')
  return text.replaceAll('\u0000', '').toWellFormed()
}
