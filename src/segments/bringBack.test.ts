import { expect, test } from 'vitest'
import { bringBack } from './bringBack.ts'
import type { Gone, GoneTag } from './gone.ts'
import { dictionaryOf } from './rule/dictionaryOf.ts'
import type { BoundRule } from './rule/rule.ts'

/** Team (1) has Red (1) and Blue (2), Site (2) has Lima (3); the segment Dallas is 1. */
const now = dictionaryOf({
  keys: [
    { id: 1, name: 'Team' },
    { id: 2, name: 'Site' },
  ],
  tags: [
    { id: 1, keyId: 1, value: 'Red' },
    { id: 2, keyId: 1, value: 'Blue' },
    { id: 3, keyId: 2, value: 'Lima' },
  ],
  segments: [{ id: 1, name: 'Dallas' }],
})

const goneTag = (id: number, value: string, about: Partial<GoneTag> = {}): [number, GoneTag] => [
  id,
  { id, keyId: 1, key: 'Team', value, deletedIn: id, mergedInto: undefined, ...about },
]
const gone = (parts: Partial<Gone>): Gone => ({
  keys: new Map(),
  tags: new Map(),
  segments: new Map(),
  ...parts,
})
const is = (keyId: number, ...tagIds: number[]): BoundRule => ({ keyId, op: 'is', tagIds })

test('what is there stays as it is, object and all', () => {
  const rule: BoundRule = { all: [is(1, 1, 2), { none: [{ segmentId: 1 }] }, { keyId: 2, op: 'exists' }] }
  const back = bringBack(rule, now, gone({}))
  expect(back).toEqual({ bound: rule, problems: [], notes: [] })
  expect(back.bound).toBe(rule)
})

test('a tag merged into one of another key gets a condition of its own', () => {
  const tags = new Map([goneTag(9, 'Green', { mergedInto: 3 })])
  expect(bringBack(is(1, 1, 9), now, gone({ tags }))).toEqual({
    bound: { any: [is(1, 1), is(2, 3)] },
    problems: [],
    notes: ['The tag “Team: Green” has been merged into “Site: Lima” (change 9): the rule names that.'],
  })
})

test('merges that lead to what was deleted, or round in a circle, are problems', () => {
  const tags = new Map([goneTag(8, 'Olive', { mergedInto: 9 }), goneTag(9, 'Green')])
  expect(bringBack(is(1, 8), now, gone({ tags })).problems).toEqual([
    'It names the tag “Team: Olive”, which became “Team: Green”, which was deleted in change 9.',
  ])
  const circle = new Map([goneTag(8, 'Olive', { mergedInto: 9 }), goneTag(9, 'Green', { mergedInto: 8 })])
  expect(bringBack(is(1, 8), now, gone({ tags: circle })).problems).toHaveLength(1)
})

test('tags that have moved to another key are asked for under that', () => {
  const keys = new Map([[7, { name: 'Office', deletedIn: 5 }]])
  expect(bringBack(is(7, 3), now, gone({ keys }))).toEqual({ bound: is(2, 3), problems: [], notes: [] })
})

test('a key or segment made anew under its name is taken with a note, one that is gone is a problem', () => {
  const keys = new Map([
    [7, { name: 'SITE', deletedIn: 5 }],
    [8, { name: 'Grade', deletedIn: 6 }],
  ])
  const segments = new Map([[5, { name: 'dallas', deletedIn: 4 }]])
  const back = bringBack(
    {
      all: [{ keyId: 7, op: 'exists' }, { segmentId: 5 }, { none: [{ keyId: 8, op: 'lt', values: ['7'] }] }],
    },
    now,
    gone({ keys, segments }),
  )
  expect(back.bound).toMatchObject({
    all: [{ keyId: 2, op: 'exists' }, { segmentId: 1 }, { none: [{ keyId: 8 }] }],
  })
  expect(back.notes).toEqual([
    'The tag key “SITE” was deleted (change 5) and made anew since: the rule reads the new one.',
    'The segment “dallas” was deleted (change 4) and made anew since: the rule names the new one.',
  ])
  expect(back.problems).toEqual(['It reads the tag key “Grade”, which was deleted in change 6.'])
})
