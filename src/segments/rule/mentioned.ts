import { type BoundRule, groupOf } from './rule.ts'

export type Mentioned = { keys: Set<number>; tags: Set<number>; segments: Set<number> }

/** Every key, tag and segment a rule names: for looking up what they are called. `references` is what it depends on. */
export function mentioned(rules: Iterable<BoundRule>): Mentioned {
  const found: Mentioned = { keys: new Set(), tags: new Set(), segments: new Set() }
  const look = (rule: BoundRule): void => {
    const group = groupOf(rule)
    if (group) group.rules.forEach(look)
    else if ('segmentId' in rule) found.segments.add(rule.segmentId)
    else if ('keyId' in rule) {
      found.keys.add(rule.keyId)
      for (const id of rule.tagIds ?? []) found.tags.add(id)
    }
  }
  for (const rule of rules) look(rule)
  return found
}
