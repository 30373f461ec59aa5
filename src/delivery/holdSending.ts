import type { Sql, Tx } from '../db/db.ts'
import { Conflict } from '../errors.ts'
import { isWaiting } from './dueMessages.ts'
import type { Paused } from './storedDelivery.ts'
import { PAUSED, UNCONFIRMED } from './whenToSend.ts'

/** The one switch: nothing leaves the workspace while it is on. What is being handed over this moment still arrives. */
export async function pauseSending(tx: Tx, workspaceId: number, paused: Paused | null): Promise<void> {
  await tx.lockWorkspace(workspaceId)
  await tx.sql
    .updateTable('workspace')
    .set({ paused: paused && JSON.stringify(paused) })
    .where('id', '=', workspaceId)
    .execute()
  if (paused) await restate(tx.sql, workspaceId, 'queued', { status: 'held', reason: PAUSED })
  else await release(tx.sql, workspaceId, PAUSED)
}

/**
 * An admin says that this copy of the data is to send. What has waited may have been sent meanwhile from where it comes from,
 * so they say whether it goes out or not. Throws Conflict when there is nothing to confirm.
 */
export async function confirmSending(tx: Tx, workspaceId: number, waiting: 'send' | 'cancel'): Promise<void> {
  const workspace = await tx.lockWorkspace(workspaceId)
  if (!workspace?.unconfirmed) throw new Conflict('There is nothing to confirm: this data sends already.')
  await tx.sql.updateTable('workspace').set({ unconfirmed: null }).where('id', '=', workspaceId).execute()
  if (waiting === 'send') return await release(tx.sql, workspaceId, UNCONFIRMED)
  const cancelled = {
    status: 'cancelled',
    reason: 'It waited in a copy of the data, and an admin chose not to send it.',
  } as const
  for (const from of ['queued', 'held'] as const) await restate(tx.sql, workspaceId, from, cancelled)
}

/** What was held for that reason is looked at anew when its turn comes: something else may hold it still. */
async function release(sql: Sql, workspaceId: number, reason: string): Promise<void> {
  await restate(sql, workspaceId, 'held', { status: 'queued', reason: null }, reason)
}

async function restate(
  sql: Sql,
  workspaceId: number,
  from: 'queued' | 'held',
  to: { status: 'queued' | 'held' | 'cancelled'; reason: string | null },
  reason?: string,
): Promise<void> {
  const messages = sql
    .updateTable('message')
    .set(to)
    .where(isWaiting)
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', from)
  const calls = sql
    .updateTable('webhook_delivery')
    .set(to)
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', from)
  await (reason === undefined ? messages : messages.where('reason', '=', reason)).execute()
  await (reason === undefined ? calls : calls.where('reason', '=', reason)).execute()
}
