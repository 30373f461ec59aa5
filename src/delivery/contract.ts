import { z } from 'zod'
import { idParams, moment, pageOf, pageQuery, reading, stillQuery, writing } from '../http/endpoint.ts'

const about = ['Messages'] as const

export const messageStatuses = [
  'queued',
  'held',
  'sending',
  'sent',
  'bounced',
  'failed',
  'unknown',
  'cancelled',
] as const

export const Message = z.object({
  id: z.number().int(),
  status: z.enum(messageStatuses),
  kind: z.enum(['assigned', 'reminder', 'escalation']),
  /** The person it is about; the address is theirs, or for an escalation that of their manager. */
  to: z.string(),
  person: z.object({ id: z.number().int(), name: z.string() }),
  assignment: z.object({ id: z.number().int(), title: z.string() }),
  attempts: z.number().int(),
  /** The mail server's own words, or why it waits or is held. */
  reason: z.string().nullable(),
  createdAt: moment,
  /** While it is queued: not before this moment. */
  sendAt: moment,
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
        sending: z.enum(['on', 'notSetUp', 'paused', 'unconfirmed']),
        counts: z.record(z.enum(messageStatuses), z.number().int()),
      }),
    ),
  bounce: writing('editor', 'POST', '/messages/bounces', {
    still: true,
    summary: 'Report that a mail came back later, by its Message-ID',
    tags: about,
  })
    .input(
      z.object({
        query: stillQuery,
        body: z.object({
          messageId: z.string().max(300),
          /** What the report said. */
          reason: z.string().trim().min(1).max(500).optional(),
        }),
      }),
    )
    .output(z.object({ messages: z.number().int() })),
  retry: writing('editor', 'POST', '/messages/{id}/retry', {
    still: true,
    summary: 'Queue a failed or unknown message again',
    tags: about,
  })
    .input(z.object({ params: idParams, query: stillQuery, body: z.unknown().optional() }))
    .output(Message),
}
