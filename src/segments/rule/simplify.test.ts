import { expect, test } from 'vitest'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { simplify } from './simplify.ts'

test.each([
  ['A is 1', 'A is 1'],
  ['A is 1 and (B is 2 and (C is 3 and D is 4))', 'A is 1 and B is 2 and C is 3 and D is 4'],
  ['A is 1 or any (B is 2 or C is 3)', 'A is 1 or B is 2 or C is 3'],
  ['A is 1 and (B is 2 or C is 3)', 'A is 1 and (B is 2 or C is 3)'],
  ['all (any (all (A is 1)))', 'A is 1'],
  ['A is 1 or B is 2 or A is 1', 'A is 1 or B is 2'],
  ['A is 1 and (A is 1 and A is 1)', 'A is 1'],
  ['not not A is 1', 'A is 1'],
  ['not not not A is 1', 'not A is 1'],
  ['not none (A is 1, B is 2)', 'A is 1 or B is 2'],
  ['not (A is 1 or B is 2)', 'none (A is 1, B is 2)'],
  ['not (A is 1 and B is 2)', 'not (A is 1 and B is 2)'],
  ['none (A is 1, A is 1)', 'not A is 1'],
  ['none (not A is 1, B is 2)', 'none (not A is 1, B is 2)'],
])('%s becomes %s', (text, expected) => {
  const answer = parse(text)
  expect('rule' in answer && print(simplify(answer.rule))).toBe(expected)
})

test('the stored form is simplified alike', () => {
  const leaf = { keyId: 1, op: 'exists' as const }
  expect(simplify({ all: [{ any: [leaf] }, { all: [leaf, { segmentId: 2 }] }] })).toEqual({
    all: [leaf, { segmentId: 2 }],
  })
})
