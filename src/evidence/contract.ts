import { z } from 'zod'
import { assignmentStatuses, RecipientsQuery } from '../assignments/contract.ts'
import { recipientStatuses } from '../assignments/receivedContract.ts'
import { Step } from '../assignments/stepContract.ts'
import { PersonName } from '../changes/moveContract.ts'
import { endpoint, idParams, moment } from '../http/endpoint.ts'

const about = ['Evidence'] as const

/** A change of the log by its number, and whose it was. */
const ChangeRef = z.object({ change: z.number().int(), at: moment, by: z.string() })
export type ChangeRef = z.infer<typeof ChangeRef>

const ExceptionRef = z.object({
  /** The last day of it; null is an exemption without end. */
  until: z.string().nullable(),
  reason: z.string(),
  at: moment,
  by: z.string(),
})

/** One person's one occurrence of one assignment, as it stood at the report's moment. */
export const EvidenceRecord = z.object({
  assignment: z.number().int(),
  person: PersonName,
  occurrence: z.number().int(),
  status: z.enum(recipientStatuses),
  overdue: z.boolean(),
  assigned: ChangeRef,
  /** The segments through which it reached them, each with the version of its rule that was in force. */
  through: z.array(z.object({ segment: z.number().int(), version: z.number().int() })),
  dueAt: moment.nullable(),
  extended: ExceptionRef.nullable(),
  exempt: ExceptionRef.nullable(),
  openedAt: moment.nullable(),
  completedAt: moment.nullable(),
  /** Who said that it is completed. `change` and `at` are null where no change of the log recorded it, or it was not kept when. */
  recorded: z
    .object({
      how: z.enum(['recipient', 'member', 'import', 'callback']),
      by: z.string().nullable(),
      change: z.number().int().nullable(),
      at: moment.nullable(),
    })
    .nullable(),
  evidence: z.string().nullable(),
  steps: z.array(z.object({ step: z.number().int(), doneAt: moment })),
  noLongerRequiredSince: moment.nullable(),
  /** Since when this is a past occurrence. */
  supersededAt: moment.nullable(),
})
export type EvidenceRecord = z.infer<typeof EvidenceRecord>

/** A segment's rule as one change set it, in the words of then; `until` is when the next version took its place. */
export const EvidenceRule = z.object({
  segment: z.number().int(),
  name: z.string(),
  version: z.number().int(),
  text: z.string(),
  set: ChangeRef,
  until: moment.nullable(),
})
export type EvidenceRule = z.infer<typeof EvidenceRule>

export const EvidenceAssignment = z.object({
  id: z.number().int(),
  title: z.string(),
  instructions: z.string(),
  link: z.string().nullable(),
  steps: z.array(Step),
  /** Counts up with every change of what is to be done: title, instructions, link, steps and what the recipient says at the end. */
  version: z.object({ number: z.number().int(), set: ChangeRef }),
  status: z.enum(assignmentStatuses),
  include: z.array(z.number().int()),
  exclude: z.array(z.number().int()),
  publishedAt: moment.nullable(),
  closedAt: moment.nullable(),
})
export type EvidenceAssignment = z.infer<typeof EvidenceAssignment>

const count = z.number().int()
export const EvidenceSummary = z.object({
  records: count,
  assigned: count,
  opened: count,
  completed: count,
  withdrawn: count,
  overdue: count,
  /** Of the records, those of past occurrences. */
  past: count,
})
export type EvidenceSummary = z.infer<typeof EvidenceSummary>

/** What the fingerprint is of. Asked for again, for the same moment and filters, it is the same. */
export const EvidenceReport = z.object({
  kind: z.enum(['assignment', 'person']),
  workspace: z.object({ name: z.string(), timeZone: z.string() }),
  asOf: moment,
  /** Moments from here on are answered exactly; earlier ones as far as the records themselves tell. */
  exactSince: moment,
  /** The address under /api/v1 that answers it, with its filters. */
  address: z.string(),
  person: PersonName.nullable(),
  assignments: z.array(EvidenceAssignment),
  rules: z.array(EvidenceRule),
  summary: EvidenceSummary,
  records: z.array(EvidenceRecord),
})
export type EvidenceReport = z.infer<typeof EvidenceReport>

export const EvidenceDocument = z.object({
  report: EvidenceReport,
  made: z.object({ at: moment, by: z.string() }),
  /** Of the report's canonical JSON. */
  sha256: z.string(),
})
export type EvidenceDocument = z.infer<typeof EvidenceDocument>

const ofAssignment = RecipientsQuery.extend({
  /** Only people whom this rule reaches, at that moment. */
  where: z.string().max(5_000).optional(),
})
const ofPerson = idParams.extend({ asOf: moment.optional() })

const document = (path: `/${string}`, summary: string) =>
  endpoint.meta({ role: 'viewer', raw: true }).route({ method: 'GET', path, summary, tags: [...about] })

export const evidenceContract = {
  assignment: document('/assignments/{id}/evidence', 'What is on record about an assignment’s recipients')
    .input(ofAssignment)
    .output(EvidenceDocument),
  assignmentHtml: document('/assignments/{id}/evidence.html', 'The same as one page to print')
    .input(ofAssignment)
    .output(z.file()),
  person: document('/people/{id}/evidence', 'What is on record about one person, in all assignments')
    .input(ofPerson)
    .output(EvidenceDocument),
  personHtml: document('/people/{id}/evidence.html', 'The same as one page to print')
    .input(ofPerson)
    .output(z.file()),
}
