import { z } from 'zod'
import type { TagOrigin } from '../changes/contract.ts'
import { PersonName } from '../changes/moveContract.ts'

const tag = { key: z.string(), value: z.string() }

/** What a line is: a group, a condition, another segment, or (above the rule) that the person is inactive. */
export const explainedKinds = ['all', 'any', 'none', 'condition', 'segment', 'inactive'] as const

export const Explained: z.ZodType<ExplainedNode> = z.custom<ExplainedNode>()
/** The rule's tree with what each node says of one person, and the tags that decided it. */
export type ExplainedNode = {
  /** The node in words: "All of these", `Department is Sales`, `in segment "Dallas"`. */
  label: string
  kind: (typeof explainedKinds)[number]
  matches: boolean
  because: ExplainedTag[]
  children: ExplainedNode[]
}
/** A tag the person holds, and where they have it from; null when no change of the log gave it. */
export type ExplainedTag = { id: number; key: string; value: string; origin: TagOrigin | null }

/** Changes of one person's tags that would put them in, or out. */
export const Proposal = z.object({
  /** The id is null where there is no such tag yet. */
  add: z.array(z.object({ id: z.number().int().nullable(), ...tag })),
  remove: z.array(z.object({ id: z.number().int(), ...tag })),
  /** Only active people are in segments: an inactive one is to be reactivated, too. */
  reactivate: z.boolean(),
  /** "Add Department: Sales and remove Contract: Intern". */
  sentence: z.string(),
  /** What PATCH /people/{id} takes to do it. */
  patch: z.object({
    status: z.literal('active').optional(),
    tags: z.record(z.string(), z.array(z.string())),
  }),
})
export type Proposal = z.infer<typeof Proposal>

export const Explanation = z.object({
  person: PersonName,
  segment: z.object({ id: z.number().int(), name: z.string() }),
  matches: z.boolean(),
  rule: Explained,
  /** The fewest changes that would put the person in, up to three, fewest first; none for who is in, and in the past. */
  wouldEnter: z.array(Proposal),
  /** As many that would take the person out; none for who is not in, and in the past. */
  wouldLeave: z.array(Proposal),
  /** False when the rule is too large to look through: then there may be other ways, though none shorter than these. */
  isWhole: z.boolean(),
  /** The moment asked for; null means now. */
  asOf: z.string().nullable(),
})
export type Explanation = z.infer<typeof Explanation>
