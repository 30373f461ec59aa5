import { z } from 'zod'
import { Committed, Plan, planOr } from '../changes/contract.ts'
import { PersonName } from '../changes/moveContract.ts'
import {
  actQuery,
  download,
  flag,
  id,
  idParams,
  moment,
  pageOf,
  pageQuery,
  reading,
  writing,
} from '../http/endpoint.ts'
import { completionEndpoints } from './completionContract.ts'
import { receivedEndpoints, recipientStatuses } from './receivedContract.ts'
import { completion, Step, StepGiven } from './stepContract.ts'

const about = ['Assignments'] as const

export const assignmentStatuses = ['draft', 'scheduled', 'live', 'closed'] as const

/** A calendar day, YYYY-MM-DD, in the workspace's time zone. */
const day = z.iso.date()
export const Due = z.union([
  z.object({ on: day }),
  z.object({ afterDays: z.number().int().min(0).max(3_650) }),
  /** Counted by the workspace's working days and closed days. */
  z.object({ afterWorkingDays: z.number().int().min(0).max(2_600) }),
])
export type Due = z.infer<typeof Due>

const every = z.union([
  z.object({ months: z.number().int().min(1).max(120) }),
  z.object({ years: z.number().int().min(1).max(10) }),
])
export const Repeat = z.discriminatedUnion('from', [
  /** Comes again for each person so long after they completed it. */
  z.object({ every, from: z.literal('completion') }),
  /** Comes again for everyone in the audience: on this day and so long after it; without a day, counted from the start. */
  z.object({ every, from: z.literal('date'), on: day.optional() }),
])
export type Repeat = z.infer<typeof Repeat>

export const Audience = z.object({ include: z.array(id).max(200), exclude: z.array(id).max(200) })
export type Audience = z.infer<typeof Audience>

const fields = {
  title: z.string().trim().min(1, 'An assignment needs a title.').max(200, 'At most 200 characters.'),
  /** Markdown; HTML in it is shown as text. */
  instructions: z.string().max(50_000),
  /** Where the thing itself is; http or https. */
  link: z
    .url({ protocol: /^https?$/, error: 'A link begins with https:// or http://.' })
    .max(2_000)
    .nullable(),
  audience: Audience,
  /** Whether people who enter the audience later receive it too. */
  joiners: z.enum(['receive', 'ignore']),
  /** Whether people who leave the audience keep it or lose it; what is completed is always kept. */
  leavers: z.enum(['keep', 'withdraw']),
  startsAt: moment.nullable(),
  due: Due.nullable(),
  repeat: Repeat.nullable(),
  /** Days before (positive) or after (negative) the due day on which to remind. */
  reminders: z.array(z.number().int().min(-365).max(365)).max(10),
  completion,
  steps: z.array(StepGiven).max(50, 'At most 50 steps.'),
}

export const Assignment = z.object({
  id: z.number().int(),
  title: z.string(),
  instructions: z.string(),
  link: z.string().nullable(),
  audience: z.object({ include: z.array(z.number().int()), exclude: z.array(z.number().int()) }),
  /** The audience's segments by name, for show. */
  segments: z.array(z.object({ id: z.number().int(), name: z.string() })),
  joiners: z.enum(['receive', 'ignore']),
  leavers: z.enum(['keep', 'withdraw']),
  startsAt: moment.nullable(),
  due: Due.nullable(),
  repeat: Repeat.nullable(),
  /** How often it has come, counted for everyone. */
  occurrence: z.number().int(),
  /** When it comes again for everyone, if it repeats by date and is live. */
  nextOn: z.string().nullable(),
  reminders: z.array(z.number().int()),
  completion,
  steps: z.array(Step),
  status: z.enum(assignmentStatuses),
  counts: z.object({
    /** People in the audience now, but for the exempt ones. */
    audience: z.number().int(),
    exempt: z.number().int(),
    assigned: z.number().int(),
    opened: z.number().int(),
    completed: z.number().int(),
    withdrawn: z.number().int(),
    overdue: z.number().int(),
    /** Messages that are held, and those that failed or bounced. */
    held: z.number().int(),
    failed: z.number().int(),
  }),
  version: z.number().int(),
  publishedAt: moment.nullable(),
  closedAt: moment.nullable(),
  createdAt: moment,
  updatedAt: moment,
})
export type Assignment = z.infer<typeof Assignment>

export const Recipient = z.object({
  person: PersonName,
  /** 1 for what was received first; rises each time it comes again. */
  occurrence: z.number().int(),
  status: z.enum(recipientStatuses),
  assignedAt: moment,
  dueAt: moment.nullable(),
  openedAt: moment.nullable(),
  completedAt: moment.nullable(),
  /** What whoever recorded the completion wrote beside it. */
  evidence: z.string().nullable(),
  /** How many of the present steps they have done; null where there are none. */
  steps: z.object({ done: z.number().int(), of: z.number().int() }).nullable(),
  /** No longer required since. */
  withdrawnAt: moment.nullable(),
  /** Since when this is a past occurrence, because the next one came; null for the present one. */
  supersededAt: moment.nullable(),
  /** Why, and to which day, their due day was moved. */
  extension: z.object({ until: z.string(), reason: z.string() }).nullable(),
  /** The segments through which it reached them. */
  via: z.array(z.number().int()),
  message: z
    .enum(['queued', 'held', 'sending', 'sent', 'bounced', 'failed', 'unknown', 'cancelled'])
    .nullable(),
  /** Their own page. Null for inactive people, and for viewers: whoever has it acts as that person. */
  link: z.string().nullable(),
})
export type Recipient = z.infer<typeof Recipient>

