import { z } from 'zod'
import { idParams, moment, pageOf, pageQuery, reading, stillQuery, writing } from '../http/endpoint.ts'

const about = ['Messages'] as const

export const messageStatuses = [
  'queued',
  'held',
  'sending',
  'sent',
  'failed',
  'unknown',
  'cancelled',
] as const

export const Message = z.object({
  id: z.number().int(),
  status: z.enum(messageStatuses),
  kind: z.enum(['assigned', 'reminder']),
  to: z.string(),
  person: z.object({ id: z.number().int(), name: z.string() }),
  assignment: z.object({ id: z.number().int(), title: z.string() }),
  attempts: z.number().int(),
  /** The mail server's own words, or why it is held. */
  reason: z.string().nullable(),
  createdAt: moment,
  sentAt: moment.nullable(),
})
export type Message = z.infer<typeof Message>

export const deliveryContract = {
  list: reading('viewer', '/messages', { summary: 'Messages, newest first', tags: about })
    .input(
      z.object({
        assignment: z.coerce.number<number>().int().optional(),
        status: z.enum(messageStatuses).optional(),
        ...pageQuery,
      }),
    )
    .output(
      pageOf(Message).extend({
        sending: z.enum(['on', 'notSetUp']),
        counts: z.record(z.enum(messageStatuses), z.number().int()),
      }),
    ),
  retry: writing('editor', 'POST', '/messages/{id}/retry', {
    still: true,
    summary: 'Queue a failed or unknown message again',
    tags: about,
  })
    .input(z.object({ params: idParams, query: stillQuery, body: z.unknown().optional() }))
    .output(Message),
}
