import type { IdlePart } from './findIdle.ts'
import { type BoundCondition, type BoundRule, groupOf } from './rule.ts'

/** The rule without its idle parts. */
export function pruneRule(rule: BoundRule, idle: readonly IdlePart[]): BoundRule {
  const whole = new Set<string>()
  const tags = new Map<string, Set<number>>()
  for (const { part } of idle) {
    if (!part.tagIds) whole.add(part.path)
    else tags.set(part.path, new Set([...(tags.get(part.path) ?? []), ...part.tagIds]))
  }
  return prune(rule, '', { whole, tags })
}

type Gone = { whole: ReadonlySet<string>; tags: ReadonlyMap<string, ReadonlySet<number>> }

function prune(rule: BoundRule, path: string, gone: Gone): BoundRule {
  const group = groupOf(rule)
  if (!group) return 'keyId' in rule ? pruneCondition(rule, gone.tags.get(path)) : rule
  const inside = path === '' ? group.kind : `${path}.${group.kind}`
  const rules = group.rules.flatMap((part, at) => {
    const place = `${inside}[${at}]`
    return gone.whole.has(place) ? [] : [prune(part, place, gone)]
  })
  return { all: { all: rules }, any: { any: rules }, none: { none: rules } }[group.kind]
}

function pruneCondition(condition: BoundCondition, gone: ReadonlySet<number> | undefined): BoundCondition {
  if (!gone || !condition.tagIds) return condition
  return { ...condition, tagIds: condition.tagIds.filter(id => !gone.has(id)) }
}
