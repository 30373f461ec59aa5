import { type BoundRule, groupOf, OPERATORS, type Operator } from './rule.ts'

export type References = {
  keys: Set<number>
  tags: Set<number>
  segments: Set<number>
  /** Whether a condition counts from today, so that a new day can change who matches. */
  relative: boolean
}

/**
 * What a rule depends on: `tags` it names (`is`, `isNot`, `hasAll`), `keys` it reads as a whole, whose every
 * new or renamed tag can change its meaning (`exists`, `missing`, text, number and date operators), and
 * `segments` it refers to itself (not those behind them).
 */
export function references(bound: BoundRule): References {
  const found: References = { keys: new Set(), tags: new Set(), segments: new Set(), relative: false }
  collect(bound, found)
  return found
}

function collect(bound: BoundRule, found: References): void {
  const group = groupOf(bound)
  if (group) {
    for (const rule of group.rules) collect(rule, found)
  } else if ('segmentId' in bound) found.segments.add(bound.segmentId)
  else if ('keyId' in bound) {
    if (OPERATORS[bound.op].takes !== 'tags') found.keys.add(bound.keyId)
    if (OPERATORS[bound.op].takes === 'span') found.relative = true
    for (const id of bound.tagIds ?? []) found.tags.add(id)
  }
}

/** Whether an operator holds for a person who has no tag of the key. */
const HOLDS_WITHOUT_TAG = {
  is: false,
  isNot: true,
  hasAll: false,
  exists: false,
  missing: true,
  contains: false,
  startsWith: false,
  endsWith: false,
  before: false,
  after: false,
  onOrBefore: false,
  onOrAfter: false,
  withinLast: false,
  withinNext: false,
  notWithinLast: true,
  lt: false,
  lte: false,
  gt: false,
  gte: false,
  between: false,
} satisfies Record<Operator, boolean>

/**
 * Whether a person with no tags at all would match: then the rule reaches everyone it does not except, new
 * people included, and only a walk over all people finds its members.
 */
export function reachesUntagged(
  bound: BoundRule,
  segmentReachesUntagged: (segmentId: number) => boolean,
): boolean {
  const reaches = (rule: BoundRule) => reachesUntagged(rule, segmentReachesUntagged)
  if ('all' in bound) return bound.all.every(reaches)
  if ('any' in bound) return bound.any.some(reaches)
  if ('none' in bound) return !bound.none.some(reaches)
  if ('segmentId' in bound) return segmentReachesUntagged(bound.segmentId)
  return HOLDS_WITHOUT_TAG[bound.op]
}
