import { personNames } from '../changes/personNames.ts'
import type { Sql } from '../db/db.ts'
import { listeningWebhooks, writeCalls } from '../webhooks/writeCalls.ts'
import type { TokenOwner } from './recipientLink.ts'

/** Calls webhooks when a recipient opens or completes; in the transaction that records it, under the workspace's lock. */
export async function tellProgress(
  sql: Sql,
  { workspaceId, assignmentId, personId }: TokenOwner & { assignmentId: number },
  status: 'opened' | 'completed',
  now: number,
): Promise<void> {
  const webhooks = await listeningWebhooks(sql, workspaceId)
  const type = `assignment.${status}` as const
  if (!webhooks.some(({ events }) => events.has(type))) return
  const { title } = await sql
    .selectFrom('assignment')
    .select('title')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', assignmentId)
    .executeTakeFirstOrThrow()
  const people = [...(await personNames(sql, workspaceId, [personId])).values()]
  const data = { assignment: { id: assignmentId, title }, people }
  await writeCalls(sql, workspaceId, webhooks, [{ type, data }], now)
}
