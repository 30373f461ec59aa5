import { z } from 'zod'
import { moment, reading, stillQuery, writing } from '../http/endpoint.ts'
import { languageCodes } from './words/languages.ts'
import { textKeys } from './words/mailWords.ts'

const about = ['Messages'] as const

/** A time of day in the workspace's zone. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written like 08:30.')
const language = z.enum(languageCodes)
const Texts = z.partialRecord(language, z.partialRecord(z.enum(textKeys), z.string().max(500)))
const keyName = z.string().trim().min(1).max(100)

const fields = {
  /** Of the button in mails. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour is written like #0b5c63.'),
  /** A picture as a data: address; it is sent along with each mail. */
  logo: z
    .string()
    .max(70_000, 'A logo has at most 48 kB.')
    .regex(/^data:image\/(png|jpeg|gif);base64,[A-Za-z0-9+/]+=*$/, 'A logo is a PNG, JPEG or GIF picture.')
    .nullable(),
  /** For whoever no tag says another of. */
  language,
  /** The tag key that names each person's language. */
  languageKey: keyName.nullable(),
  /** The workspace's own words; absent ones are the usual. */
  texts: Texts,
  quietHours: z.object({ from: time, to: time }).nullable(),
  /** Nothing is sent on days on which the workspace does not work. */
  workingDaysOnly: z.boolean(),
  /** One mail a day or a week instead of one a message. `weekday` counts from Monday (1). */
  digest: z
    .object({ every: z.enum(['day', 'week']), at: time, weekday: z.number().int().min(1).max(7) })
    .nullable(),
  /** The tag key that names the address of each person's manager, who hears of what is this many days overdue. */
  escalation: z.object({ afterDays: z.number().int().min(1).max(365), managerKey: keyName }).nullable(),
}

export const DeliveryFields = z.object(fields).partial()
export type DeliveryFields = z.infer<typeof DeliveryFields>

export const DeliverySettings = z.object({
  ...fields,
  /** Sending is paused since then. */
  paused: z.object({ at: moment, by: z.string() }).nullable(),
  /** Since then this data waits for an admin to say that it is to send. */
  unconfirmed: z
    .object({
      at: moment,
      why: z.enum(['restored', 'copied', 'newFolder']),
      /** Messages that wait. */
      waiting: z.number().int(),
    })
    .nullable(),
  languages: z.array(
    z.object({ code: language, name: z.string(), texts: z.record(z.enum(textKeys), z.string()) }),
  ),
})
export type DeliverySettings = z.infer<typeof DeliverySettings>

const mailKinds = ['assigned', 'reminder', 'digest', 'escalation'] as const
/** Which mail to look at, with settings that need not be saved yet. */
const sampleBody = z.object({ kind: z.enum(mailKinds), language, settings: DeliveryFields.optional() })

export const deliverySettingsContract = {
  settings: reading('viewer', '/delivery', { summary: 'How messages are sent', tags: about }).output(
    DeliverySettings,
  ),
  updateSettings: writing('admin', 'PATCH', '/delivery', {
    still: true,
    summary: 'Change how messages are sent',
    tags: about,
  })
    .input(z.object({ query: stillQuery, body: DeliveryFields }))
    .output(DeliverySettings),
  pause: writing('admin', 'POST', '/delivery/pause', {
    still: true,
    summary: 'Pause all sending, or go on',
    tags: about,
  })
    .input(z.object({ query: stillQuery, body: z.object({ paused: z.boolean() }) }))
    .output(DeliverySettings),
  confirm: writing('admin', 'POST', '/delivery/confirm', {
    still: true,
    summary: 'Say that this copy of the data is to send',
    tags: about,
  })
    .input(
      z.object({
        query: stillQuery,
        /** What has waited may have been sent from where this data comes from. */
        body: z.object({ waiting: z.enum(['send', 'cancel']) }),
      }),
    )
    .output(DeliverySettings),
  preview: writing('admin', 'POST', '/delivery/preview', {
    still: true,
    summary: 'A mail as it would look',
    tags: about,
  })
    .input(z.object({ query: stillQuery, body: sampleBody }))
    .output(z.object({ subject: z.string(), text: z.string(), html: z.string() })),
  test: writing('admin', 'POST', '/delivery/test', {
    still: true,
    summary: 'Send that mail to one’s own address',
    tags: about,
  })
    .input(z.object({ query: stillQuery, body: sampleBody }))
    .output(z.object({ to: z.string(), isSent: z.boolean(), words: z.string().nullable() })),
}
