import { z } from 'zod'
import { assignmentStatuses } from '../assignments/contract.ts'
import { PersonName } from '../changes/moveContract.ts'
import { download, flag, id, idParams, moment, pageOf, pageQuery, reading } from '../http/endpoint.ts'
import { personStatuses } from '../people/contract.ts'
import { leaderboardEndpoints } from './leaderboardContract.ts'

const about = ['Reports'] as const

/**
 * How far the recipients are, of one assignment or of several together. What was withdrawn from somebody is in none of
 * them; `opened` holds those who have completed it.
 */
export const Figures = z.object({
  received: z.number().int(),
  opened: z.number().int(),
  completed: z.number().int(),
  overdue: z.number().int(),
})
export type Figures = z.infer<typeof Figures>

export const historySteps = ['day', 'week', 'month'] as const
export type HistoryStep = (typeof historySteps)[number]

/** How things stood at the end of a step. `withdrawn` are those who had it once and no longer did. */
export const HistoryPoint = Figures.extend({
  /** The first day of the step. */
  on: z.iso.date(),
  /** The last moment that counts in it: of the newest step, now. */
  at: moment,
  withdrawn: z.number().int(),
})
export type HistoryPoint = z.infer<typeof HistoryPoint>

export const Group = Figures.extend({
  /** Of the tag or the segment. */
  id: z.number().int(),
  name: z.string(),
  /** How many different people have received something. */
  people: z.number().int(),
})
export type Group = z.infer<typeof Group>

/** Groups by how much they have received, the most first. */
export const Breakdown = pageOf(Group).extend({
  all: Figures,
  /** Active people who are in no group. */
  rest: Figures,
  /** Inactive people: they have no segments, and their tags are not counted. */
  inactive: Figures,
  /** How often somebody counts in one more group than their first. */
  repeated: z.number().int(),
})
export type Breakdown = z.infer<typeof Breakdown>

export const AssignmentProgress = Figures.extend({
  id: z.number().int(),
  title: z.string(),
  status: z.enum(assignmentStatuses),
  publishedAt: moment.nullable(),
})
export type AssignmentProgress = z.infer<typeof AssignmentProgress>

export const Overdue = z.object({
  person: PersonName.extend({ status: z.enum(personStatuses) }),
  assignment: z.object({ id: z.number().int(), title: z.string() }),
  occurrence: z.number().int(),
  status: z.enum(['assigned', 'opened']),
  assignedAt: moment,
  dueAt: moment,
  /** Days of the workspace's calendar since the due day. */
  daysLate: z.number().int(),
  /** By the tag key that escalation names. */
  manager: z.string().nullable(),
  /** What they have of the key that was asked for. */
  values: z.array(z.string()),
})
export type Overdue = z.infer<typeof Overdue>

export const OverdueGroup = z.object({
  /** Of the tag; null for those who have none of the key, inactive people among them. */
  id: z.number().int().nullable(),
  name: z.string(),
  people: z.number().int(),
  overdue: z.number().int(),
  /** Since when the oldest of them is due. */
  oldestDueAt: moment,
})
export type OverdueGroup = z.infer<typeof OverdueGroup>

const keyName = z.string().trim().min(1).max(200)

/**
 * What became of something received. Without a due day, it is completed on time; `missed`: the next occurrence came, or it
 * was closed, before it was completed.
 */
