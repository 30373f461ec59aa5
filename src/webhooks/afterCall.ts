import type { WebhookDeliveryTable } from '../db/deliveryTables.ts'
import type { CallVerdict } from './callWebhook.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** After each of these waits it is tried once more; then it has failed, after some three days. */
const WAITS = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
/** So much shorter or longer: receivers that come back are not called by everybody in the same second. */
const JITTER = 0.2

export type CallOutcome = Pick<
  WebhookDeliveryTable,
  'status' | 'reason' | 'answer' | 'attempts' | 'send_at' | 'sent_at' | 'claimed_by' | 'claimed_at'
>

/** What a call's row says after an attempt; `chance` is a random number from 0 to 1. Pure. */
export function afterCall(
  { answer, words }: CallVerdict,
  before: { attempts: number; sendAt: number },
  now: number,
  chance: number,
): CallOutcome {
  const attempts = before.attempts + 1
  const base = { answer, attempts, send_at: before.sendAt, sent_at: null, claimed_by: null, claimed_at: null }
  if (answer !== null && answer >= 200 && answer < 300)
    return { ...base, status: 'sent', reason: null, sent_at: now }
  if (isGone(answer)) return { ...base, status: 'failed', reason: `${words} It is gone for good.` }
  const wait = WAITS[before.attempts]
  if (wait === undefined)
    return { ...base, status: 'failed', reason: `Given up after ${attempts} attempts: ${words}` }
  const stretched = Math.round(wait * (1 + JITTER * (2 * chance - 1)))
  return { ...base, status: 'queued', reason: words, send_at: now + stretched }
}

/** 410: by Standard Webhooks the receiver's way to say that it wants no more of them. */
export const isGone = (answer: number | null) => answer === 410
