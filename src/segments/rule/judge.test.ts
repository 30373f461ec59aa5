import { describe, expect, test } from 'vitest'
import { TODAY, world } from '../../../test/arbitraries.ts'
import { bind } from './bind.ts'
import { dependsOnDay } from './dependsOnDay.ts'
import { judge, meansSame } from './judge.ts'
import { parse } from './parse.ts'
import type { BoundRule } from './rule.ts'

function bound(text: string): BoundRule {
  const parsed = parse(text, world)
  if ('error' in parsed) throw new Error(parsed.error.message)
  const answer = bind(parsed.rule, world)
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems))
  return answer.bound
}

const segments: Record<number, string> = { 1: 'Location is Dallas and Department is Sales' }
const context = {
  dictionary: world,
  today: TODAY,
  rulesOf: (id: number) => (segments[id] === undefined ? undefined : bound(segments[id])),
}
const judged = (text: string) => judge(bound(text), context)
const idlePaths = (text: string) =>
  judged(text).idle.map(({ part }) =>
    part.tagIds ? `${part.path}: ${part.tagIds.map(id => world.tagById(id)?.value).join()}` : part.path,
  )

describe('never', () => {
  test.each([
    'Department is Sales and not Department is Sales',
    'Department is Sales and Department missing',
    'Department is (Sales, IT) and Department is not Sales and Department is not IT',
    'Skill has all ("First aid", Forklift) and not Skill is Forklift',
    'Department starts with Sal and not Department contains ale and not Department is "Sales Support" and Department is not Sales and Department is not Marketing and not Department starts with sal',
    'Department is Sales and not Department contains sal',
    'Grade > 5 and not Grade >= 5',
    'Grade between 3 and 4 and not Grade between 2 and 5',
    '"Hire Date" after 2024-01-01 and not "Hire Date" on or after 2024-01-02',
    '"Hire Date" within last 30 days and "Hire Date" not within last 8 weeks',
    '"Hire Date" within last 3 months and not "Hire Date" on or before 2024-05-31',
    'in segment "Dallas Sales People" and Department is not Sales',
    'in segment in and not in segment in',
  ])('%s', text => {
    expect(judged(text).verdict).toBe('never')
  })

  test.each([
    // A person may hold several values of a key.
    'Department is Sales and Department is IT',
    'Grade > 5 and Grade < 3',
    '"Hire Date" before 2020-01-01 and "Hire Date" after 2024-01-01',
    // A value may contain a text without beginning with it.
    'Department contains sal and not Department starts with sal',
    'Department starts with s and Department ends with s and not Department contains sal',
    // Between two whole numbers there are others, and “7.0” is not the tag “7”.
    'Grade > 6 and not Grade >= 7',
    'Grade >= 7 and not Grade > 7 and Grade is not 7',
    '"Hire Date" after 2024-01-01 and not "Hire Date" after 2024-01-02',
    '"Hire Date" after 2024-01-01 and not "Hire Date" contains "2024" and not "Hire Date" contains "2025"',
    '"Hire Date" within last 1 month and not "Hire Date" within last 30 days',
    'Department exists and Department is not (Sales, Marketing, IT, "Sales Support", ÉCOLE)',
    'in segment "Dallas Sales People" and not in segment in',
  ])('but not: %s', text => {
    expect(judged(text).verdict).toBe('open')
  })

  test('what does not take part in the contradiction is told apart from what does', () => {
    expect(
      idlePaths(
        'Location is Dallas and Department is Sales and (Grade > 3 or Skill exists) and Department missing',
      ),
    ).toEqual(['all[0]', 'all[2]'])
  })
})

describe('always', () => {
  test.each([
    'Department is Sales or Department is not Sales',
    'Department exists or Department missing',
    'not (Grade > 5 and Grade missing)',
    'in segment "Dallas Sales People" or Department is not Sales or Location is not Dallas',
  ])('%s', text => {
    expect(judged(text).verdict).toBe('always')
  })

  test('but not: one of several values, or none', () => {
    expect(judged('Department is not Sales or Department is not IT').verdict).toBe('open')
    expect(judged('Grade <= 5 or Grade > 5').verdict).toBe('open')
  })
})

