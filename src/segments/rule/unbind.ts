import type { BoundCondition, BoundRule, Condition, Rule } from './rule.ts'

/** What things are, or were, called. */
export type Names = {
  keyById(id: number): { name: string } | undefined
  tagById(id: number): { value: string } | undefined
  segmentById(id: number): { name: string } | undefined
}

/**
 * The rule by name again, everything spelt as it is now; segments by name. What has gone since (in an old
 * version of a rule, shown in history) appears as `deleted key #7`, `deleted tag #7` or the bare segment id:
 * such a rule can be shown but `bind` refuses it.
 */
export function unbind(bound: BoundRule, dictionary: Names): Rule {
  if ('all' in bound) return { all: bound.all.map(rule => unbind(rule, dictionary)) }
  if ('any' in bound) return { any: bound.any.map(rule => unbind(rule, dictionary)) }
  if ('none' in bound) return { none: bound.none.map(rule => unbind(rule, dictionary)) }
  if ('segmentId' in bound) {
    return { segment: dictionary.segmentById(bound.segmentId)?.name ?? bound.segmentId }
  }
  return unbindCondition(bound, dictionary)
}

function unbindCondition({ keyId, op, tagIds, values }: BoundCondition, dictionary: Names): Condition {
  const key = dictionary.keyById(keyId)?.name ?? `deleted key #${keyId}`
  if (tagIds) {
    return { key, op, values: tagIds.map(id => dictionary.tagById(id)?.value ?? `deleted tag #${id}`) }
  }
  return values ? { key, op, values } : { key, op }
}
