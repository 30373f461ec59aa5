import type { Message } from '../../../src/delivery/contract.ts'

/** How a message stands, in the same words wherever it is said; docs/guide/09-messages.md explains them. */
export const messageWords = {
  queued: 'Waiting to be sent',
  held: 'Held',
  sending: 'Being sent',
  sent: 'Sent',
  bounced: 'Bounced',
  failed: 'Failed',
  unknown: 'Perhaps sent',
  cancelled: 'Not sent',
} as const satisfies Record<Message['status'], string>

/** The colour that goes with the words, where one does. */
export function messageTone(status: Message['status']): 'leave' | 'held' | undefined {
  if (status === 'failed' || status === 'bounced') return 'leave'
  return status === 'held' ? 'held' : undefined
}
