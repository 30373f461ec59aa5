import type { Actor } from '../access/actor.ts'
import { currentRoster } from '../changes/engine.ts'
import type { ActQuery } from '../changes/perform.ts'
import { Conflict } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { cancelled } from './cancelImport.ts'
import { putBack } from './putBack.ts'
import { getImport, updateImport, updateOpenImport } from './queries.ts'

/** A plan that takes longer than this goes on by itself; whoever asked looks again with GET /imports/{id}. */
const ANSWER_WITHIN_MS = 20_000

/** Waits for work in the background, but not for ever. Answers whether it is done. */
export async function within(work: Promise<unknown>, ms = ANSWER_WITHIN_MS): Promise<boolean> {
  const timeout = Promise.withResolvers<false>()
  const timer = setTimeout(() => timeout.resolve(false), ms)
  try {
    return await Promise.race([work.then(() => true), timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}

type Run = {
  workspaceId: number
  actor: Actor
  importId: number
  query: ActQuery
  idempotencyKey: string | null
}

/**
 * Commits an import in the background thread, in turn with this process's other writers, and tells the open windows. What
 * was confirmed is kept with the import first, so that a server killed in the middle goes on with it when it starts again.
 */
export async function runImport(
  context: AppContext,
  { workspaceId, actor, importId, query, idempotencyKey }: Run,
): Promise<number> {
  const { db, engine, background, log, now } = context
  const row = await getImport(db.read, workspaceId, importId)
  if (row.status === 'done' || row.status === 'undone')
    throw new Conflict(`This import was committed already: it is change ${row.change_id}.`)
  if (row.status === 'committing' && row.pending === null)
    throw new Conflict('This import is being committed right now.')
  const pending = JSON.stringify({ actor, query })
  const isOpen = await db.transaction(tx =>
    updateOpenImport(tx.sql, workspaceId, importId, { status: 'committing', pending, progress_done: 0 }),
  )
  if (!isOpen) throw cancelled()
  const started = performance.now()
  try {
    const changeId = await engine.inTurn(workspaceId, () =>
      background.run('commitImport', {
        workspaceId,
        actor,
        importId,
        query,
        idempotencyKey,
        now: now().getTime(),
      }),
    )
    const took = Math.round(performance.now() - started)
    // It is committed: when only this cannot be written, that is no reason to say it had failed.
    await db
      .transaction(tx => updateImport(tx.sql, workspaceId, importId, { took_ms: took }))
      .catch(error => log.warn({ err: error, workspaceId, importId }, 'How long an import took is not noted'))
    const roster = await currentRoster(engine, workspaceId)
    engine.committed(workspaceId, roster.version)
    return changeId
  } catch (error) {
    // Whatever the reason, nothing was written: the import is where it was before the button.
    await putBack(context, workspaceId, importId)
    throw error
  }
}
