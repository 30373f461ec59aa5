import type { BoundRule } from '../../segments/rule/rule.ts'
import { tagsInTheirKeys } from '../../tags/keyInRule.ts'
import { putRule } from '../../tags/putRule.ts'
import { tagRow } from '../draft.ts'
import { ruleAfter } from './backSegments.ts'
import type { Drawing } from './drawing.ts'
import { sameRow } from './threeWay.ts'

/**
 * A condition asks for its tags under one key. Where tags go back to theirs and a rule has been changed since and stays, or
 * a rule goes back to one of a key that has been merged since, the conditions follow the tags; they mean the same.
 */
export function rulesFollowTags({ draft }: Drawing): void {
  const segments = new Set(draft.segments.keys())
  for (const [tag, { before, after }] of draft.tags)
    if (before && after && before.key_id !== after.key_id)
      for (const id of draft.roster.byTag.get(tag) ?? []) segments.add(id)
  for (const id of segments) {
    const rule = ruleAfter(draft, id)
    const placed = rule && tagsInTheirKeys(rule, tag => tagRow(draft, tag)?.key_id)
    if (placed && placed !== rule) put(id, placed)
  }

  function put(id: number, rule: BoundRule): void {
    const write = draft.segments.get(id)
    if (!write?.after) {
      putRule(draft, id, rule)
      return
    }
    const after = { ...write.after, rule: JSON.stringify(rule) }
    if (write.before && sameRow(write.before, after)) draft.segments.delete(id)
    else draft.segments.set(id, { ...write, after })
  }
}
