import type { ExpressionBuilder } from 'kysely'
import { NOT_SET_UP } from '../changes/writeMessages.ts'
import type { Db } from '../db/db.ts'
import type { Schema } from '../db/schema.ts'
import { isWaiting } from './dueMessages.ts'
import { isGone } from './senders.ts'

const LOST =
  'The server stopped while this message was being sent, so it may have arrived. Retry to send it again.'

/** Far longer than an attempt can take (ATTEMPT_MS in outbox.ts): by then its sender is gone, wherever it ran. */
const LEASE_MS = 15 * 60_000

/**
 * Messages whose sender is gone become unknown: whether they arrived nobody can say, so they are shown, and never silently
 * repeated or forgotten. Answers how many.
 */
export async function recoverMessages(db: Db, now: number): Promise<number> {
  const senders = await db.read
    .selectFrom('message')
    .select('claimed_by')
    .select(eb => eb.fn.min<number>('claimed_at').as('since'))
    .where(isWaiting)
    .where('status', '=', 'sending')
    .groupBy('claimed_by')
    .execute()
  const gone = senders.flatMap(({ claimed_by }) =>
    claimed_by !== null && isGone(claimed_by) ? [claimed_by] : [],
  )
  const expired = now - LEASE_MS
  if (gone.length === 0 && senders.every(({ since }) => since > expired)) return 0
  return await db.transaction(async tx => {
    const { numUpdatedRows } = await tx.sql
      .updateTable('message')
      .set({ status: 'unknown', reason: LOST, claimed_by: null, claimed_at: null })
      .where(isWaiting)
      .where('status', '=', 'sending')
      .where(eb =>
        eb.or([eb('claimed_at', '<=', expired), ...(gone.length > 0 ? [eb('claimed_by', 'in', gone)] : [])]),
      )
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
}

/** What was held, in workspaces that nothing else holds, goes out now that there is a mail server. Answers how many. */
export async function releaseHeld(db: Db): Promise<number> {
  const any = await db.read
    .selectFrom('message')
    .select('id')
    .where(isWaiting)
    .where('status', '=', 'held')
    .where('workspace_id', 'in', unheld)
    .limit(1)
    .executeTakeFirst()
  if (!any) return 0
  return await db.transaction(async tx => {
    const { numUpdatedRows } = await tx.sql
      .updateTable('message')
      .set({ status: 'queued', reason: null })
      .where(isWaiting)
      .where('status', '=', 'held')
      .where('workspace_id', 'in', unheld)
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
}

const unheld = (eb: ExpressionBuilder<Schema, 'message'>) =>
  eb.selectFrom('workspace').select('id').where('paused', 'is', null).where('unconfirmed', 'is', null)

/** The other way round: what waits says so when this server has no mail server (any more) to hand it to. */
export async function holdQueued(db: Db): Promise<number> {
  const any = await db.read
    .selectFrom('message')
    .select('id')
    .where(isWaiting)
    .where('status', '=', 'queued')
    .limit(1)
    .executeTakeFirst()
  if (!any) return 0
  return await db.transaction(async tx => {
    const { numUpdatedRows } = await tx.sql
      .updateTable('message')
      .set({ status: 'held', reason: NOT_SET_UP })
      .where(isWaiting)
      .where('status', '=', 'queued')
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
}
