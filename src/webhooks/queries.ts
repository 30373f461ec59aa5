import type { Sql } from '../db/db.ts'
import type { WebhookDeliveryTable, WebhookTable } from '../db/deliveryTables.ts'
import { NotFound } from '../errors.ts'
import type { Webhook, WebhookCall } from './contract.ts'

const WEBHOOK_COLUMNS = [
  'workspace_id',
  'id',
  'url',
  'description',
  'events',
  'status',
  'salt',
  'earlier_salt',
  'earlier_until',
  'created_at',
  'created_by',
] as const
export type WebhookRow = Pick<WebhookTable, (typeof WEBHOOK_COLUMNS)[number]>

const CALL_COLUMNS = [
  'id',
  'event',
  'event_id',
  'status',
  'attempts',
  'answer',
  'reason',
  'created_at',
  'send_at',
  'sent_at',
  'body',
] as const

export async function listWebhooks(sql: Sql, workspaceId: number, now: number): Promise<Webhook[]> {
  const rows = await sql
    .selectFrom('webhook')
    .select(WEBHOOK_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  const counts = await countCalls(sql, workspaceId)
  return rows.map(row => showWebhook(row, counts, now))
}

export async function getWebhookRow(sql: Sql, workspaceId: number, id: number): Promise<WebhookRow> {
  const row = await sql
    .selectFrom('webhook')
    .select(WEBHOOK_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such webhook.')
  return row
}

export async function getWebhook(sql: Sql, workspaceId: number, id: number, now: number): Promise<Webhook> {
  const row = await getWebhookRow(sql, workspaceId, id)
  return showWebhook(row, await countCalls(sql, workspaceId), now)
}

type Counts = Map<number, { waiting: number; failed: number }>

async function countCalls(sql: Sql, workspaceId: number): Promise<Counts> {
  const rows = await sql
    .selectFrom('webhook_delivery')
    .select(['webhook_id', 'status'])
    .select(eb => eb.fn.countAll<number>().as('calls'))
    .where('workspace_id', '=', workspaceId)
    .where('status', 'in', ['queued', 'held', 'sending', 'failed'])
    .groupBy(['webhook_id', 'status'])
    .execute()
  const counts: Counts = new Map()
  for (const { webhook_id, status, calls } of rows) {
    const of = counts.get(webhook_id) ?? { waiting: 0, failed: 0 }
    of[status === 'failed' ? 'failed' : 'waiting'] += Number(calls)
    counts.set(webhook_id, of)
  }
  return counts
}

function showWebhook(row: WebhookRow, counts: Counts, now: number): Webhook {
  const until = row.earlier_until
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: JSON.parse(row.events) as Webhook['events'],
    isOn: row.status === 'on',
    earlierSecretUntil: until !== null && until > now ? new Date(until).toISOString() : null,
    createdAt: new Date(row.created_at).toISOString(),
    createdBy: row.created_by,
    counts: counts.get(row.id) ?? { waiting: 0, failed: 0 },
  }
}

export type CallFilter = { workspaceId: number; webhookId: number; status?: WebhookCall['status'] }

/** Newest first, from below the id `before`. */
export async function listCalls(
  sql: Sql,
  filter: CallFilter,
  { before, limit }: { before?: number; limit: number },
): Promise<WebhookCall[]> {
  let query = callsOf(sql, filter)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.select(CALL_COLUMNS).orderBy('id', 'desc').limit(limit).execute()).map(showCall)
}

export async function countCallsOf(sql: Sql, filter: CallFilter): Promise<number> {
  const { calls } = await callsOf(sql, filter)
    .select(eb => eb.fn.countAll<number>().as('calls'))
    .executeTakeFirstOrThrow()
  return Number(calls)
}

export async function getCall(
  sql: Sql,
  { workspaceId, webhookId }: CallFilter,
  id: number,
): Promise<WebhookCall> {
  const row = await callsOf(sql, { workspaceId, webhookId })
    .select(CALL_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such call of this webhook.')
  return showCall(row)
}

function callsOf(sql: Sql, { workspaceId, webhookId, status }: CallFilter) {
  const query = sql
    .selectFrom('webhook_delivery')
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
  return status ? query.where('status', '=', status) : query
}

type CallRow = Pick<WebhookDeliveryTable, (typeof CALL_COLUMNS)[number]>

function showCall(row: CallRow): WebhookCall {
  return {
    id: row.id,
    event: row.event,
    eventId: row.event_id,
    status: row.status,
    attempts: row.attempts,
    answer: row.answer,
    reason: row.reason,
    createdAt: new Date(row.created_at).toISOString(),
    sendAt: new Date(row.send_at).toISOString(),
    sentAt: row.sent_at === null ? null : new Date(row.sent_at).toISOString(),
    body: row.body,
  }
}
