import type { BoundCondition, BoundRule, Condition, Rule, SegmentRef } from './rule.ts'

/** Both forms at once: what is done here never looks into a leaf. */
type Either =
  | { all: readonly Either[] }
  | { any: readonly Either[] }
  | { none: readonly Either[] }
  | Condition
  | SegmentRef
  | BoundCondition
  | { segmentId: number }

/**
 * The same rule with less in it: groups inside a group of their own kind dissolve, groups of one (and none of
 * none) become what they hold, repeated parts are said once. It always means the same, and simplifying twice
 * changes nothing more. Works on both forms of a rule.
 */
export function simplify(rule: Rule): Rule
export function simplify(rule: BoundRule): BoundRule
export function simplify(rule: Either): Either {
  return simplifyNode(rule)
}

function simplifyNode(rule: Either): Either {
  if ('all' in rule) return simplifyAll(rule.all.map(simplifyNode))
  if ('any' in rule) return simplifyAny(rule.any.map(simplifyNode))
  if ('none' in rule) return simplifyNone(rule.none.map(simplifyNode))
  return rule
}

function simplifyAll(parts: readonly Either[]): Either {
  const all = once(parts.flatMap(part => ('all' in part ? part.all : [part])))
  return only(all) ?? { all }
}

function simplifyAny(parts: readonly Either[]): Either {
  const any = once(parts.flatMap(part => ('any' in part ? part.any : [part])))
  return only(any) ?? { any }
}

function simplifyNone(parts: readonly Either[]): Either {
  const none = once(parts.flatMap(part => ('any' in part ? part.any : [part])))
  const sole = only(none)
  return sole && 'none' in sole ? simplifyAny(sole.none) : { none }
}

function only(parts: readonly Either[]): Either | undefined {
  return parts.length === 1 ? parts[0] : undefined
}

function once(parts: readonly Either[]): Either[] {
  return [...new Map(parts.map(part => [JSON.stringify(part), part])).values()]
}
