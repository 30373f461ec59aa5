import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aWorldPerson, aWorldRule, TODAY, world, worldRows } from '../../test/arbitraries.ts'
import { bind } from '../segments/rule/bind.ts'
import { dictionaryOf } from '../segments/rule/dictionaryOf.ts'
import { matches } from '../segments/rule/matches.ts'
import { references } from '../segments/rule/references.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import { replaceTag } from './replaceTag.ts'

const sales = { id: 1, keyId: 10 }
const selling = { id: 2, keyId: 10 }
const trade = { id: 3, keyId: 20 }

test.each<[string, BoundRule, typeof sales, BoundRule]>([
  ['alone', { keyId: 10, op: 'is', tagIds: [1] }, selling, { keyId: 10, op: 'is', tagIds: [2] }],
  [
    'beside others',
    { keyId: 10, op: 'is', tagIds: [5, 1] },
    selling,
    { keyId: 10, op: 'is', tagIds: [5, 2] },
  ],
  [
    'beside the other itself',
    { keyId: 10, op: 'hasAll', tagIds: [2, 1] },
    selling,
    { keyId: 10, op: 'hasAll', tagIds: [2] },
  ],
  [
    'alone, by another key',
    { keyId: 10, op: 'isNot', tagIds: [1] },
    trade,
    { keyId: 20, op: 'isNot', tagIds: [3] },
  ],
  [
    'is, by another key',
    { keyId: 10, op: 'is', tagIds: [1, 5] },
    trade,
    {
      any: [
        { keyId: 10, op: 'is', tagIds: [5] },
        { keyId: 20, op: 'is', tagIds: [3] },
      ],
    },
  ],
  [
    'has all, by another key, in an all',
    { all: [{ keyId: 10, op: 'hasAll', tagIds: [1, 5] }, { segmentId: 7 }] },
    trade,
    {
      all: [
        { keyId: 10, op: 'hasAll', tagIds: [5] },
        { keyId: 20, op: 'hasAll', tagIds: [3] },
        { segmentId: 7 },
      ],
    },
  ],
  [
    'is, by another key, in a none',
    { none: [{ keyId: 10, op: 'is', tagIds: [1, 5] }] },
    trade,
    {
      none: [
        { keyId: 10, op: 'is', tagIds: [5] },
        { keyId: 20, op: 'is', tagIds: [3] },
      ],
    },
  ],
  ['not named', { keyId: 10, op: 'is', tagIds: [5] }, trade, { keyId: 10, op: 'is', tagIds: [5] }],
])('a tag is replaced: %s', (_, rule, to, expected) => {
  expect(replaceTag(rule, sales, to)).toEqual(expected)
})

test('the rule means afterwards what it meant with both tags being one', () => {
  const tag = fc.constantFrom(...worldRows.tags)
  fc.assert(
    fc.property(aWorldRule, tag, tag, aWorldPerson, (rule, from, to, person) => {
      fc.pre(from.id !== to.id)
      const read = bind(rule, world)
      if ('problems' in read) throw new Error(read.problems[0]?.message)
      // Conditions that read a whole key see the values that are left.
      const dictionary = dictionaryOf({
        ...worldRows,
        tags: worldRows.tags.filter(each => each.id !== from.id),
      })
      const context = { dictionary, today: TODAY, inSegment: () => false }
      // With both being one tag, whoever holds the one holds the other, under either name.
      const holdsEither = person.has(from.id) || person.has(to.id)
      const both = new Set(holdsEither ? [...person, from.id, to.id] : person)
      const merged = new Set(holdsEither ? [...person, to.id] : person)
      merged.delete(from.id)
      const after = replaceTag(read.bound, from, to)
      expect(references(after).tags).not.toContain(from.id)
      expect(matches(after, merged, context)).toBe(matches(read.bound, both, context))
    }),
    { numRuns: 500 },
  )
})
