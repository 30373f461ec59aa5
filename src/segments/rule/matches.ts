import { type Resolved, resolve } from './resolve.ts'
import type { BoundCondition, BoundRule, Dictionary } from './rule.ts'

export type MatchContext = {
  dictionary: Dictionary
  /** The workspace's day, `YYYY-MM-DD`. */
  today: string
  /** Whether this person is in another segment. */
  inSegment: (segmentId: number) => boolean
  /** Reads a condition; given by who matches many and keeps what was read. */
  resolve?: (condition: BoundCondition) => Resolved
}

/**
 * Whether a person with these tags is meant by the rule. The plainest evaluator there is, on purpose: bitmaps
 * and SQL are tested against it. For one person at a time; it reads all tags of a key anew for each text,
 * number or date condition.
 */
export function matches(bound: BoundRule, tagIds: ReadonlySet<number>, context: MatchContext): boolean {
  const holds = (rule: BoundRule) => matches(rule, tagIds, context)
  if ('all' in bound) return bound.all.every(holds)
  if ('any' in bound) return bound.any.some(holds)
  if ('none' in bound) return !bound.none.some(holds)
  if ('segmentId' in bound) return context.inSegment(bound.segmentId)
  const meant = context.resolve ? context.resolve(bound) : resolve(bound, context.dictionary, context)
  const has = (id: number) => tagIds.has(id)
  if (meant.every) return meant.tagIds.every(has)
  return meant.tagIds.some(has) !== meant.negate
}
