import type { BoundRule } from '../src/segments/rule/rule.ts'

/**
 * The same question in SQL over `person_tag (person_id, tag_id)`: a condition on `p.id`. Knows the operators that name tags,
 * which is what the bench asks.
 */
export function ruleSql(rule: BoundRule): string {
  if ('all' in rule) return joined(rule.all, ' and ')
  if ('any' in rule) return joined(rule.any, ' or ')
  if ('none' in rule) return `not ${joined(rule.none, ' or ')}`
  if ('segmentId' in rule || (rule.op !== 'is' && rule.op !== 'isNot'))
    throw new Error('The bench asks is and isNot only.')
  const tags = (rule.tagIds ?? []).join(', ')
  return `${rule.op === 'isNot' ? 'not ' : ''}exists (select 1 from person_tag t where t.person_id = p.id and t.tag_id in (${tags}))`
}

const joined = (rules: readonly BoundRule[], by: string) => `(${rules.map(ruleSql).join(by)})`
