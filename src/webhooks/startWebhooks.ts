import { repeat } from '../delivery/repeat.ts'
import type { AppContext } from '../http/context.ts'
import { createCaller } from './caller.ts'

const POLL_MS = 1_000

/** Makes the calls of webhooks; needs no mail server. */
export function startWebhooks(context: AppContext): { stop(): Promise<void> } {
  const { log } = context
  const caller = createCaller(context)
  const calling = repeat(POLL_MS, () =>
    caller.drain().catch(error => log.error({ err: error }, 'Calling webhooks failed; trying again soon')),
  )
  return {
    async stop() {
      await Promise.all([calling.stop(), caller.stop()])
    },
  }
}
