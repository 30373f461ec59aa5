import type { Actor } from '../access/actor.ts'
import type { Background } from '../background/background.ts'
import type { Db } from '../db/db.ts'
import type { ImportTable } from '../db/schema.ts'
import { Conflict } from '../errors.ts'
import { getImport, updateOpenImport } from './queries.ts'

/**
 * Gives an import up, whatever it is at: being read, waiting, or being written. Until the commit's transaction has ended
 * nothing of it is there, and then it is too late: Conflict. Cancelling twice is cancelling.
 */
export async function cancelImport(
  { db, background }: { db: Db; background: Background },
  { actor, importId, now }: { actor: Actor; importId: number; now: number },
): Promise<void> {
  const { workspaceId } = actor
  refuseEnded(await getImport(db.read, workspaceId, importId))
  // In this process it stops where it is; in another one it finds the import cancelled before it commits.
  await background.stop(workspaceId, importId)
  await db.transaction(async tx => {
    const isCancelled = await updateOpenImport(tx.sql, workspaceId, importId, {
      status: 'cancelled',
      plan: null,
      pending: null,
      error: null,
      ended_at: now,
      ended_by: actor.name,
    })
    if (!isCancelled) refuseEnded(await getImport(tx.sql, workspaceId, importId))
  })
}

function refuseEnded({ status, change_id: changeId }: ImportTable): void {
  if (changeId === null) return
  throw new Conflict(
    status === 'undone'
      ? `This import was committed as change ${changeId} and has been undone since: there is nothing to cancel.`
      : `It is too late to cancel: this import is committed, as change ${changeId}. Undoing that change takes it back.`,
    { changeId },
  )
}

/** What whoever works on an import hears when it has been cancelled. */
export function cancelled(): Conflict {
  return new Conflict('This import was cancelled. Nothing was changed.', { cancelled: true })
}