export const outcomes = ['open', 'overdue', 'onTime', 'late', 'missed', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

export const PersonProgress = z.object({
  counts: z.record(z.enum(outcomes), z.number().int()),
  /** Newest first, past occurrences too. */
  items: z.array(
    z.object({
      assignment: z.object({ id: z.number().int(), title: z.string(), status: z.enum(assignmentStatuses) }),
      occurrence: z.number().int(),
      outcome: z.enum(outcomes),
      assignedAt: moment,
      dueAt: moment.nullable(),
      openedAt: moment.nullable(),
      completedAt: moment.nullable(),
    }),
  ),
  step: z.enum(historySteps),
  /** What they had at the end of each step since they first received something. */
  history: z.array(HistoryPoint),
})
export type PersonProgress = z.infer<typeof PersonProgress>

/** Active people: of a segment, and whom a rule reaches. */
const people = { segment: id.optional(), where: z.string().max(20_000).optional() }

export const ProgressQuery = z.object({
  /** Live ones, unless said. */
  status: z.enum(['live', 'closed', 'any']).optional(),
  /** Only these: ids with commas between them. */
  assignments: z
    .string()
    .max(5_000)
    .regex(/^\d{1,9}(,\d{1,9})*$/, 'Ids have commas between them, like 3,12.')
    .optional(),
  ...people,
})

export const OverdueQuery = z.object({
  /** Words of a name, an e-mail address or an external id. */
  q: z.string().max(200).optional(),
  /** A tag by id or as `Key: Value`. */
  tag: z.string().max(420).optional(),
  assignment: id.optional(),
  ...people,
  /** A tag key whose values are shown beside each. */
  by: keyName.optional(),
})

export const reportsContract = {
  assignments: reading('viewer', '/reports/assignments', {
    summary: 'Assignments with how far their recipients are, newest first, and all together',
    tags: about,
  })
    .input(ProgressQuery.extend(pageQuery))
    .output(pageOf(AssignmentProgress).extend({ all: Figures })),
  groups: reading('viewer', '/reports/progress', {
    summary: 'How far the recipients of several assignments are, by the values of a tag key',
    tags: about,
  })
    .input(ProgressQuery.extend({ by: keyName.optional(), ...pageQuery }))
    .output(Breakdown),
  progressCsv: download('/reports/progress.csv', {
    summary: 'The groups of a tag key or, without one, the assignments, as a CSV file',
    tags: about,
  })
    .input(ProgressQuery.extend({ by: keyName.optional() }))
    .output(z.file()),
  progressXlsx: download('/reports/progress.xlsx', { summary: 'The same as a workbook', tags: about })
    .input(ProgressQuery.extend({ by: keyName.optional() }))
    .output(z.file()),
  overdue: reading('viewer', '/reports/overdue', {
    summary: 'What is overdue in live assignments, the oldest first',
    tags: about,
  })
    .input(OverdueQuery.extend(pageQuery))
    .output(pageOf(Overdue).extend({ managerKey: z.string().nullable() })),
  overdueGroups: reading('viewer', '/reports/overdue/groups', {
    summary: 'What is overdue by manager or by the values of a tag key, the most first',
    tags: about,
  })
    .input(OverdueQuery.extend(pageQuery))
    /** `key`: what it is by; null where no key was given and escalation names none. */
    .output(pageOf(OverdueGroup).extend({ key: z.string().nullable() })),
  overdueCsv: download('/reports/overdue.csv', { summary: 'What is overdue, as a CSV file', tags: about })
    .input(OverdueQuery)
    .output(z.file()),
  overdueXlsx: download('/reports/overdue.xlsx', { summary: 'The same as a workbook', tags: about })
    .input(OverdueQuery)
    .output(z.file()),
  person: reading('viewer', '/people/{id}/progress', {
    summary: 'What a person has received, what became of it, and that over time',
    tags: about,
  })
    .input(idParams)
    .output(PersonProgress),
  history: reading('viewer', '/assignments/{id}/progress/history', {
    summary: 'How far the recipients were over time',
    tags: about,
  })
    .input(
      idParams.extend({
        /** The first day; without it, the day it was first received. */
        from: z.iso.date().optional(),
        /** The last day; without it, or beyond it, today. */
        to: z.iso.date().optional(),
        /** Without it, one by which the time has no more than some 90 steps. */
        step: z.enum(historySteps).optional(),
        /** Past occurrences too, each while it was the present one. */
        past: flag.optional(),
      }),
    )
    .output(z.object({ step: z.enum(historySteps), items: z.array(HistoryPoint) })),
  breakdown: reading('viewer', '/assignments/{id}/progress', {
    summary: 'How far the recipients are, by the values of a tag key or by the segments of the audience',
    tags: about,
  })
    .input(
      idParams.extend({
        /** A tag key by its name. */
        by: keyName.optional(),
        /** By the included segments instead. */
        segments: flag.optional(),
        ...pageQuery,
      }),
    )
    .output(Breakdown),
  ...leaderboardEndpoints,
}
