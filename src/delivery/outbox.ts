import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { Sql } from '../db/db.ts'
import type { AppContext } from '../http/context.ts'
import { afterAttempt } from './afterAttempt.ts'
import { type Claim, claimMessages } from './claimMessages.ts'
import { createSettler, type Settled } from './createSettler.ts'
import { isAnyDue } from './dueMessages.ts'
import { renewStamp } from './installation.ts'
import { letterOf, type Manager } from './letterOf.ts'
import { recoverMessages, releaseHeld } from './recoverMessages.ts'
import { endSender, startSender } from './senders.ts'
import { languageFor, type SendingWorkspace } from './sendingWorkspace.ts'
import type { Mailer, Verdict } from './sendMail.ts'

export type OutboxContext = Pick<AppContext, 'db' | 'live' | 'log' | 'now'> & {
  config: Pick<Config, 'baseUrl' | 'secret' | 'mailFrom' | 'dataFolder'>
}

export type Outbox = {
  /** Sends everything that is due; ends when nothing is, when the mail server cannot be reached, or when stopped. */
  drain(): Promise<void>
  /** Waits for what is being sent, and gives up on it after a while. */
  stop(): Promise<void>
}

/** As many as are claimed at once, … */
const BATCH = 20
/** … and as many as are under way at once: a crash leaves no more in doubt. */
export const MOST_IN_FLIGHT = 40
/** No server is waited for longer, however slowly it answers. */
const ATTEMPT_MS = 5 * 60_000
const STOP_MS = 10_000
/** Looking for lost and held messages walks through everything that waits, so not at every turn. */
const LOOK_AROUND_MS = 60_000
/** A copy of the database made longer before a mailing than this can be told from it. */
const STAMP_MS = 5_000
/** While one letter crawls, it is looked this often whether others are due. */
const CRAWL_MS = 1_000

/** Takes messages from the database and hands them to the mail server; any number of them may run side by side. */
export function createOutbox(context: OutboxContext, mailer: Mailer): Outbox {
  const sender = startSender()
  /** One for each letter under way. AbortSignal.timeout would keep every one of them for five minutes after its end. */
  const underWay = new Set<AbortController>()
  let stopping = false
  let lookedAround = Number.NEGATIVE_INFINITY
  let stamped = Number.NEGATIVE_INFINITY
  let draining: Promise<void> | null = null
  const settle = createSettler(context.db, sender, settled => tellOf(context, settled))
  const time = () => context.now().getTime()

  const drain = async () => {
    await lookAround()
    const inFlight = new Set<Promise<void>>()
    let isReached = true
    let hasProved = false
    while (!stopping && isReached) {
      const first = hasProved ? undefined : [...inFlight][0]
      if (first || inFlight.size > MOST_IN_FLIGHT - BATCH) {
        // A server that cannot be reached now is not asked for every single message of a long queue.
        await Promise.race(inFlight)
        hasProved = true
        continue
      }
      await stamp()
      const { claims, done } = await claimMessages(context.db, {
        now: time(),
        claimedBy: sender,
        limit: BATCH,
      })
      for (const claim of claims) {
        const sending: Promise<void> = sendOne(claim)
          .then(reached => {
            isReached &&= reached
          })
          .finally(() => inFlight.delete(sending))
        inFlight.add(sending)
      }
      if (done && inFlight.size === 0) break
      if (done) await Promise.race([Promise.all(inFlight), sleep(CRAWL_MS, undefined, { ref: false })])
    }
    await Promise.all(inFlight)
  }

  const lookAround = async () => {
    const { db, log } = context
    if (time() - lookedAround < LOOK_AROUND_MS) return
    const lost = await recoverMessages(db, time())
    if (lost > 0) log.warn({ messages: lost }, 'Messages whose sender is gone are marked as unknown')
    await releaseHeld(db)
    lookedAround = time()
  }

  const stamp = async () => {
    if (time() - stamped < STAMP_MS || !(await isAnyDue(context.db.read, time()))) return
    await renewStamp(context, time())
    stamped = time()
  }

  /** Answers false when the mail server could not be reached. */
  const sendOne = async (claim: Claim): Promise<boolean> => {
    const { verdict, to } = await attempt(claim)
    const now = time()
    await settle(
      claim.messages.map(message => {
        const before = { attempts: message.attempts, sendAt: message.send_at }
        return { message, to, outcome: afterAttempt(verdict, before, now) }
      }),
    )
    return !(verdict.kind === 'later' && verdict.unreachable)
  }

  const attempt = async (claim: Claim): Promise<{ verdict: Verdict; to: string }> => {
    const [first] = claim.messages
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), ATTEMPT_MS)
    underWay.add(abort)
    try {
      const letter = letterOf(claim, await findManager(context.db.read, claim), context.config, time())
      return { verdict: await mailer.send(letter, abort.signal), to: letter.to.address }
    } catch (error) {
      context.log.error({ err: error, message: first.id }, 'A message could not be written')
      const words = 'This message could not be written; the server’s log says why.'
      return { verdict: { kind: 'refused', words, bounced: false }, to: first.recipient_email }
    } finally {
      clearTimeout(timer)
      underWay.delete(abort)
    }
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
      const timer = setTimeout(() => {
        for (const abort of underWay) abort.abort()
      }, STOP_MS)
      await draining?.catch(() => {})
      clearTimeout(timer)
      endSender(sender)
      mailer.close()
    },
  }
}

/** A manager who is one of the workspace's people is addressed by name and in their language. */
async function findManager(sql: Sql, { workspace, messages }: Claim): Promise<Manager | undefined> {
  const [first] = messages
  if (first.kind !== 'escalation') return undefined
  return await findByEmail(sql, workspace, first.recipient_email)
}

async function findByEmail(sql: Sql, workspace: SendingWorkspace, email: string) {
  const person = await sql
    .selectFrom('person')
    .select(['first_name', 'last_name', 'tags'])
    .where('workspace_id', '=', workspace.id)
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (!person) return undefined
  return {
    firstName: person.first_name,
    name: `${person.first_name} ${person.last_name}`.trim(),
    language: languageFor(workspace, person.tags),
  }
}

function tellOf({ live }: OutboxContext, settled: readonly Settled[]): void {
  for (const [workspaceId, some] of Map.groupBy(settled, each => each.message.workspace_id)) {
    const assignments = [...new Set(some.map(each => each.message.assignment_id))]
    live.tell(workspaceId, { event: 'message', data: { assignments } })
  }
}
