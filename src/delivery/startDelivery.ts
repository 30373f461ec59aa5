import { expireExemptions } from '../assignments/expireExemptions.ts'
import { repeatDue } from '../assignments/repeatDue.ts'
import { startScheduled } from '../assignments/startScheduled.ts'
import type { AppContext } from '../http/context.ts'
import { escalateOverdue } from './escalateOverdue.ts'
import { createOutbox } from './outbox.ts'
import { holdQueued, recoverMessages } from './recoverMessages.ts'
import { remindDue } from './remindDue.ts'
import { repeat } from './repeat.ts'
import { createMailer } from './sendMail.ts'

/** How soon what another process or thread has written is noticed; our own changes wake the outbox at once. */
const POLL_MS = 3_000
const CLOCK_MS = 20_000

export type Delivery = { stop(): Promise<void> }

/**
 * Everything of assignments that happens by itself: scheduled ones start, others come again, exemptions end, reminders are
 * written, managers are told, messages are sent. Without MUSTER_SMTP_URL messages wait as held, and the rest goes on.
 */
export function startDelivery(context: AppContext): Delivery {
  const { config, engine, log } = context
  const clock = repeat(CLOCK_MS, async () => {
    await startScheduled(context).catch(error => log.error({ err: error }, 'Starting assignments failed'))
    await expireExemptions(context).catch(error => log.error({ err: error }, 'Ending exemptions failed'))
    await repeatDue(context).catch(error => log.error({ err: error }, 'Bringing assignments again failed'))
    await remindDue(context).catch(error => log.error({ err: error }, 'Reminding failed'))
    await escalateOverdue(context).catch(error => log.error({ err: error }, 'Telling managers failed'))
  })
  if (!config.smtpUrl) {
    const told = tellWhatWaits(context)
    return {
      async stop() {
        await Promise.all([clock.stop(), told])
      },
    }
  }
  const outbox = createOutbox(context, createMailer(config.smtpUrl))
  const sending = repeat(POLL_MS, () =>
    outbox.drain().catch(error => log.error({ err: error }, 'Sending messages failed; trying again soon')),
  )
  const told = engine.committed
  engine.committed = (workspaceId, version) => {
    told(workspaceId, version)
    sending.wake()
  }
  return {
    async stop() {
      engine.committed = told
      await Promise.all([clock.stop(), sending.stop(), outbox.stop()])
    },
  }
}

/** A server that has lost its mail server shows what was on its way as lost or held. */
async function tellWhatWaits({ db, log, now }: AppContext): Promise<void> {
  try {
    await recoverMessages(db, now().getTime())
    await holdQueued(db)
  } catch (error) {
    log.error({ err: error }, 'Holding what waits failed')
  }
}
