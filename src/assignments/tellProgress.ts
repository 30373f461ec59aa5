import { personNames } from '../changes/personNames.ts'
import type { Sql } from '../db/db.ts'
import { listeningWebhooks, writeCalls } from '../webhooks/writeCalls.ts'

type Moved = { workspaceId: number; assignmentId: number; personIds: readonly number[] }

const PEOPLE_AN_EVENT = 200

/** Calls webhooks when recipients open or complete; in the transaction that records it, under the workspace's lock. */
export async function tellProgress(
  sql: Sql,
  { workspaceId, assignmentId, personIds }: Moved,
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
  for (let start = 0; start < personIds.length; start += PEOPLE_AN_EVENT) {
    const some = personIds.slice(start, start + PEOPLE_AN_EVENT)
    const people = [...(await personNames(sql, workspaceId, some)).values()]
    const data = { assignment: { id: assignmentId, title }, people }
    await writeCalls(sql, workspaceId, webhooks, [{ type, data }], now)
  }
}
