import { type Draft, dictionaryOfDraft } from '../changes/draft.ts'
import { Conflict } from '../errors.ts'
import { readRule } from '../segments/rule/readRule.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import { unbind } from '../segments/rule/unbind.ts'
import { fold } from './fold.ts'

/** Gives a segment the rule that a merge makes of its own; a Conflict where that would be larger than a rule may be. */
export function putRule(draft: Draft, segmentId: number, rule: BoundRule): void {
  const segment = draft.roster.segments.get(segmentId)
  if (!segment) return
  const read = readRule(unbind(rule, dictionaryOfDraft(draft)))
  if ('problems' in read) {
    throw new Conflict(
      `With both tags in it, the rule of “${segment.name}” would be too large: ${read.problems[0]?.message ?? ''} Change that rule first.`,
      { dependents: [{ kind: 'segment', id: segmentId, name: segment.name }] },
    )
  }
  const row = (ruleNow: BoundRule, updated_at: number) => ({
    id: segmentId,
    name: segment.name,
    name_fold: fold(segment.name),
    description: segment.description,
    rule: JSON.stringify(ruleNow),
    updated_at,
  })
  draft.segments.set(segmentId, {
    before: row(segment.rule, segment.updatedAt),
    after: row(rule, draft.now),
  })
}
