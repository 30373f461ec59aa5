import { describe, expect, test } from 'vitest'
import { world } from '../../../test/arbitraries.ts'
import { bind, namesTag } from './bind.ts'
import { dictionaryOf } from './dictionaryOf.ts'
import { NEEDS_TAG, type Rule } from './rule.ts'
import { unbind } from './unbind.ts'

describe('bind', () => {
  test('names become ids, whatever their case and spacing; literals stay', () => {
    const rule: Rule = {
      all: [
        { key: ' DEPARTMENT', op: 'is', values: ['sales', 'Sales ', 'Marketing'] },
        { key: 'hire  date', op: 'withinLast', values: ['90 days'] },
        { key: 'Skill', op: 'exists' },
        { none: [{ segment: 'dallas sales people' }, { segment: 2 }] },
      ],
    }
    expect(bind(rule, world)).toStrictEqual({
      bound: {
        all: [
          { keyId: 1, op: 'is', tagIds: [100, 101] },
          { keyId: 5, op: 'withinLast', values: ['90 days'] },
          { keyId: 3, op: 'exists' },
          { none: [{ segmentId: 1 }, { segmentId: 2 }] },
        ],
      },
    })
  })

  test('tells every unknown name at once, with what it probably was', () => {
    const rule: Rule = {
      any: [
        { key: 'Departmnet', op: 'exists' },
        { none: [{ key: 'Location', op: 'is', values: ['Dallas', 'Bostn', 'Rome'] }] },
        { segment: 'Dallas Sale People' },
        { segment: 9 },
      ],
    }
    expect(bind(rule, world)).toStrictEqual({
      problems: [
        {
          path: 'any[0].key',
          message: 'There is no tag key “Departmnet”. Did you mean “Department”?',
          suggestion: 'Department',
        },
        {
          path: 'any[1].none[0].values[1]',
          message: 'There is no tag “Location: Bostn”. Did you mean “Boston”?',
          suggestion: 'Boston',
        },
        { path: 'any[1].none[0].values[2]', message: 'There is no tag “Location: Rome”.' },
        {
          path: 'any[2].segment',
          message: 'There is no segment “Dallas Sale People”. Did you mean “Dallas Sales People”?',
          suggestion: 'Dallas Sales People',
        },
        { path: 'any[3].segment', message: 'There is no segment with the id 9.' },
      ],
    })
  })

  test.each<Rule>([{ all: [] }, { none: [{ any: [] }, { all: [{ none: [] }] }] }])(
    'refuses a rule that names no tag: %j',
    rule => {
      expect(namesTag(rule)).toBe(false)
      expect(bind(rule, world)).toStrictEqual({ problems: [{ path: '', message: NEEDS_TAG }] })
    },
  )

  test('refuses an empty group beside others, and values that cannot be read', () => {
    const rule: Rule = { all: [{ segment: 1 }, { any: [] }, { key: 'Grade', op: 'lt', values: ['low'] }] }
    expect(namesTag(rule)).toBe(true)
    expect(bind(rule, world)).toMatchObject({
      problems: [{ path: 'all[1].any' }, { path: 'all[2].values[0]' }],
    })
  })

  test('of thousands of unknown values the first hundred are told, the first ten with a near name', () => {
    const values = Array.from({ length: 5_000 }, (_, index) => `Bosto${index}`)
    const answer = bind({ key: 'Location', op: 'is', values }, world)
    const problems = 'problems' in answer ? answer.problems : []
    expect(problems).toHaveLength(100)
    expect(problems.filter(problem => problem.suggestion)).toEqual(problems.slice(0, 10))
  })
})

describe('unbind', () => {
  test('spells everything as it is now', () => {
    const renamed = dictionaryOf({
      keys: [{ id: 1, name: 'Team' }],
      tags: [{ id: 100, keyId: 1, value: 'Selling' }],
      segments: [{ id: 1, name: 'Texans' }],
    })
    const bound = { any: [{ keyId: 1, op: 'is' as const, tagIds: [100] }, { segmentId: 1 }] }
    expect(unbind(bound, renamed)).toStrictEqual({
      any: [{ key: 'Team', op: 'is', values: ['Selling'] }, { segment: 'Texans' }],
    })
  })

  test('what has gone is shown as such, and bind refuses it', () => {
    const bound = {
      all: [
        { keyId: 1, op: 'is' as const, tagIds: [1] },
        { keyId: 99, op: 'exists' as const },
        { segmentId: 7 },
      ],
    }
    const rule = unbind(bound, world)
    expect(rule).toStrictEqual({
      all: [
        { key: 'Department', op: 'is', values: ['deleted tag #1'] },
        { key: 'deleted key #99', op: 'exists' },
        { segment: 7 },
      ],
    })
    const answer = bind(rule, world)
    expect('problems' in answer && answer.problems).toHaveLength(3)
  })
})
