import type { BoundRule } from '../src/segments/rule/rule.ts'

/** How a table answers what a condition asks of the person `p`. */
export type Layout = {
  /** Has one of these tags. */
  hasTag(tagIds: readonly number[]): string
  hasKey(keyId: number): string
  ruleOf(segmentId: number): BoundRule
}

/**
 * The same question in SQL: a condition on the person `p`. Knows the operators that name tags and keys, which is what the
 * bench asks; segments a rule refers to are written out in place.
 */
export function ruleSql(rule: BoundRule, layout: Layout): string {
  const joined = (rules: readonly BoundRule[], by: string) =>
    `(${rules.map(each => ruleSql(each, layout)).join(by)})`
  if ('all' in rule) return joined(rule.all, ' and ')
  if ('any' in rule) return joined(rule.any, ' or ')
  if ('none' in rule) return `not ${joined(rule.none, ' or ')}`
  if ('segmentId' in rule) return ruleSql(layout.ruleOf(rule.segmentId), layout)
  if (rule.op === 'exists') return layout.hasKey(rule.keyId)
  if (rule.op === 'is') return layout.hasTag(rule.tagIds ?? [])
  if (rule.op === 'isNot') return `not ${layout.hasTag(rule.tagIds ?? [])}`
  throw new Error(`The bench does not ask ${rule.op}.`)
}

/** One row of `person_tag (person_id, tag_id)` per person and tag; `tagsOfKey` is a condition on `t.tag_id`. */
export function joinTable(tagsOfKey: (keyId: number) => string, ruleOf: Layout['ruleOf']): Layout {
  const exists = (tags: string) => `exists (select 1 from person_tag t where t.person_id = p.id and ${tags})`
  return {
    hasTag: tagIds => exists(`t.tag_id in (${tagIds.join(', ')})`),
    hasKey: keyId => exists(tagsOfKey(keyId)),
    ruleOf,
  }
}
