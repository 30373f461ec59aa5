import { randomUUID } from 'node:crypto'
import type { Sql } from '../db/db.ts'
import type { WebhookEvent } from './contract.ts'

export type Happened = { type: WebhookEvent; data: unknown }

const ROWS_A_STATEMENT = 50

/** The webhooks of a workspace that are called for anything at all, each with the events it asks for. */
export async function listeningWebhooks(
  sql: Sql,
  workspaceId: number,
): Promise<{ id: number; events: ReadonlySet<string> }[]> {
  const rows = await sql
    .selectFrom('webhook')
    .select(['id', 'events'])
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', 'on')
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map(({ id, events }) => ({ id, events: new Set(JSON.parse(events) as string[]) }))
}

/**
 * Calls are written like messages: in the transaction of what they tell of, which holds the workspace's lock. So none is lost
 * and none tells of what did not happen.
 */
export async function writeCalls(
  sql: Sql,
  workspaceId: number,
  webhooks: Awaited<ReturnType<typeof listeningWebhooks>>,
  happened: Iterable<Happened>,
  now: number,
): Promise<void> {
  let id = await nextCallId(sql, workspaceId)
  let rows = []
  for (const { type, data } of happened) {
    const eventId = newEventId()
    const body = bodyOf(type, data, now)
    for (const webhook of webhooks) {
      if (!webhook.events.has(type)) continue
      rows.push(callRow({ workspaceId, id: id++, webhookId: webhook.id, event: type, eventId, body, now }))
    }
    if (rows.length >= ROWS_A_STATEMENT) {
      await sql.insertInto('webhook_delivery').values(rows).execute()
      rows = []
    }
  }
  if (rows.length > 0) await sql.insertInto('webhook_delivery').values(rows).execute()
}

export const newEventId = () => `evt_${randomUUID().replaceAll('-', '')}`

export const bodyOf = (type: string, data: unknown, now: number) =>
  JSON.stringify({ type, timestamp: new Date(now).toISOString(), data })

/** Under the workspace's lock. */
export async function nextCallId(sql: Sql, workspaceId: number): Promise<number> {
  const { last } = await sql
    .selectFrom('webhook_delivery')
    .select(eb => eb.fn.max<number | null>('id').as('last'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

export function callRow(call: {
  workspaceId: number
  id: number
  webhookId: number
  event: string
  eventId: string
  body: string
  now: number
}) {
  return {
    workspace_id: call.workspaceId,
    id: call.id,
    webhook_id: call.webhookId,
    event: call.event,
    event_id: call.eventId,
    body: call.body,
    status: 'queued' as const,
    attempts: 0,
    send_at: call.now,
    created_at: call.now,
  }
}
