import { sql as raw } from 'kysely'
import type { Db, Sql, Tx } from '../db/db.ts'
import { isGone } from '../delivery/senders.ts'
import { PAUSED, UNCONFIRMED } from '../delivery/whenToSend.ts'

/** Literally the condition of the index webhook_delivery_waiting: SQLite uses a partial index only for its own words. */
const isWaiting = raw<boolean>`webhook_delivery.status in ('queued', 'held', 'sending')`
const LEASE_MS = 5 * 60_000

/** A call with all that it needs. */
export type ClaimedCall = Awaited<ReturnType<typeof selectDue>>[number]

/** As claimMessages, for calls: in its own short transaction, for this process alone. */
export async function claimCalls(
  db: Db,
  { now, claimedBy, limit }: { now: number; claimedBy: string; limit: number },
): Promise<{ claimed: ClaimedCall[]; done: boolean }> {
  const any = await db.read
    .selectFrom('webhook_delivery')
    .select('id')
    .where(isWaiting)
    .where('status', '=', 'queued')
    .where('send_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  if (!any) return { claimed: [], done: true }
  return await db.transaction(async tx => {
    const due = await selectDue(tx, db.dialect, now, limit)
    const held = due.filter(row => row.paused !== null || row.unconfirmed !== null)
    for (const row of held) {
      const reason = row.unconfirmed === null ? PAUSED : UNCONFIRMED
      await updateCall(tx.sql, row, { status: 'held', reason })
    }
    const claimed = due.filter(row => !held.includes(row))
    for (const row of claimed)
      await updateCall(tx.sql, row, { status: 'sending', claimed_by: claimedBy, claimed_at: now })
    return { claimed, done: due.length < limit }
  })
}

async function selectDue(tx: Tx, dialect: Db['dialect'], now: number, limit: number) {
  const query = tx.sql
    .selectFrom('webhook_delivery')
    .innerJoin('webhook', join =>
      join
        .onRef('webhook.workspace_id', '=', 'webhook_delivery.workspace_id')
        .onRef('webhook.id', '=', 'webhook_delivery.webhook_id'),
    )
    .innerJoin('workspace', 'workspace.id', 'webhook_delivery.workspace_id')
    .select([
      'webhook_delivery.workspace_id',
      'webhook_delivery.id',
      'webhook_delivery.webhook_id',
      'webhook_delivery.event_id',
      'webhook_delivery.body',
      'webhook_delivery.attempts',
      'webhook_delivery.send_at',
      'webhook.url',
      'webhook.salt',
      'webhook.earlier_salt',
      'webhook.earlier_until',
      'workspace.paused',
      'workspace.unconfirmed',
    ])
    .where(isWaiting)
    .where('webhook_delivery.status', '=', 'queued')
    .where('webhook_delivery.send_at', '<=', now)
    .orderBy('webhook_delivery.send_at')
    .orderBy('webhook_delivery.id')
    .limit(limit)
  return await (dialect === 'postgres' ? query.forUpdate('webhook_delivery').skipLocked() : query).execute()
}

async function updateCall(
  sql: Sql,
  { workspace_id, id }: { workspace_id: number; id: number },
  values: { status: 'held' | 'sending'; reason?: string; claimed_by?: string; claimed_at?: number },
): Promise<void> {
  await sql
    .updateTable('webhook_delivery')
    .set(values)
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute()
}

/**
 * Calls whose sender is gone are made again: unlike a mail, a call may be repeated, since its `webhook-id` tells the receiver
 * that it is the same. Answers how many.
 */
export async function recoverCalls(db: Db, now: number): Promise<number> {
  const senders = await db.read
    .selectFrom('webhook_delivery')
    .select('claimed_by')
    .distinct()
    .where(isWaiting)
    .where('status', '=', 'sending')
    .execute()
  const gone = senders.flatMap(({ claimed_by }) =>
    claimed_by !== null && isGone(claimed_by) ? [claimed_by] : [],
  )
  if (senders.length === 0) return 0
  return await db.transaction(async tx => {
    const { numUpdatedRows } = await tx.sql
      .updateTable('webhook_delivery')
      .set({ status: 'queued', claimed_by: null, claimed_at: null })
      .where(isWaiting)
      .where('status', '=', 'sending')
      .where(eb =>
        eb.or([
          eb('claimed_at', '<=', now - LEASE_MS),
          ...(gone.length > 0 ? [eb('claimed_by', 'in', gone)] : []),
        ]),
      )
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
}
