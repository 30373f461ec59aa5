import type { AppContext } from '../http/context.ts'
import { backToReady } from './queries.ts'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/**
 * Puts an import whose commit failed back to where it was before the button. Even that has to be written, which a full
 * disk prevents: then it is tried again until there is space, and until then the import shows as being committed. A
 * server that ends before goes on with it at its next start, as with any commit that was interrupted.
 */
export async function putBack(
  context: AppContext,
  workspaceId: number,
  importId: number,
  wait = FIRST_WAIT_MS,
): Promise<void> {
  try {
    await context.db.transaction(tx => backToReady(tx.sql, workspaceId, importId))
  } catch (error) {
    context.log.warn({ err: error, workspaceId, importId }, 'A failed import could not be put back yet')
    const again = () => void putBack(context, workspaceId, importId, Math.min(2 * wait, LONGEST_WAIT_MS))
    setTimeout(again, wait).unref()
  }
}
