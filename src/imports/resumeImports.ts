import type { Actor } from '../access/actor.ts'
import type { ActQuery } from '../changes/perform.ts'
import type { AppContext } from '../http/context.ts'
import { listUnfinished } from './queries.ts'
import { runImport } from './runImport.ts'

/**
 * Takes up imports that a stopped server left in the middle: plans those that were being read, and commits those that were
 * confirmed, exactly as confirmed. A commit is one transaction, so of such an import either everything is there (and it is
 * done) or nothing. Runs beside the server; what cannot go on says so on its page.
 */
export async function resumeImports(context: AppContext): Promise<void> {
  const unfinished = await listUnfinished(context.db.read)
  for (const { workspace_id: workspaceId, id: importId, status, pending } of unfinished) {
    const goOn = async () => {
      if (status === 'committing' && pending !== null) {
        const { actor, query } = JSON.parse(pending) as { actor: Actor; query: ActQuery }
        await runImport(context, { workspaceId, actor, importId, query, idempotencyKey: null })
      } else {
        const actor: Actor = { kind: 'system', id: 'system', name: 'Muster', role: 'editor', workspaceId }
        await context.background.run('planImport', {
          workspaceId,
          actor,
          importId,
          now: context.now().getTime(),
        })
      }
    }
    goOn().then(
      () => context.log.info({ workspaceId, importId }, 'Went on with an import that a stop had interrupted'),
      error =>
        context.log.warn(
          { err: error, workspaceId, importId },
          'An interrupted import waits to be looked at',
        ),
    )
  }
}
