import type { MessageTable } from '../db/deliveryTables.ts'
import type { Verdict } from './sendMail.ts'

const MINUTE = 60_000
/** After each of these waits it is tried once more; then it has failed, after some eleven hours. */
const WAITS = [1, 5, 30, 2 * 60, 8 * 60].map(minutes => minutes * MINUTE)
const MOST_WORDS = 500

/** The columns an attempt writes. */
export type Outcome = Pick<
  MessageTable,
  'status' | 'reason' | 'attempts' | 'send_at' | 'sent_at' | 'claimed_by' | 'claimed_at'
>

/** What a message's row says after an attempt. Pure. */
export function afterAttempt(
  verdict: Verdict,
  before: { attempts: number; sendAt: number },
  now: number,
): Outcome {
  const attempts = before.attempts + 1
  const base = { attempts, send_at: before.sendAt, sent_at: null, claimed_by: null, claimed_at: null }
  if (verdict.kind === 'sent') return { ...base, status: 'sent', reason: null, sent_at: now }
  const reason = verdict.words.toWellFormed().replaceAll('\u0000', '').slice(0, MOST_WORDS)
  if (verdict.kind === 'refused') return { ...base, status: verdict.bounced ? 'bounced' : 'failed', reason }
  if (verdict.kind === 'unknown') {
    return {
      ...base,
      status: 'unknown',
      reason: `The connection was lost after the mail was handed over, so it may have arrived: ${reason}`,
    }
  }
  const wait = WAITS[before.attempts]
  if (wait === undefined)
    return { ...base, status: 'failed', reason: `Given up after ${attempts} attempts: ${reason}` }
  return { ...base, status: 'queued', reason, send_at: now + wait }
}
