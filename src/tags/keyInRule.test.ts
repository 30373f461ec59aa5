import { describe, expect, test } from 'vitest'
import type { BoundRule } from '../segments/rule/rule.ts'
import { keyInRule, tagsInTheirKeys } from './keyInRule.ts'

const FROM = 1
const INTO = 2
const is = (keyId: number, ...tagIds: number[]): BoundRule => ({ keyId, op: 'is', tagIds })
const isNot = (keyId: number, ...tagIds: number[]): BoundRule => ({ keyId, op: 'isNot', tagIds })
const exists = (keyId: number): BoundRule => ({ keyId, op: 'exists' })

describe('a rule after its key became another', () => {
  const cases: [name: string, before: BoundRule, after: BoundRule][] = [
    ['asks for a tag that moved', is(FROM, 10), is(INTO, 10)],
    ['asks for the equal tag of the other key, once', is(FROM, 11, 21, 10), is(INTO, 21, 10)],
    ['reads the values of the other key', exists(FROM), exists(INTO)],
    ['is left alone where it asks another key', is(3, 30), is(3, 30)],
    [
      'loses what it would say twice',
      { all: [exists(FROM), is(3, 30), exists(INTO)] },
      { all: [exists(INTO), is(3, 30)] },
    ],
    ['is a condition again when one is left of a group', { any: [exists(FROM), exists(INTO)] }, exists(INTO)],
    ['stays a denial', { none: [exists(FROM), exists(INTO)] }, { none: [exists(INTO)] }],
    [
      'keeps what it said twice of another key',
      { all: [is(3, 30), is(3, 30)] },
      { all: [is(3, 30), is(3, 30)] },
    ],
  ]
  test.each(cases)('%s', (_, before, after) => {
    expect(keyInRule(before, FROM, INTO, new Map([[11, 21]]))).toEqual(after)
  })
})

describe('a rule whose tags have moved', () => {
  const keyOf = (tag: number) => (tag === 99 ? undefined : Math.floor(tag / 10))
  const cases: [name: string, before: BoundRule, after: BoundRule][] = [
    ['asks for them under their key', is(1, 20, 21), is(2, 20, 21)],
    ['is split where they are of several: any of both', is(1, 10, 20), { any: [is(1, 10), is(2, 20)] }],
    [
      'is split where they are of several: none of both',
      isNot(1, 10, 20),
      { all: [isNot(1, 10), isNot(2, 20)] },
    ],
    [
      'takes the parts into a group of their kind',
      { any: [is(1, 10, 20), is(3, 30)] },
      { any: [is(1, 10), is(2, 20), is(3, 30)] },
    ],
    ['takes the parts into a denial', { none: [is(1, 10, 20)] }, { none: [is(1, 10), is(2, 20)] }],
    ['keeps a tag that is gone where it was', is(1, 99), is(1, 99)],
  ]
  test.each(cases)('%s', (_, before, after) => {
    expect(tagsInTheirKeys(before, keyOf)).toEqual(after)
  })

  test('is the very same where all are in their place', () => {
    const rule: BoundRule = { all: [is(1, 10), { none: [is(2, 20), exists(1)] }, { segmentId: 4 }] }
    expect(tagsInTheirKeys(rule, keyOf)).toBe(rule)
  })
})