export const RecipientsQuery = idParams.extend({
  q: z.string().max(200).optional(),
  status: z.enum([...recipientStatuses, 'overdue']).optional(),
  /** Past occurrences too. */
  past: flag.optional(),
  /** As things stood at a past moment, and as people were called then. */
  asOf: moment.optional(),
})

export const RecipientCounts = z.object({
  assigned: z.number().int(),
  opened: z.number().int(),
  completed: z.number().int(),
  withdrawn: z.number().int(),
  overdue: z.number().int(),
})
export type RecipientCounts = z.infer<typeof RecipientCounts>

export const assignmentsContract = {
  list: reading('viewer', '/assignments', { summary: 'Assignments, newest first', tags: about })
    .input(
      z.object({
        q: z.string().max(200).optional(),
        status: z.enum(assignmentStatuses).optional(),
        ...pageQuery,
      }),
    )
    .output(pageOf(Assignment)),
  create: writing('editor', 'POST', '/assignments', {
    summary: 'Create a draft',
    tags: about,
    successStatus: 201,
  })
    .input(
      z.object({
        query: actQuery,
        body: z.object({
          title: fields.title,
          instructions: fields.instructions.optional(),
          link: fields.link.optional(),
          audience: fields.audience.optional(),
          joiners: fields.joiners.optional(),
          leavers: fields.leavers.optional(),
          startsAt: fields.startsAt.optional(),
          due: fields.due.optional(),
          repeat: fields.repeat.optional(),
          reminders: fields.reminders.optional(),
          completion: fields.completion.optional(),
          steps: fields.steps.optional(),
        }),
      }),
    )
    .output(planOr(Assignment)),
  dates: writing('viewer', 'POST', '/assignments/dates', {
    summary: 'When it would come and be due, without saving it; at most the first three times',
    tags: about,
  })
    .input(
      z.object({
        query: z.unknown().optional(),
        body: z.object({ startsAt: fields.startsAt, due: fields.due, repeat: fields.repeat }),
      }),
    )
    .output(z.object({ items: z.array(z.object({ on: day, dueOn: day.nullable() })) })),
  get: reading('viewer', '/assignments/{id}', { summary: 'One assignment with its counts', tags: about })
    .input(idParams)
    .output(Assignment),
  update: writing('editor', 'PATCH', '/assignments/{id}', {
    summary: 'Change an assignment; live ones follow at once',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.object(fields).partial() }))
    .output(planOr(Assignment)),
  remove: writing('editor', 'DELETE', '/assignments/{id}', {
    summary: 'Delete a draft; a published assignment is closed instead',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(z.union([Committed, Plan])),
  publish: writing('editor', 'POST', '/assignments/{id}/publish', {
    summary: 'Publish: everyone in the audience receives it',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(planOr(Assignment)),
  close: writing('editor', 'POST', '/assignments/{id}/close', {
    summary: 'Close: nobody receives it any more',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(planOr(Assignment)),
  recipients: reading('viewer', '/assignments/{id}/recipients', {
    summary: 'Who received it and how far they are',
    tags: about,
  })
    .input(RecipientsQuery.extend(pageQuery))
    .output(pageOf(Recipient)),
  counts: reading('viewer', '/assignments/{id}/counts', {
    summary: 'How far its recipients are, now or at a past moment',
    tags: about,
  })
    .input(idParams.extend({ asOf: moment.optional() }))
    .output(RecipientCounts),
  recipientsCsv: download('/assignments/{id}/recipients.csv', {
    summary: 'The same as a CSV file',
    tags: about,
  })
    .input(RecipientsQuery)
    .output(z.file()),
  recipientsXlsx: download('/assignments/{id}/recipients.xlsx', {
    summary: 'The same as a workbook',
    tags: about,
  })
    .input(RecipientsQuery)
    .output(z.file()),
  updateRecipient: writing('editor', 'PATCH', '/assignments/{id}/recipients/{personId}', {
    summary: 'Record a completion, or take it back',
    tags: about,
  })
    .input(
      z.object({
        params: idParams.extend({ personId: id }),
        query: actQuery,
        body: z.object({
          status: z.enum(['assigned', 'completed']),
          /** When they completed it, if not now; never in the future. */
          completedAt: moment.optional(),
          /** A score or a note, kept as evidence. */
          note: z.string().trim().max(500, 'At most 500 characters.').optional(),
          /** Which occurrence is meant: refused when they have another one by now. */
          occurrence: id.optional(),
        }),
      }),
    )
    .output(planOr(Recipient)),
  ...completionEndpoints,
  ...receivedEndpoints,
}
