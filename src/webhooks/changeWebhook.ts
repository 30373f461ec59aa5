import type { Config } from '../config.ts'
import type { Sql, Tx } from '../db/db.ts'
import { Conflict, Invalid } from '../errors.ts'
import type { WebhookEvent } from './contract.ts'
import { getWebhookRow } from './queries.ts'
import { newSalt } from './secret.ts'
import { bodyOf, callRow, newEventId, nextCallId } from './writeCalls.ts'

const MOST_WEBHOOKS = 50
/** Both secrets sign for so long after a rotation. */
const OVERLAP_MS = 24 * 3_600_000

type Fields = { url?: string; description?: string; events?: WebhookEvent[]; isOn?: boolean }

export async function insertWebhook(
  tx: Tx,
  workspaceId: number,
  { url, description = '', events }: { url: string; description?: string; events: WebhookEvent[] },
  { by, now }: { by: string; now: number },
): Promise<number> {
  await tx.lockWorkspace(workspaceId)
  const { last, there } = await tx.sql
    .selectFrom('webhook')
    .select(eb => [
      eb.fn.max<number | null>('id').as('last'),
      eb.fn.sum<number | null>(eb.case().when('deleted_at', 'is', null).then(1).else(0).end()).as('there'),
    ])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  if (Number(there) >= MOST_WEBHOOKS)
    throw new Conflict(`A workspace has at most ${MOST_WEBHOOKS} webhooks. Remove one first.`)
  const id = (last ?? 0) + 1
  await tx.sql
    .insertInto('webhook')
    .values({
      workspace_id: workspaceId,
      id,
      url,
      description,
      events: JSON.stringify([...new Set(events)]),
      status: 'on',
      salt: newSalt(),
      created_at: now,
      created_by: by,
    })
    .execute()
  return id
}

export async function updateWebhook(
  tx: Tx,
  workspaceId: number,
  id: number,
  { events, isOn, ...plain }: Fields,
): Promise<void> {
  await tx.lockWorkspace(workspaceId)
  const row = await getWebhookRow(tx.sql, workspaceId, id)
  await tx.sql
    .updateTable('webhook')
    .set({
      ...plain,
      events: events ? JSON.stringify([...new Set(events)]) : row.events,
      status: isOn === undefined ? row.status : isOn ? 'on' : 'off',
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
  if (isOn === false) await cancelCalls(tx.sql, workspaceId, id, 'The webhook was switched off.')
}

/** The row stays, so that its number never stands for another one; its calls go. */
export async function deleteWebhook(tx: Tx, workspaceId: number, id: number, now: number): Promise<void> {
  await tx.lockWorkspace(workspaceId)
  await getWebhookRow(tx.sql, workspaceId, id)
  await tx.sql
    .deleteFrom('webhook_delivery')
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', id)
    .execute()
  await tx.sql
    .updateTable('webhook')
    .set({ deleted_at: now, status: 'off' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function rotateSecret(tx: Tx, workspaceId: number, id: number, now: number): Promise<void> {
  await tx.lockWorkspace(workspaceId)
  const { salt } = await getWebhookRow(tx.sql, workspaceId, id)
  await tx.sql
    .updateTable('webhook')
    .set({ salt: newSalt(), earlier_salt: salt, earlier_until: now + OVERLAP_MS })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** A call of its own, beside those that events make: a test, or (`event` given) an event once more. Answers its id. */
export async function callOnce(
  tx: Tx,
  workspaceId: number,
  id: number,
  event: { event: string; eventId: string; body: string } | null,
  now: number,
): Promise<number> {
  await tx.lockWorkspace(workspaceId)
  const { status } = await getWebhookRow(tx.sql, workspaceId, id)
  if (status === 'off') throw new Conflict('This webhook is switched off. Switch it on first.')
  const test = { event: 'webhook.test', eventId: newEventId(), body: bodyOf('webhook.test', {}, now) }
  const callId = await nextCallId(tx.sql, workspaceId)
  await tx.sql
    .insertInto('webhook_delivery')
    .values(callRow({ workspaceId, id: callId, webhookId: id, ...(event ?? test), now }))
    .execute()
  return callId
}

export async function cancelCalls(sql: Sql, workspaceId: number, id: number, reason: string): Promise<void> {
  await sql
    .updateTable('webhook_delivery')
    .set({ status: 'cancelled', reason })
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', id)
    .where('status', 'in', ['queued', 'held'])
    .execute()
}

/** What can be said of an address before it is called. Throws Invalid. */
export function checkAddress(config: Pick<Config, 'privateWebhooks'>, address: string | undefined): void {
  if (address === undefined) return
  const { protocol, username, password } = new URL(address)
  const refuse = (message: string): never => {
    throw new Invalid(message, [{ path: 'url', message }])
  }
  if (username || password)
    refuse('An address with a password in it would be shown to every admin. Leave it out.')
  if (protocol !== 'https:' && !config.privateWebhooks)
    refuse(
      'A webhook’s address begins with https://. Whoever runs this server can allow others with MUSTER_WEBHOOKS_PRIVATE=allow.',
    )
}
