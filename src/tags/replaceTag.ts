import { type BoundCondition, type BoundRule, OPERATORS } from '../segments/rule/rule.ts'

export type TagPlace = { id: number; keyId: number }

/**
 * The rule with one tag named in place of another, meaning exactly what it meant with the two being one. Pure. A
 * condition asks one key, so a tag of another key gets a condition of its own beside it: any of both for `is`, all of both
 * for `isNot` and `hasAll`.
 */
export function replaceTag(rule: BoundRule, from: TagPlace, to: TagPlace): BoundRule {
  const replaced = (each: BoundRule) => replaceTag(each, from, to)
  if ('all' in rule) return { all: rule.all.flatMap(each => dissolved(replaced(each), each, 'all')) }
  if ('any' in rule) return { any: rule.any.flatMap(each => dissolved(replaced(each), each, 'any')) }
  // None of (A or B) is none of A and B.
  if ('none' in rule) return { none: rule.none.flatMap(each => dissolved(replaced(each), each, 'any')) }
  if ('segmentId' in rule || !rule.tagIds?.includes(from.id)) return rule
  const tagIds = rule.tagIds
  if (from.keyId === to.keyId) {
    return { ...rule, tagIds: [...new Set(tagIds.map(id => (id === from.id ? to.id : id)))] }
  }
  const kept = tagIds.filter(id => id !== from.id)
  const own: BoundCondition = { keyId: to.keyId, op: rule.op, tagIds: [to.id] }
  if (kept.length === 0) return own
  const both = [{ ...rule, tagIds: kept }, own]
  return rule.op === 'is' ? { any: both } : { all: both }
}

/** What a condition fell into joins a group of its kind, so that rules do not grow deeper with every merge. */
export function dissolved(now: BoundRule, before: BoundRule, kind: 'all' | 'any'): readonly BoundRule[] {
  const isSplit = 'keyId' in before && OPERATORS[before.op].takes === 'tags'
  if (isSplit && kind === 'all' && 'all' in now) return now.all
  if (isSplit && kind === 'any' && 'any' in now) return now.any
  return [now]
}
