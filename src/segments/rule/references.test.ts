import { expect, test } from 'vitest'
import { reachesUntagged, references } from './references.ts'
import { type BoundRule, OPERATOR_NAMES, OPERATORS } from './rule.ts'

test('a rule refers to the tags it names, the keys it reads as a whole and the segments beside it', () => {
  const bound: BoundRule = {
    all: [
      { keyId: 1, op: 'is', tagIds: [10, 11] },
      {
        any: [
          { keyId: 1, op: 'isNot', tagIds: [12] },
          { keyId: 2, op: 'exists' },
        ],
      },
      { none: [{ keyId: 3, op: 'withinLast', values: ['1 day'] }, { segmentId: 5 }] },
    ],
  }
  expect(references(bound)).toStrictEqual({
    keys: new Set([2, 3]),
    tags: new Set([10, 11, 12]),
    segments: new Set([5]),
    relative: true,
  })
})

test('every operator refers to tags or to its key, never to both', () => {
  for (const op of OPERATOR_NAMES) {
    const isOfTags = OPERATORS[op].takes === 'tags'
    const { keys, tags } = references({ keyId: 1, op, ...(isOfTags ? { tagIds: [10] } : { values: [] }) })
    expect([keys.size, tags.size], op).toEqual(isOfTags ? [0, 1] : [1, 0])
  }
})

test('only the operators that count from today depend on the day', () => {
  const relative = OPERATOR_NAMES.filter(op => references({ keyId: 1, op, values: [] }).relative)
  expect(relative).toEqual(['withinLast', 'withinNext', 'notWithinLast'])
})

test('what reaches people without tags is said through groups and segments', () => {
  const missing: BoundRule = { keyId: 1, op: 'missing' }
  const exists: BoundRule = { keyId: 1, op: 'exists' }
  const reaches = (bound: BoundRule) => reachesUntagged(bound, id => id === 1)
  expect(reaches({ all: [missing, { none: [exists] }] })).toBe(true)
  expect(reaches({ all: [missing, exists] })).toBe(false)
  expect(reaches({ any: [exists, { segmentId: 1 }] })).toBe(true)
  expect(reaches({ none: [{ segmentId: 1 }] })).toBe(false)
  expect(reaches({ none: [{ segmentId: 2 }] })).toBe(true)
})
