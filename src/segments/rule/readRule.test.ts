import { describe, expect, test } from 'vitest'
import { readRule } from './readRule.ts'

const LEAF = { key: 'A', op: 'is', values: ['1'] }

function problems(input: unknown) {
  const answer = readRule(input)
  return 'problems' in answer ? answer.problems : []
}

describe('readRule', () => {
  test('answers a copy that holds nothing but the rule', () => {
    const input = { all: [LEAF, { none: [{ segment: 3 }] }, { key: 'B', op: 'exists', values: [] }] }
    const answer = readRule(input)
    expect(answer).toStrictEqual({
      rule: { all: [LEAF, { none: [{ segment: 3 }] }, { key: 'B', op: 'exists' }] },
    })
    expect('rule' in answer && answer.rule).not.toBe(input)
  })

  test.each<[string, unknown, string, RegExp]>([
    ['nothing', null, '', /A rule is an object.*this is null/],
    ['a list', [LEAF], '', /this is a list/],
    ['an empty object', {}, '', /Say what this asks/],
    ['an empty rule', { all: [] }, '', /A segment needs at least one tag/],
    ['an empty group', { all: [LEAF, { any: [] }] }, 'all[1]', /This group is empty/],
    ['two groups in one', { all: [LEAF], any: [LEAF] }, '', /“all” or “any”, not both/],
    ['a group that is no list', { all: LEAF }, 'all', /takes a list of rules; this is an object/],
    ['a group with more in it', { all: [LEAF], key: 'A' }, 'key', /“key” is no part of a group/],
    ['a condition with more in it', { ...LEAF, note: 1 }, 'note', /“note” is no part of a condition/],
    [
      'an inherited name',
      JSON.parse('{"__proto__": 1, "segment": 1}'),
      '__proto__',
      /no part of a reference/,
    ],
    ['a missing operator', { key: 'A' }, 'op', /The operator is missing. Use one of is, isNot/],
    ['an unknown operator', { key: 'A', op: 'constructor' }, 'op', /“constructor” is no operator/],
    ['a missing key', { op: 'exists' }, 'key', /name of a tag key/],
    ['a blank key', { ...LEAF, key: ' \u00a0' }, 'key', /name of a tag key/],
    ['no values', { key: 'A', op: 'is', values: [] }, 'values', /“is” needs a value/],
    ['absent values', { key: 'A', op: 'is' }, 'values', /“is” needs a value/],
    ['values that are no list', { ...LEAF, values: 'x' }, 'values', /a list of texts; this is a text/],
    [
      'a value that is a number',
      { any: [{ ...LEAF, values: ['a', 7] }] },
      'any[0].values[1]',
      /this is a number/,
    ],
    ['a blank value', { ...LEAF, values: ['a', ''] }, 'values[1]', /may not be blank/],
    ['a value too many', { key: 'A', op: 'lt', values: ['1', '2'] }, 'values', /takes one value; this has 2/],
    ['a value where none belongs', { key: 'A', op: 'exists', values: ['1'] }, 'values', /takes no value/],
    ['a value too few', { key: 'A', op: 'between', values: ['1'] }, 'values', /takes two values/],
    ['a word for a number', { key: 'A', op: 'gt', values: ['1e3'] }, 'values[0]', /write a number like 7/],
    ['a day that is none', { key: 'A', op: 'before', values: ['2023-02-29'] }, 'values[0]', /write a date/],
    [
      'a number and a date',
      { key: 'A', op: 'between', values: ['1', '2024-01-01'] },
      'values',
      /not one of each/,
    ],
    [
      'bounds the wrong way',
      { key: 'A', op: 'between', values: ['9', '10.5'].reverse() },
      'values',
      /lower value first/,
    ],
    ['segment zero', { segment: 0 }, 'segment', /name or the id/],
    ['a blank segment', { segment: '' }, 'segment', /name or the id/],
    [
      'too many values',
      { ...LEAF, values: Array(5_001).fill('x') },
      'values',
      /5,000 values; this has 5,001/,
    ],
    ['too many rules', { any: Array(2_000).fill(LEAF) }, 'any[1999]', /2,000 conditions and groups/],
    ['far too many rules', { any: Array(1_000_000).fill(LEAF) }, 'any', /2,000 conditions and groups/],
  ])('refuses %s', (_, input, path, message) => {
    expect(problems(input)).toMatchObject([{ path, message: expect.stringMatching(message) }])
  })

  test.each([
    [{ key: 'A', op: 'isnot', values: ['1'] }, 'isNot'],
    [{ key: 'A', op: 'containz', values: ['1'] }, 'contains'],
    [{ ...LEAF, value: '1' }, 'values'],
    [{ segmnet: 1 }, 'segment'],
  ])('%j: names what was probably meant', (input, suggestion) => {
    expect(problems(input)).toMatchObject([{ suggestion }])
  })

  test('tells all problems, in the order they are read', () => {
    const input = { all: [{ key: '', op: 'exists' }, { any: [{ key: 'A', op: 'lt', values: ['x'] }] }, 7] }
    expect(problems(input).map(problem => problem.path)).toEqual([
      'all[0].key',
      'all[1].any[0].values[0]',
      'all[2]',
    ])
  })

  test('stops counting problems at a hundred', () => {
    expect(problems({ ...LEAF, values: Array(5_000).fill(1) })).toHaveLength(100)
    expect(problems({ all: Array(1_999).fill(1) })).toHaveLength(100)
    expect(problems({ ...LEAF, ...Object.fromEntries(Array(9_999).entries()) })).toHaveLength(0)
    expect(problems({ ...LEAF, ...Object.fromEntries(Array(9_999).fill(1).entries()) })).toHaveLength(100)
  })

  test('a rule a million deep, or one that holds itself, gets a sentence', () => {
    let deep: unknown = LEAF
    for (let level = 0; level < 1_000_000; level++) deep = { none: [deep] }
    expect(problems(deep)).toMatchObject([{ message: expect.stringMatching(/32 levels deep/) }])
    const rules: unknown[] = [LEAF]
    const endless = { any: rules }
    rules.push(endless)
    expect(problems(endless)[0]).toMatchObject({ message: expect.stringMatching(/32 levels deep/) })
  })

  test('the deepest rule allowed is read', () => {
    let rule: unknown = LEAF
    for (let level = 0; level < 31; level++) rule = { none: [rule] }
    expect(readRule(rule)).toStrictEqual({ rule })
    expect(readRule({ all: [rule] })).toHaveProperty('problems')
  })
})
