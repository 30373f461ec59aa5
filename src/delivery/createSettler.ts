import { setTimeout as sleep } from 'node:timers/promises'
import type { Db, Tx } from '../db/db.ts'
import type { Outcome } from './afterAttempt.ts'

export type Settled = {
  message: { workspace_id: number; id: number; assignment_id: number; recipient_email: string }
  /** The address it went to: the person's own at that moment, which may be newer than the message. */
  to: string
  outcome: Outcome
}

/** So long an outcome waits for others: a transaction waits for the disk, and SQLite's holds up everything meanwhile. */
const GATHER_MS = 8

/**
 * Writes outcomes down, those that come close together in one transaction: a disk that takes its time slows the sending
 * down, but not once for every single mail. `written` hears of each round.
 */
export function createSettler(
  db: Db,
  sender: string,
  written: (settled: readonly Settled[]) => void,
): (settled: readonly Settled[]) => Promise<void> {
  let waiting: Settled[] = []
  let turn: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  const writeAll = async () => {
    const some = waiting
    waiting = []
    if (some.length === 0) return
    await db.transaction(async tx => {
      const isPlain = ({ message, to, outcome }: Settled) =>
        outcome.status === 'sent' && to === message.recipient_email
      await settleSent(tx, some.filter(isPlain), sender)
      for (const each of some) if (!isPlain(each)) await settleMessage(tx, each, sender)
    })
    written(some)
  }
  const writeNext = async () => {
    // One that failed has told its own callers; what comes after it is written all the same.
    await Promise.all([turn.catch(() => {}), sleep(GATHER_MS)])
    next = null
    turn = writeAll()
    await turn
  }
  return settled => {
    waiting.push(...settled)
    next ??= writeNext()
    return next
  }
}

/** Nearly all of a mailing: what went out to the address it was written for, in one statement for all of a round. */
async function settleSent(tx: Tx, sent: readonly Settled[], sender: string): Promise<void> {
  const groups = Map.groupBy(sent, ({ message, outcome }) => `${message.workspace_id} ${outcome.attempts}`)
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const { send_at: _, ...outcome } = first.outcome
    await tx.sql
      .updateTable('message')
      .set(outcome)
      .where('workspace_id', '=', first.message.workspace_id)
      .where(
        'id',
        'in',
        group.map(({ message }) => message.id),
      )
      .where('status', '=', 'sending')
      .where('claimed_by', '=', sender)
      .execute()
  }
}

/** Only while the message is still this sender's: one that was declared unknown meanwhile stays so. */
async function settleMessage(tx: Tx, { message, to, outcome }: Settled, sender: string): Promise<void> {
  await tx.sql
    .updateTable('message')
    .set({ ...outcome, recipient_email: to })
    .where('workspace_id', '=', message.workspace_id)
    .where('id', '=', message.id)
    .where('status', '=', 'sending')
    .where('claimed_by', '=', sender)
    .execute()
}
