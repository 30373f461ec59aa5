import { sql as raw } from 'kysely'
import { NOT_SET_UP } from '../changes/writeMessages.ts'
import type { Db } from '../db/db.ts'
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
    .where(raw<boolean>`status in ('queued', 'held', 'sending')`)
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
      .where(raw<boolean>`status in ('queued', 'held', 'sending')`)
      .where('status', '=', 'sending')
      .where(eb =>
        eb.or([eb('claimed_at', '<=', expired), ...(gone.length > 0 ? [eb('claimed_by', 'in', gone)] : [])]),
      )
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
}

/** What was held because there was no mail server goes out now that there is one. Answers how many. */
export async function releaseHeld(db: Db): Promise<number> {
  return await restate(db, 'held', { status: 'queued', reason: null })
}

/** The other way round: what waits says so when this server has no mail server (any more) to hand it to. */
export async function holdQueued(db: Db): Promise<number> {
  return await restate(db, 'queued', { status: 'held', reason: NOT_SET_UP })
}

async function restate(
  db: Db,
  from: 'held' | 'queued',
  to: { status: 'held' | 'queued'; reason: string | null },
): Promise<number> {
  const any = await db.read
    .selectFrom('message')
    .select('id')
    .where(raw<boolean>`status in ('queued', 'held', 'sending')`)
    .where('status', '=', from)
    .limit(1)
    .executeTakeFirst()
  if (!any) return 0
  return await db.transaction(async tx => {
    const { numUpdatedRows } = await tx.sql
      .updateTable('message')
      .set(to)
      .where(raw<boolean>`status in ('queued', 'held', 'sending')`)
      .where('status', '=', from)
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
}
