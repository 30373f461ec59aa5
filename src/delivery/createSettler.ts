import type { Db, Tx } from '../db/db.ts'
import type { Outcome } from './afterAttempt.ts'

type Settled = { message: { workspace_id: number; id: number; email: string }; outcome: Outcome }

/**
 * Writes outcomes down as they come, and those that come while one transaction is being written together in the next: a
 * disk that takes its time slows the sending down, but not once for every single mail.
 */
export function createSettler(
  db: Db,
  sender: string,
): (message: Settled['message'], outcome: Outcome) => Promise<void> {
  let waiting: Settled[] = []
  let turn: Promise<void> = Promise.resolve()
  const writeAll = async () => {
    const some = waiting
    waiting = []
    if (some.length === 0) return
    await db.transaction(async tx => {
      for (const each of some) await settleMessage(tx, each, sender)
    })
  }
  return (message, outcome) => {
    waiting.push({ message, outcome })
    // One that failed has told its own callers; what comes after it is written all the same.
    turn = turn.then(writeAll, writeAll)
    return turn
  }
}

/** Only while the message is still this sender's: one that was declared unknown meanwhile stays so. */
async function settleMessage(tx: Tx, { message, outcome }: Settled, sender: string): Promise<void> {
  await tx.sql
    .updateTable('message')
    // The address it went to: the person's own at that moment, which may be newer than the message.
    .set({ ...outcome, recipient_email: message.email })
    .where('workspace_id', '=', message.workspace_id)
    .where('id', '=', message.id)
    .where('status', '=', 'sending')
    .where('claimed_by', '=', sender)
    .execute()
}
