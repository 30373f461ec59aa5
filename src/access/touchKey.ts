import type { AppContext } from '../http/context.ts'

const MINUTE = 60_000
const noted = new Map<string, number>()

/**
 * Notes when a key was last used: at most once a minute for each key, and without making the request wait or fail.
 */
export function touchKey(
  context: Pick<AppContext, 'db' | 'now' | 'log'>,
  key: { workspace_id: number; id: string },
): void {
  const now = context.now().getTime()
  const last = noted.get(key.id)
  if (last !== undefined && now - last < MINUTE) return
  noted.set(key.id, now)
  if (noted.size > 10_000) noted.clear()
  context.db.write
    .updateTable('api_key')
    .set({ last_used_at: now })
    .where('workspace_id', '=', key.workspace_id)
    .where('id', '=', key.id)
    .execute()
    .catch(error => context.log.debug({ error }, 'The last use of a key could not be noted'))
}