describe('a part that cannot matter', () => {
  test.each([
    ['Department is Sales and Department exists', ['all[1]']],
    ['Department is Sales and Department is Sales', ['all[1]']],
    ['Department is Sales or Department is (Sales, IT)', ['any[0]']],
    ['Department is Sales and (Department is Sales or Location is Dallas)', ['all[1]']],
    [
      'Department is Sales and (Department is IT or Location is Dallas or Department is not Sales)',
      ['all[1].any[2]'],
    ],
    ['Department is (Sales, IT) and Department is not IT', ['all[0]: IT']],
    ['Skill has all ("First aid", Forklift) and Skill is Forklift', ['all[1]']],
    ['Grade > 3 and Grade > 5', ['all[0]']],
    ['Grade > 5 and Department is not (Sales, IT) and not Department is IT', ['all[2]']],
    ['Location is Dallas and in segment "Dallas Sales People"', ['all[0]']],
    ['Location is Dallas or not (Grade > 5 and Grade missing and Skill exists)', ['any[1].none[0].all[2]']],
  ])('%s', (text, paths) => {
    if (text.startsWith('Location is Dallas or not')) expect(judged(text).verdict).toBe('always')
    expect(idlePaths(text)).toEqual(expect.arrayContaining(paths))
  })

  test('says which neighbour makes it idle', () => {
    const [idle] = judged('Department is Sales and Department exists').idle
    expect(idle?.because).toMatchObject({ path: 'all[0]' })
    expect(judged('Grade > 5 and (Grade exists or Grade missing)').idle).toMatchObject([
      { part: { path: 'all[1]' }, because: 'itself' },
    ])
    expect(
      judged(
        'Skill is Forklift and (Skill is not Forklift or Grade > 3) and (Grade > 2 or Location is Dallas)',
      ).idle,
    ).toMatchObject([
      { part: { path: 'all[1].any[0]' }, because: undefined },
      { part: { path: 'all[2]' }, because: undefined },
    ])
  })

  test('nothing is said of ordinary rules', () => {
    for (const text of [
      'Department is Sales',
      'Department is Sales and (Location is Dallas or Location is "New York") and not Skill is Forklift',
      'Department is Sales and Department is IT',
      'Department is Sales or Department is not IT',
      'Grade >= 3 and Grade <= 7',
      'Grade between 3 and 7 and Department missing',
      'Department contains sales and Department is not "Sales Support"',
      '"Hire Date" after 2023-01-01 and not "Hire Date" within last 30 days',
      '(Department is Sales and Location is Dallas) or (Department is Sales and Location is Boston)',
      'in segment "Dallas Sales People" and Skill exists',
      'in segment "Dallas Sales People" or in segment in',
      'not Department is Sales',
    ])
      expect({ text, ...judged(text) }).toMatchObject({ verdict: 'open', idle: [] })
  })
})

describe('two rules that mean the same', () => {
  test.each([
    ['Department is (Sales, IT)', 'Department is IT or Department is Sales', true],
    ['in segment "Dallas Sales People"', 'Department is Sales and Location is Dallas', true],
    ['Department is not Sales', 'not Department is Sales', true],
    ['not (Skill exists or Grade > 3)', 'Skill missing and not Grade > 3', true],
    ['Grade > 3', 'Grade >= 3', false],
    ['Department is Sales', 'Department contains sales', false],
  ])('%s / %s: %s', (a, b, same) => {
    expect(meansSame(bound(a), bound(b), context)).toBe(same)
  })
})

describe('what a rule means beside another day', () => {
  test.each([
    ['"Hire Date" within last 30 days and not "Hire Date" within last 2 weeks', false],
    ['"Hire Date" within last 1 year and not "Hire Date" within last 2 months', false],
    ['"Hire Date" within last 30 days and not "Hire Date" within last 1 month', true],
    ['"Hire Date" within last 30 days and not "Hire Date" before 2020-01-01', true],
    ['"Hire Date" after 2019-01-01 and not "Hire Date" before 2020-01-01', false],
    ['"Hire Date" within last 30 days and Grade between 1 and 2', false],
  ])('%s depends on it: %s', (text, isOfToday) => {
    expect(dependsOnDay([bound(text)], context.rulesOf)).toBe(isOfToday)
  })
})

describe('limits', () => {
  const any = (values: string[]) => `Department is (${values.join()})`

  test('a long plain rule is looked through; one beyond the limits is left alone', () => {
    const long = Array.from({ length: 1_999 }, (_, at) => `Grade > ${at}`)
    expect(judged(long.slice(0, 150).join(' and '))).toMatchObject({ verdict: 'open' })
    expect(judged(long.slice(0, 150).join(' and ')).idle).toHaveLength(149)
    expect(judged(long.join(' and '))).toEqual({ verdict: 'unsure', idle: [] })
    expect(
      judged(
        Array(1_900)
          .fill(any(['Sales', 'IT']))
          .join(' and '),
      ).verdict,
    ).toBe('open')
  })
})
