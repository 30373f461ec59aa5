import { describe, expect, test } from 'vitest'
import { TODAY, world } from '../../../test/arbitraries.ts'
import { bind } from './bind.ts'
import { resolve } from './resolve.ts'
import type { Condition } from './rule.ts'

function meant(condition: Condition) {
  const answer = bind(condition, world)
  if ('problems' in answer || !('keyId' in answer.bound)) throw new Error(JSON.stringify(answer))
  const { tagIds, ...how } = resolve(answer.bound, world, { today: TODAY })
  return { values: tagIds.map(id => world.tagById(id)?.value), ...how }
}

// Today is 2024-05-31. “2024-02-30” and “soon” are no days, “1,000”, “1e3”, “+4” and “n/a” no numbers.
const DAYS = ['2024-02-29', '2023-05-31', '2024-05-31', '2024-05-30T23:59', '2024-06-15 08:00', '2025-05-31']
const ALL_GRADES = ['-3', '0', '2.5', '7', '12', '1,000', '1e3', 'n/a', '+4']

describe('a condition is some tags of its key', () => {
  test.each<[Condition['key'], Condition['op'], string[] | undefined, string[]]>([
    ['Department', 'is', ['IT', 'sales'], ['IT', 'Sales']],
    ['Grade', 'exists', undefined, ALL_GRADES],
    ['Department', 'contains', ['SAL', 'keting'], ['Sales', 'Marketing', 'Sales Support']],
    ['Department', 'contains', ['éc'], ['ÉCOLE']],
    ['Department', 'startsWith', ['s'], ['Sales', 'Sales Support']],
    ['Department', 'endsWith', ['T '], ['IT', 'Sales Support']],
    ['Hire Date', 'before', ['2024-02-29'], ['2023-05-31']],
    ['Hire Date', 'onOrBefore', ['2024-02-29T10:00'], ['2024-02-29', '2023-05-31']],
    ['Hire Date', 'after', ['2024-06-15'], ['2025-05-31']],
    ['Hire Date', 'onOrAfter', ['2024-06-15'], ['2024-06-15 08:00', '2025-05-31']],
    ['Hire Date', 'between', ['2024-05-30', '2024-05-31'], ['2024-05-31', '2024-05-30T23:59']],
    ['Hire Date', 'withinLast', ['0 days'], ['2024-05-31']],
    ['Hire Date', 'withinLast', ['1 day'], ['2024-05-31', '2024-05-30T23:59']],
    ['Hire Date', 'withinLast', ['3 months'], ['2024-02-29', '2024-05-31', '2024-05-30T23:59']],
    ['Hire Date', 'withinLast', ['1 year'], ['2024-02-29', '2023-05-31', '2024-05-31', '2024-05-30T23:59']],
    ['Hire Date', 'withinNext', ['15 days'], ['2024-05-31', '2024-06-15 08:00']],
    ['Hire Date', 'withinNext', ['2 weeks'], ['2024-05-31']],
    ['Hire Date', 'withinNext', ['99999 years'], ['2024-05-31', '2024-06-15 08:00', '2025-05-31']],
    ['Hire Date', 'onOrAfter', ['0001-01-01'], DAYS],
    ['Hire Date', 'gte', ['0'], []],
    ['Grade', 'before', ['2024-01-01'], []],
    ['Grade', 'lt', ['2.5'], ['-3', '0']],
    ['Grade', 'lte', ['2.50'], ['-3', '0', '2.5']],
    ['Grade', 'gt', ['7'], ['12']],
    ['Grade', 'gte', ['-99'], ['-3', '0', '2.5', '7', '12']],
    ['Grade', 'between', ['-3', '7'], ['-3', '0', '2.5', '7']],
  ])('%s %s %j', (key, op, values, expected) => {
    expect(meant({ key, op, values })).toEqual({ values: expected, negate: false, every: false })
  })

  test('hasAll means each of its tags', () => {
    expect(meant({ key: 'Skill', op: 'hasAll', values: ['Forklift', 'or'] })).toEqual({
      values: ['Forklift', 'or'],
      negate: false,
      every: true,
    })
  })

  test.each<[Condition, string[]]>([
    [{ key: 'Department', op: 'isNot', values: ['Sales'] }, ['Sales']],
    [{ key: 'Grade', op: 'missing' }, ALL_GRADES],
    [{ key: 'Hire Date', op: 'notWithinLast', values: ['1 day'] }, ['2024-05-31', '2024-05-30T23:59']],
  ])('%j means none of its tags', (condition, values) => {
    expect(meant(condition)).toEqual({ values, negate: true, every: false })
  })
})
