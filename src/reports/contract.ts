import { z } from 'zod'
import { flag, idParams, moment, pageOf, pageQuery, reading } from '../http/endpoint.ts'

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

const keyName = z.string().trim().min(1).max(200)

export const reportsContract = {
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
}
