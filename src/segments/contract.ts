import { z } from 'zod'
import { Committed, Plan, planOr } from '../changes/contract.ts'
import { PersonName } from '../changes/moveContract.ts'
import {
  actQuery,
  id,
  idParams,
  moment,
  pageOf,
  pageQuery,
  reading,
  wholeNumber,
  writing,
} from '../http/endpoint.ts'
import { Explanation } from './explainContract.ts'
import { RuleNote } from './noteContract.ts'
import type { Rule } from './rule/rule.ts'

const about = ['Segments'] as const

/**
 * The rule tree. Its shape is checked by `readRule`, which walks it without recursion and answers in sentences,
 * so that a rule nested a million deep is refused rather than overflowing the stack.
 */
export const ruleInput = z.custom<Rule>(
  value => typeof value === 'object' && value !== null,
  'A rule is an object.',
)

const reference = z.object({ id: z.number().int(), name: z.string() })

export const Segment = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string(),
  rule: z.custom<Rule>(),
  /** The rule in its text form. */
  text: z.string(),
  /** The rule as an English sentence. */
  sentence: z.string(),
  people: z.number().int(),
  /** The number of the change that last altered this segment's name, description or rule. */
  version: z.number().int(),
  usedBy: z.object({ segments: z.array(reference), assignments: z.array(reference) }),
  updatedAt: moment,
})
export type Segment = z.infer<typeof Segment>

const segmentName = z.string().trim().min(1, 'A segment needs a name.').max(200, 'At most 200 characters.')
const description = z.string().trim().max(2_000)
const ruleOrText = { rule: ruleInput.optional(), text: z.string().max(100_000).optional() }

/** A problem of a rule being written: where (`all[1].values[0]`, or line and column of the text), what, and the near name. */
export const RuleProblem = z.object({
  path: z.string(),
  message: z.string(),
  suggestion: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
})
export type RuleProblem = z.infer<typeof RuleProblem>

/** A change in a segment's history. */
export const HistoryEntry = z.object({
  changeId: z.number().int(),
  at: moment,
  actor: z.string(),
  summary: z.string(),
  entered: z.number().int(),
  left: z.number().int(),
  /** Members after the change. */
  people: z.number().int(),
  /** The rule's text when the change set it; null when the change only moved people. What is gone goes by its last name. */
  text: z.string().nullable(),
  /** The text of the rule that it took the place of; null when there was none. */
  textBefore: z.string().nullable(),
  /** The rule as `restore` would save it now; null when it can no longer be. */
  rule: z.custom<Rule>().nullable(),
  /** What keeps the rule from being restored, in sentences. */
  problems: z.array(z.string()),
  /** In what it would differ from what it was: tags merged since, and the like. */
  notes: z.array(z.string()),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** A segment's size from each moment until the next point, oldest first. */
export const SegmentSizes = z.object({
  id: z.number().int(),
  points: z.array(
    z.object({
      /** The change that moved it; null where the line only begins. */
      changeId: z.number().int().nullable(),
      at: moment,
      people: z.number().int(),
    }),
  ),
  /** Whether every change of that time is among the points. */
  isWhole: z.boolean(),
})
export type SegmentSizes = z.infer<typeof SegmentSizes>

export const segmentsContract = {
  list: reading('viewer', '/segments', { summary: 'Segments with their counts', tags: about })
    .input(
      z.object({
        q: z.string().max(200).optional(),
        sort: z.enum(['name', '-name', 'people', '-people', 'updated', '-updated']).optional(),
        ...pageQuery,
      }),
    )
    .output(pageOf(Segment)),
  create: writing('editor', 'POST', '/segments', {
    summary: 'Create a segment',
    tags: about,
    successStatus: 201,
  })
    .input(
      z.object({
        query: actQuery,
        body: z.object({ name: segmentName, description: description.optional(), ...ruleOrText }),
      }),
    )
    .output(planOr(Segment)),
  preview: writing('viewer', 'POST', '/segments/preview', {
    summary: 'Who a rule reaches, without saving it',
    tags: about,
  })
    .input(
      z.object({
        query: z.unknown().optional(),
        body: z.object({ ...ruleOrText, compareTo: id.optional() }),
      }),
    )
    .output(
      z.object({
        people: z.number().int(),
        sample: z.array(PersonName),
        /** Against the saved segment named by compareTo; null without it. */
        entered: z.number().int().nullable(),
        left: z.number().int().nullable(),
        problems: z.array(RuleProblem),
        /** What is worth knowing of a rule without problems. */
        notes: z.array(RuleNote),
        /** Both faces of the rule, when it could be read. */
        rule: z.custom<Rule>().nullable(),
        text: z.string().nullable(),
        sentence: z.string().nullable(),
      }),
    ),
  get: reading('viewer', '/segments/{id}', { summary: 'One segment', tags: about })
    .input(idParams)
    .output(Segment),
  update: writing('editor', 'PATCH', '/segments/{id}', { summary: 'Change a segment', tags: about })
    .input(
      z.object({
        params: idParams,
        query: actQuery,
        body: z.object({
          name: segmentName.optional(),
          description: description.optional(),
          ...ruleOrText,
          /** In place of a rule: the number of a change in its history, whose rule is to be the segment's again. */
          restore: id.optional(),
          /** The segment's version as it was loaded: if somebody has saved since, 409 says who. */
          expectedVersion: wholeNumber.optional(),
        }),
      }),
    )
    .output(planOr(Segment)),
  remove: writing('editor', 'DELETE', '/segments/{id}', {
    summary: 'Delete a segment; refused while something uses it',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(z.union([Committed, Plan])),
  people: reading('viewer', '/segments/{id}/people', { summary: 'The members', tags: about })
    .input(idParams.extend({ asOf: moment.optional(), q: z.string().max(200).optional(), ...pageQuery }))
    .output(pageOf(PersonName)),
  explain: reading('viewer', '/segments/{id}/explain', { summary: 'Why a person is in or out', tags: about })
    .input(idParams.extend({ person: id, asOf: moment.optional() }))
    .output(Explanation),
  history: reading('viewer', '/segments/{id}/history', {
    summary: 'Each change that moved the segment, newest first',
    tags: about,
  })
    .input(idParams.extend(pageQuery))
    .output(pageOf(HistoryEntry)),
  sizes: reading('viewer', '/segments/sizes', { summary: 'The size of segments over time', tags: about })
    .input(
      z.object({
        /** Ids with commas between them, at most 100. */
        ids: z
          .string()
          .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8}){0,99}$/, 'Give one to 100 ids, with commas between them.'),
        since: moment.optional(),
        /** The most points of each. */
        points: z.coerce.number<number>().int().min(10).max(2_000).optional(),
      }),
    )
    .output(z.object({ items: z.array(SegmentSizes) })),
  overlap: writing('viewer', 'POST', '/segments/overlap', {
    summary: 'How up to six segments overlap',
    tags: about,
  })
    .input(z.object({ query: z.unknown().optional(), body: z.object({ ids: z.array(id).min(2).max(6) }) }))
    .output(
      z.object({
        segments: z.array(reference.extend({ people: z.number().int() })),
        parts: z.array(
          z.object({
            ids: z.array(z.number().int()),
            people: z.number().int(),
            /** These people as a filter: `in segment A and not in segment B`. */
            where: z.string(),
          }),
        ),
      }),
    ),
}
