import { recipientLink } from '../assignments/recipientLink.ts'
import type { Config } from '../config.ts'
import type { AppContext } from '../http/context.ts'
import { afterAttempt } from './afterAttempt.ts'
import { type ClaimedMessage, claimMessages } from './claimMessages.ts'
import { createSettler } from './createSettler.ts'
import { recoverMessages, releaseHeld } from './recoverMessages.ts'
import { renderMail } from './renderMail.ts'
import { endSender, startSender } from './senders.ts'
import type { Letter, Mailer, Verdict } from './sendMail.ts'

export type OutboxContext = Pick<AppContext, 'db' | 'live' | 'log' | 'now'> & {
  config: Pick<Config, 'baseUrl' | 'secret' | 'mailFrom'>
}

export type Outbox = {
  /** Sends everything that is due; ends when nothing is, when the mail server cannot be reached, or when stopped. */
  drain(): Promise<void>
  /** Waits for what is being sent, and gives up on it after a while. */
  stop(): Promise<void>
}

/** As many as leave together; small, so that a crash leaves few in doubt. */
const BATCH = 20
/** No server is waited for longer, however slowly it answers. */
const ATTEMPT_MS = 5 * 60_000
const STOP_MS = 10_000
/** Looking for lost and held messages walks through everything that waits, so not at every turn. */
const LOOK_AROUND_MS = 60_000

/** Takes messages from the database and hands them to the mail server; any number of them may run side by side. */
export function createOutbox(context: OutboxContext, mailer: Mailer): Outbox {
  const sender = startSender()
  const giveUp = new AbortController()
  let stopping = false
  let lookedAround = Number.NEGATIVE_INFINITY
  let draining: Promise<void> | null = null
  const settle = createSettler(context.db, sender)

  const drain = async () => {
    const { db, log } = context
    if (context.now().getTime() - lookedAround >= LOOK_AROUND_MS) {
      const lost = await recoverMessages(db, context.now().getTime())
      if (lost > 0) log.warn({ messages: lost }, 'Messages whose sender is gone are marked as unknown')
      await releaseHeld(db)
      lookedAround = context.now().getTime()
    }
    while (!stopping) {
      const now = context.now().getTime()
      const { claimed, done } = await claimMessages(db, { now, claimedBy: sender, limit: BATCH })
      const reached = await Promise.all(claimed.map(message => sendOne(message)))
      tellOf(context, claimed)
      // A server that cannot be reached now is not asked for every single message of a long queue.
      if (done || reached.includes(false)) return
    }
  }

  /** Answers false when the mail server could not be reached. */
  const sendOne = async (message: ClaimedMessage): Promise<boolean> => {
    const verdict = await attempt(message)
    const outcome = afterAttempt(
      verdict,
      { attempts: message.attempts, sendAt: message.send_at },
      context.now().getTime(),
    )
    await settle(message, outcome)
    return !(verdict.kind === 'later' && verdict.unreachable)
  }

  const attempt = async (message: ClaimedMessage): Promise<Verdict> => {
    const signal = AbortSignal.any([giveUp.signal, AbortSignal.timeout(ATTEMPT_MS)])
    try {
      const letter = letterOf(message, context.config, context.now().getTime())
      return await mailer.send(letter, signal)
    } catch (error) {
      context.log.error({ err: error, message: message.id }, 'A message could not be written')
      return { kind: 'refused', words: 'This message could not be written; the server’s log says why.' }
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
      const timer = setTimeout(() => giveUp.abort(), STOP_MS)
      await draining?.catch(() => {})
      clearTimeout(timer)
      endSender(sender)
      mailer.close()
    },
  }
}

function letterOf(message: ClaimedMessage, config: OutboxContext['config'], now: number): Letter {
  const mail = renderMail({
    kind: message.kind,
    workspace: message.workspace,
    firstName: message.first_name,
    title: message.title,
    instructions: message.instructions,
    dueAt: message.due_at,
    timeZone: message.time_zone,
    now,
    url: recipientLink(config, {
      workspaceId: message.workspace_id,
      personId: message.person_id,
      generation: message.link_generation,
    }),
  })
  return {
    ...mail,
    // MUSTER_MAIL_FROM may bring a name of its own; otherwise it is the workspace that writes.
    from: config.mailFrom.includes('<')
      ? config.mailFrom
      : { name: message.workspace, address: config.mailFrom },
    to: { name: `${message.first_name} ${message.last_name}`.trim(), address: message.email },
    // Always the same for a message, so that a mail server can tell a second try from a second mail.
    messageId: `<muster.${message.workspace_id}.${message.id}@${new URL(config.baseUrl).hostname}>`,
  }
}

function tellOf({ live }: OutboxContext, messages: ClaimedMessage[]): void {
  for (const [workspaceId, some] of Map.groupBy(messages, message => message.workspace_id)) {
    const assignments = [...new Set(some.map(message => message.assignment_id))]
    live.tell(workspaceId, { event: 'message', data: { assignments } })
  }
}
