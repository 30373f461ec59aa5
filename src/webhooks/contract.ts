import { z } from 'zod'
import { id, idParams, moment, pageOf, pageQuery, reading, stillQuery, writing } from '../http/endpoint.ts'

const about = ['Webhooks'] as const

export const webhookEvents = [
  'assignment.received',
  'assignment.opened',
  'assignment.completed',
  'assignment.withdrawn',
  'import.committed',
  'segment.changed',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

export const webhookCallStatuses = ['queued', 'held', 'sending', 'sent', 'failed', 'cancelled'] as const

const fields = {
  url: z.url({ protocol: /^https?$/, error: 'A webhook’s address begins with https://.' }).max(2_000),
  description: z.string().trim().max(200),
  events: z.array(z.enum(webhookEvents)).min(1, 'Choose at least one event.'),
}

export const Webhook = z.object({
  id: z.number().int(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(webhookEvents)),
  isOn: z.boolean(),
  /** Until then calls carry the signature of the secret before, too. */
  earlierSecretUntil: moment.nullable(),
  createdAt: moment,
  createdBy: z.string(),
  counts: z.object({ waiting: z.number().int(), failed: z.number().int() }),
})
export type Webhook = z.infer<typeof Webhook>

export const WebhookCall = z.object({
  id: z.number().int(),
  event: z.string(),
  /** What receivers see as `webhook-id`: the same in every try and every replay. */
  eventId: z.string(),
  status: z.enum(webhookCallStatuses),
  attempts: z.number().int(),
  /** The HTTP status of the last answer. */
  answer: z.number().int().nullable(),
  /** What the other side said, or why it waits. */
  reason: z.string().nullable(),
  createdAt: moment,
  /** While it is queued: not before this moment. */
  sendAt: moment,
  sentAt: moment.nullable(),
  /** The JSON exactly as it is sent and signed. */
  body: z.string(),
})
export type WebhookCall = z.infer<typeof WebhookCall>

const WithSecret = Webhook.extend({ secret: z.string() })

export const webhooksContract = {
  list: reading('admin', '/webhooks', { summary: 'Webhooks', tags: about }).output(
    z.object({ items: z.array(Webhook) }),
  ),
  create: writing('admin', 'POST', '/webhooks', {
    still: true,
    summary: 'Have an address called when something happens; its secret is shown this once',
    tags: about,
    successStatus: 201,
    secret: true,
  })
    .input(
      z.object({
        query: stillQuery,
        body: z.object({ ...fields, description: fields.description.optional() }),
      }),
    )
    .output(WithSecret),
  update: writing('admin', 'PATCH', '/webhooks/{id}', {
    still: true,
    summary: 'Change a webhook, or switch it off and on',
    tags: about,
  })
    .input(
      z.object({
        params: idParams,
        query: stillQuery,
        body: z.object({ ...fields, isOn: z.boolean() }).partial(),
      }),
    )
    .output(Webhook),
  remove: writing('admin', 'DELETE', '/webhooks/{id}', {
    still: true,
    summary: 'Remove a webhook',
    tags: about,
  })
    .input(z.object({ params: idParams, query: stillQuery, body: z.unknown().optional() }))
    .output(z.object({ removed: z.literal(true) })),
  rotate: writing('admin', 'POST', '/webhooks/{id}/rotate', {
    still: true,
    summary: 'Make a new secret, shown this once; for a day calls are signed with both',
    tags: about,
    secret: true,
  })
    .input(z.object({ params: idParams, query: stillQuery, body: z.unknown().optional() }))
    .output(WithSecret),
  test: writing('admin', 'POST', '/webhooks/{id}/test', {
    still: true,
    summary: 'Call it with an event that says nothing but that it is a test',
    tags: about,
  })
    .input(z.object({ params: idParams, query: stillQuery, body: z.unknown().optional() }))
    .output(WebhookCall),
  calls: reading('admin', '/webhooks/{id}/calls', { summary: 'Its calls, newest first', tags: about })
    .input(idParams.extend({ status: z.enum(webhookCallStatuses).optional(), ...pageQuery }))
    .output(pageOf(WebhookCall)),
  replay: writing('admin', 'POST', '/webhooks/{id}/calls/{callId}/replay', {
    still: true,
    summary: 'Call it once more with the same event',
    tags: about,
  })
    .input(
      z.object({ params: idParams.extend({ callId: id }), query: stillQuery, body: z.unknown().optional() }),
    )
    .output(WebhookCall),
}
