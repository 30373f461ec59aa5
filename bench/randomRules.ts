import type { Roster } from '../src/roster/roster.ts'
import type { BoundRule } from '../src/segments/rule/rule.ts'
import { skewed } from './people.ts'

/** Rules as people write them: two to five conditions over the workspace's tags, `all` with an `any` and a `none` within. */
export function randomRules(roster: Roster, count: number, random: () => number): BoundRule[] {
  const keys = [...roster.keys.keys()]
    .map(keyId => ({ keyId, tags: [...(roster.tagByFold.get(keyId)?.values() ?? [])] }))
    .filter(({ tags }) => tags.length > 1)
  const condition = (op: 'is' | 'isNot'): BoundRule => {
    const { keyId, tags } = keys[Math.floor(random() * keys.length)] ?? { keyId: 0, tags: [] }
    const values = Array.from(
      { length: 1 + Math.floor(random() * 3) },
      () => tags[skewed(random, tags.length)] ?? 0,
    )
    return { keyId, op, tagIds: [...new Set(values)] }
  }
  return Array.from({ length: count }, () => ({
    all: [
      condition('is'),
      { any: [condition('is'), condition('is')] },
      random() < 0.5 ? { none: [condition('is')] } : condition('isNot'),
    ],
  }))
}
