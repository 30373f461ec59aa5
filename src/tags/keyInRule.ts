import type { BoundCondition, BoundRule } from '../segments/rule/rule.ts'
import { dissolved } from './replaceTag.ts'

/**
 * The rule after one key has become another: conditions ask the other key, and tags that were `joined` with an equal one
 * are asked for by that. Pure. Conditions that become equal to one beside them say nothing more and are left out.
 */
export function keyInRule(
  rule: BoundRule,
  from: number,
  into: number,
  joined: ReadonlyMap<number, number>,
): BoundRule {
  const rewriteAll = (rules: readonly BoundRule[]) => {
    const now = rules.map(each => keyInRule(each, from, into, joined))
    return now.some((each, index) => each !== rules[index]) ? withoutRepeats(now) : null
  }
  if ('all' in rule) return wrap(rule, rewriteAll(rule.all), all => only(rule.all, all) ?? { all })
  if ('any' in rule) return wrap(rule, rewriteAll(rule.any), any => only(rule.any, any) ?? { any })
  if ('none' in rule) return wrap(rule, rewriteAll(rule.none), none => ({ none }))
  if ('segmentId' in rule || rule.keyId !== from) return rule
  if (!rule.tagIds) return { ...rule, keyId: into }
  return { ...rule, keyId: into, tagIds: [...new Set(rule.tagIds.map(id => joined.get(id) ?? id))] }
}

function wrap(
  rule: BoundRule,
  rules: readonly BoundRule[] | null,
  make: (rules: readonly BoundRule[]) => BoundRule,
): BoundRule {
  return rules ? make(rules) : rule
}

/** What is left of a group that had more. */
function only(before: readonly BoundRule[], now: readonly BoundRule[]): BoundRule | undefined {
  return before.length > 1 && now.length === 1 ? now[0] : undefined
}

function withoutRepeats(rules: readonly BoundRule[]): BoundRule[] {
  return [...new Map(rules.map(each => [JSON.stringify(each), each])).values()]
}

/**
 * The rule with every tag asked for under the key it has now, meaning exactly the same: tags are what decides, and a tag
 * moves with its key when keys are merged or a merge is undone. Pure; the rule itself where all are in their place.
 */
export function tagsInTheirKeys(rule: BoundRule, keyOf: (tagId: number) => number | undefined): BoundRule {
  const place = (each: BoundRule) => tagsInTheirKeys(each, keyOf)
  const placeAll = (rules: readonly BoundRule[], kind: 'all' | 'any') => {
    const now = rules.map(place)
    if (now.every((each, index) => each === rules[index])) return null
    return now.flatMap((each, index) => dissolved(each, rules[index] ?? each, kind))
  }
  if ('all' in rule) return wrap(rule, placeAll(rule.all, 'all'), all => ({ all }))
  if ('any' in rule) return wrap(rule, placeAll(rule.any, 'any'), any => ({ any }))
  if ('none' in rule) return wrap(rule, placeAll(rule.none, 'any'), none => ({ none }))
  if ('segmentId' in rule || !rule.tagIds) return rule
  const byKey = [...Map.groupBy(rule.tagIds, id => keyOf(id) ?? rule.keyId)]
  const parts = byKey.map(([keyId, tagIds]): BoundCondition => ({ ...rule, keyId, tagIds }))
  const [only] = parts
  if (only && parts.length === 1) return only.keyId === rule.keyId ? rule : only
  return rule.op === 'is' ? { any: parts } : { all: parts }
}
