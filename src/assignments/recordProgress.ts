import type { Sql } from '../db/db.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import type { ReceivedAssignment } from './contract.ts'
import { completed, opened, type Progress } from './progress.ts'
import { findReceived, personOfToken, type ReceivedRow, showReceived } from './received.ts'
import type { TokenOwner } from './recipientLink.ts'
import { tellProgress } from './tellProgress.ts'

/**
 * A recipient opens or completes, by their own link. It moves nobody between segments, so it is no change of the log; but
 * it takes the workspace's lock, because a change that withdraws the assignment at the same moment must see it or come
 * first: what is completed is never withdrawn.
 */
export async function recordProgress(
  { db, config, live, now }: Pick<AppContext, 'db' | 'config' | 'live' | 'now'>,
  token: string,
  assignmentId: number,
  status: 'opened' | 'completed',
): Promise<ReceivedAssignment> {
  const owner = await personOfToken(db.read, config, token)
  const at = now().getTime()
  const seen = await getReceived(db.read, owner, assignmentId)
  // Most calls are a page opened once more: those neither lock nor write.
  if (advance(seen, status, at) === seen) return showReceived(seen)
  const recorded = await db.transaction(async tx => {
    await tx.lockWorkspace(owner.workspaceId)
    const row = await getReceived(tx.sql, owner, assignmentId)
    const after = advance(row, status, at)
    if (after !== row) {
      await updateProgress(tx.sql, { ...owner, assignmentId }, after)
      await tellProgress(tx.sql, { ...owner, assignmentId }, status, at)
    }
    return { ...row, ...after }
  })
  live.tell(owner.workspaceId, {
    event: 'recipient',
    data: { assignment: assignmentId, person: owner.personId, status: recorded.status },
  })
  return showReceived(recorded)
}

/** The same row when there is nothing to record. Throws Conflict when it is no longer the recipient's to complete. */
function advance(row: ReceivedRow, status: 'opened' | 'completed', now: number): ReceivedRow {
  if (row.status === 'withdrawn') {
    throw new Conflict(`“${row.title}” has been withdrawn: there is nothing to do any more.`)
  }
  if (row.status === 'completed') return row
  if (row.assignment_status !== 'live') {
    if (status === 'opened') return row
    throw new Conflict(`“${row.title}” is closed and can no longer be completed.`)
  }
  const before: Progress = row
  const after = status === 'opened' ? opened(before, now) : completed(before, now)
  return after === before ? row : { ...row, ...after }
}

async function getReceived(sql: Sql, owner: TokenOwner, assignmentId: number): Promise<ReceivedRow> {
  const row = await findReceived(sql, owner, assignmentId)
  if (!row) throw new NotFound('There is no such assignment on this page.')
  return row
}

/** Under the workspace's lock. */
export async function updateProgress(
  sql: Sql,
  { workspaceId, assignmentId, personId }: TokenOwner & { assignmentId: number },
  { status, opened_at, completed_at }: Progress,
): Promise<void> {
  await sql
    .updateTable('recipient')
    .set({ status, opened_at, completed_at })
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('person_id', '=', personId)
    .where('superseded_at', 'is', null)
    .execute()
}
