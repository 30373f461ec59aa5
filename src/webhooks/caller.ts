import type { Config } from '../config.ts'
import type { Db, Tx } from '../db/db.ts'
import { endSender, startSender } from '../delivery/senders.ts'
import type { AppContext } from '../http/context.ts'
import { afterCall, type CallOutcome, isGone } from './afterCall.ts'
import { callWebhook } from './callWebhook.ts'
import { cancelCalls } from './changeWebhook.ts'
import { type ClaimedCall, claimCalls, recoverCalls } from './claimCalls.ts'
import { secretOf, signatureHeaders } from './secret.ts'

export type CallerContext = Pick<AppContext, 'db' | 'log' | 'now'> & {
  config: Pick<Config, 'secret' | 'privateWebhooks'>
}

export type Caller = {
  /** Makes every call that is due. */
  drain(): Promise<void>
  stop(): Promise<void>
}

const BATCH = 20
const ANSWER_MS = 15_000
const LOOK_AROUND_MS = 30_000
/** The log of calls goes back so far. */
const KEPT_MS = 30 * 24 * 3_600_000

/** Takes calls from the database and makes them; any number of them may run side by side. */
export function createCaller(context: CallerContext): Caller {
  const sender = startSender()
  const giveUp = new AbortController()
  let stopping = false
  let lookedAround = Number.NEGATIVE_INFINITY
  let draining: Promise<void> | null = null
  const time = () => context.now().getTime()

  const drain = async () => {
    const { db } = context
    if (time() - lookedAround >= LOOK_AROUND_MS) {
      await recoverCalls(db, time())
      await forgetOld(db, time() - KEPT_MS)
      lookedAround = time()
    }
    while (!stopping) {
      const { claimed, done } = await claimCalls(db, { now: time(), claimedBy: sender, limit: BATCH })
      await Promise.all(claimed.map(make))
      if (done) return
    }
  }

  const make = async (call: ClaimedCall) => {
    const { config, db } = context
    const at = time()
    const salts = [call.salt]
    if (call.earlier_salt !== null && (call.earlier_until ?? 0) > at) salts.push(call.earlier_salt)
    const owner = { workspace_id: call.workspace_id, id: call.webhook_id }
    const secrets = salts.map(salt => secretOf(config, owner, salt))
    const verdict = await callWebhook(call.url, {
      headers: signatureHeaders(secrets, { eventId: call.event_id, at, body: call.body }),
      body: call.body,
      allowPrivate: config.privateWebhooks,
      signal: AbortSignal.any([giveUp.signal, AbortSignal.timeout(ANSWER_MS)]),
    })
    // What was cut off because this server stops is not the receiver's failure.
    if (giveUp.signal.aborted) return
    const before = { attempts: call.attempts, sendAt: call.send_at }
    const outcome = afterCall(verdict, before, time(), Math.random())
    await db.transaction(tx => settle(tx, call, outcome, isGone(verdict.answer)))
  }

  const settle = async (tx: Tx, call: ClaimedCall, outcome: CallOutcome, isGoneForGood: boolean) => {
    await tx.sql
      .updateTable('webhook_delivery')
      .set(outcome)
      .where('workspace_id', '=', call.workspace_id)
      .where('id', '=', call.id)
      .where('status', '=', 'sending')
      .where('claimed_by', '=', sender)
      .execute()
    if (isGoneForGood) await switchOff(tx, call)
    else if (outcome.status === 'queued') await letOthersWait(tx, call, outcome.send_at)
  }

  return {
    drain() {
      draining ??= drain().finally(() => {
        draining = null
      })
      return draining
    },
    async stop() {
      stopping = true
      giveUp.abort()
      await draining?.catch(() => {})
      endSender(sender)
    },
  }
}

/** A receiver that is down is not asked for everything that waits for it. */
async function letOthersWait(tx: Tx, call: ClaimedCall, until: number): Promise<void> {
  await tx.sql
    .updateTable('webhook_delivery')
    .set({ send_at: until })
    .where('workspace_id', '=', call.workspace_id)
    .where('webhook_id', '=', call.webhook_id)
    .where('status', '=', 'queued')
    .where('attempts', '=', 0)
    .where('send_at', '<', until)
    .execute()
}

async function switchOff(tx: Tx, { workspace_id, webhook_id }: ClaimedCall): Promise<void> {
  await tx.sql
    .updateTable('webhook')
    .set({ status: 'off' })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', webhook_id)
    .execute()
  await cancelCalls(
    tx.sql,
    workspace_id,
    webhook_id,
    'The receiver answered that it is gone for good (410), so the webhook was switched off.',
  )
}

async function forgetOld(db: Db, before: number): Promise<void> {
  const old = await db.read
    .selectFrom('webhook_delivery')
    .select('id')
    .where('status', 'in', ['sent', 'failed', 'cancelled'])
    .where('created_at', '<', before)
    .limit(1)
    .executeTakeFirst()
  if (!old) return
  await db.transaction(tx =>
    tx.sql
      .deleteFrom('webhook_delivery')
      .where('status', 'in', ['sent', 'failed', 'cancelled'])
      .where('created_at', '<', before)
      .execute(),
  )
}
