import { describe, expect, test } from 'vitest'
import { world } from '../../../test/arbitraries.ts'
import { bind } from './bind.ts'
import { parse } from './parse.ts'
import { print } from './print.ts'
import type { Rule } from './rule.ts'

const is = (key: string, ...values: string[]): Rule => ({ key, op: 'is', values })
const [a, b, c] = [is('A', '1'), is('B', '2'), is('C', '3')]

function mistake(text: string, dictionary = false) {
  const answer = parse(text, dictionary ? world : undefined)
  return 'error' in answer ? answer.error : answer
}

describe('the text language reads and writes', () => {
  test.each<[string, Rule]>([
    ['Department is Sales', is('Department', 'Sales')],
    ['Department is (Sales, Marketing)', is('Department', 'Sales', 'Marketing')],
    ['Department is not Sales', { key: 'Department', op: 'isNot', values: ['Sales'] }],
    [
      'Skill has all ("First aid", Forklift)',
      { key: 'Skill', op: 'hasAll', values: ['First aid', 'Forklift'] },
    ],
    ['Skill has all (Forklift)', { key: 'Skill', op: 'hasAll', values: ['Forklift'] }],
    ['Badge exists', { key: 'Badge', op: 'exists' }],
    ['Badge missing', { key: 'Badge', op: 'missing' }],
    ['"Job Role" contains manager', { key: 'Job Role', op: 'contains', values: ['manager'] }],
    ['"Job Role" starts with (a, b)', { key: 'Job Role', op: 'startsWith', values: ['a', 'b'] }],
    ['"Job Role" ends with er', { key: 'Job Role', op: 'endsWith', values: ['er'] }],
    ['Hired before 2024-01-01', { key: 'Hired', op: 'before', values: ['2024-01-01'] }],
    ['Hired after "2024-01-01 10:30"', { key: 'Hired', op: 'after', values: ['2024-01-01 10:30'] }],
    ['Hired on or before 2024-01-01', { key: 'Hired', op: 'onOrBefore', values: ['2024-01-01'] }],
    ['Hired on or after 2024-01-01', { key: 'Hired', op: 'onOrAfter', values: ['2024-01-01'] }],
    ['"Hire Date" within last 90 days', { key: 'Hire Date', op: 'withinLast', values: ['90 days'] }],
    ['Due within next 2 weeks', { key: 'Due', op: 'withinNext', values: ['2 weeks'] }],
    ['Due not within last 1 year', { key: 'Due', op: 'notWithinLast', values: ['1 year'] }],
    ['Due within last "1 Year"', { key: 'Due', op: 'withinLast', values: ['1 Year'] }],
    ['Grade < 7', { key: 'Grade', op: 'lt', values: ['7'] }],
    ['Grade <= -3.5', { key: 'Grade', op: 'lte', values: ['-3.5'] }],
    ['Grade > 7', { key: 'Grade', op: 'gt', values: ['7'] }],
    ['Grade >= 7', { key: 'Grade', op: 'gte', values: ['7'] }],
    ['Grade between 3 and 7', { key: 'Grade', op: 'between', values: ['3', '7'] }],
    ['in segment "Dallas Sales People"', { segment: 'Dallas Sales People' }],
    ['in segment #12', { segment: 12 }],
    ['in segment "#12"', { segment: '#12' }],
    ['in segment 12', { segment: '12' }],
    [
      'Department is Sales and (Location is Dallas or Location is "New York") and not Region is EMEA',
      {
        all: [
          is('Department', 'Sales'),
          { any: [is('Location', 'Dallas'), is('Location', 'New York')] },
          { none: [is('Region', 'EMEA')] },
        ],
      },
    ],
    ['A is 1 and (B is 2 and C is 3)', { all: [a, { all: [b, c] }] }],
    ['A is 1 or (B is 2 and C is 3)', { any: [a, { all: [b, c] }] }],
    ['all (A is 1)', { all: [a] }],
    ['any (A is 1)', { any: [a] }],
    ['all (A is 1 and B is 2)', { all: [{ all: [a, b] }] }],
    ['all (any (A is 1))', { all: [{ any: [a] }] }],
    ['not A is 1', { none: [a] }],
    ['not not A is 1', { none: [{ none: [a] }] }],
    ['not (A is 1 or B is 2)', { none: [{ any: [a, b] }] }],
    ['none (A is 1, B is 2 or C is 3)', { none: [a, { any: [b, c] }] }],
    ['not all (A is 1) and B is 2', { all: [{ none: [{ all: [a] }] }, b] }],
    ['"and" is ("or", "Not", "in")', is('and', 'or', 'Not', 'in')],
    ['"say \\"hi\\"" is "back\\\\slash\\n\\u{0}\\u{d83d}"', is('say "hi"', 'back\\slash\n\0\ud83d')],
    ['O’Brien is Zoë-Anne', is('O’Brien', 'Zoë-Anne')],
    ['"a:b" is "R&D, Lab"', is('a:b', 'R&D, Lab')],
    ['部署 is 営業', is('部署', '営業')],
  ])('%s', (text, rule) => {
    expect(parse(text)).toStrictEqual({ rule })
    expect(print(rule)).toBe(text)
  })
})

describe('also read, though print writes it otherwise', () => {
  test.each([
    ['DEPARTMENT IS Sales AND b Is Not 2', 'DEPARTMENT is Sales and b is not 2'],
    ['Department = Sales and A != 1', 'Department is Sales and A is not 1'],
    ['Department is “Sales”', 'Department is Sales'],
    ['A is 1 or B is 2 and C is 3', 'A is 1 or (B is 2 and C is 3)'],
    ['((A is 1))', 'A is 1'],
    ['A is 1\n  and not\tB is 2', 'A is 1 and not B is 2'],
    ['A is (1)', 'A is 1'],
    ['Skill has all Forklift', 'Skill has all (Forklift)'],
    ['segment is last', '"segment" is "last"'],
    ['is is is', '"is" is "is"'],
    ['Due WITHIN Last 90 Days', 'Due within last 90 days'],
    ['State is IN or State is (ON, "OR")', 'State is "IN" or State is ("ON", "OR")'],
    ['A is "\\u{1F600}"', 'A is "😀"'],
  ])('%s', (text, printed) => {
    const answer = parse(text)
    expect('rule' in answer && print(answer.rule)).toBe(printed)
  })
})

describe('a mistake is told with its place and what to do', () => {
  test.each<[string, number, number, RegExp]>([
    ['', 1, 1, /needs at least one tag/],
    ['  \n ', 1, 1, /needs at least one tag/],
    ['Department', 1, 11, /Expected an operator after “Department”, not the end.*contains/],
    ['Department is', 1, 14, /Expected a value after “is”, not the end/],
    ['Department is and B is 2', 1, 15, /not “and”. If “and” is the name, put it in quotes/],
    ['Department is Sales Location is Dallas', 1, 21, /Expected “and” or “or”, not “Location”/],
    ['A is 1\nand (B is 2\nor C is 3', 3, 10, /Expected “and”, “or” or “\)”, not the end/],
    ['A is 1\r\nand B iz 2', 2, 7, /Expected an operator/],
    ['A is 1)', 1, 7, /not “\)”/],
    ['A is (1, 2', 1, 11, /“,” or “\)” in the list/],
    ['A is ()', 1, 7, /Expected a value/],
    ['all is 1', 1, 1, /tag key of that name stands in quotes/],
    ['in is 1', 1, 4, /in quotes: "in"/],
    ['none ()', 1, 7, /Expected a tag key/],
    ['Job Role is Sales', 1, 1, /several words in quotes: "Job Role"/],
    ['Location is New York', 1, 17, /put both in quotes: "New York"/],
    ['A is "open', 1, 6, /never closed/],
    ['A is "a\\b"', 1, 8, /Write \\\\ for a backslash/],
    ['A is  ""', 1, 7, /this is blank/],
    ['A ~ 1', 1, 3, /“~” cannot stand here/],
    ['A < high', 1, 5, /“high” cannot be read here: write a number/],
    ['A before 2023-02-29', 1, 10, /write a date like/],
    ['A within last 90 dayz', 1, 15, /write a span like 90 days/],
    ['A between 7 and 3', 1, 11, /lower value first: write 3 and 7/],
    ['in segment #0', 1, 12, /No segment/],
    ['in segment #99999999999999999999', 1, 12, /No segment/],
    ["A is 'New York'", 1, 6, /^Names stand in double quotes: "New York"\.$/],
    ['A < 2024-01-01', 1, 5, /“<” compares numbers, and “2024-01-01” is a date: use “before”/],
    ['A on or after 7', 1, 15, /“on or after” compares dates, and “7” is a number: use “>=”/],
    ['in segment Dallas Sales People', 1, 19, /put them all in quotes: "Dallas Sales People"/],
    // What the builder calls an operator, and what other languages do.
    ['A is before 2024-01-01', 1, 3, /not “is before”\. Did you mean “before”\?$/],
    ['A is within the last 3 days', 1, 3, /not “is within the last”\. Did you mean “within last”\?$/],
    ['A has any value', 1, 3, /not “has any value”\. Did you mean “exists”\?$/],
    ['A is > 3', 1, 3, /not “is >”\. Did you mean “>”\?$/],
    ['A > = 3', 1, 3, /not “> =”\. Did you mean “>=”\?$/],
    ['A == 3', 1, 3, /not “==”\. Did you mean “is”\?$/],
    ['A <> 3', 1, 3, /not “<>”\. Did you mean “is not”\?$/],
    ['A is not in (1, 2)', 1, 3, /not “is not in”\. Did you mean “is not”\?$/],
    ['A has all of (1, 2)', 1, 3, /not “has all of”\. Did you mean “has all”\?$/],
    ['A does not contain 1', 1, 3, /not “does not contain”\. .*: not … contains …/],
    ['A strats with S', 1, 3, /not “strats with”\. Did you mean “starts with”\?$/],
    ['Days in Company is 5', 1, 1, /several words in quotes: "Days in Company"/],
  ])('%j', (text, line, column, message) => {
    expect(mistake(text)).toMatchObject({ line, column, message: expect.stringMatching(message) })
  })

  test.each([
    ['Job Role is Sales', '"Job Role"'],
    ['Grade betwen 3 and 7', 'between'],
    ['Location is New York', '"New York"'],
    ['(Location is New York or A is 1)', '"New York"'],
    ['in segment Dallas Sales People and A is 1', '"Dallas Sales People"'],
    ['Department iz Sales', 'is'],
    ['Department in Sales and Location in Dallas', 'is'],
    ['Department in (Sales, IT)', 'is'],
    ['Department has Sales', 'is'],
  ])('%s: suggests %s', (text, suggestion) => {
    expect(mistake(text)).toMatchObject({ suggestion })
  })

  test('a condition that was not joined is no name without its quotes', () => {
    expect(mistake('Department is Sales Location is Dallas')).not.toHaveProperty('suggestion')
  })

  test.each([
    ['Departmnet is Sales', 1, 'There is no tag key “Departmnet”. Did you mean “Department”?', 'Department'],
    [
      'Department is (Sales, Marketting)',
      23,
      'There is no tag “Department: Marketting”. Did you mean “Marketing”?',
      'Marketing',
    ],
    [
      'in segment "Dalas Sales People"',
      12,
      'There is no segment “Dalas Sales People”. Did you mean “Dallas Sales People”?',
      'Dallas Sales People',
    ],
    ['Location is New York', 13, 'Put a name of several words in quotes: "New York".', '"New York"'],
    [
      'in segment Dallas Sales People or Badge exists',
      12,
      'Put a name of several words in quotes: "Dallas Sales People".',
      '"Dallas Sales People"',
    ],
  ])('with a dictionary: %s', (text, column, message, suggestion) => {
    expect(mistake(text, true)).toStrictEqual({ line: 1, column, message, suggestion })
    if (!message.startsWith('Put')) expect(mistake(text)).toHaveProperty('rule')
  })
})

test.each(['before', 'in', 'empty', 'last', 'between'])('%s is a value like any other', value => {
  expect(parse(`A is ${value} and not A is not ${value}`)).toHaveProperty('rule')
})

test('a value there is not, that means none or any, is told the operator without one', () => {
  const told = (text: string) => mistake(text, true)
  expect(told('Department is empty')).toStrictEqual({
    line: 1,
    column: 15,
    message: 'There is no tag “Department: empty”. Did you mean “Department missing”?',
  })
  expect(told('Department is not empty')).toMatchObject({
    message: expect.stringMatching('“Department exists”'),
  })
  expect(mistake('Department is empty')).toHaveProperty('rule')
  const read = bind({ key: 'Department', op: 'is', values: ['empty'] }, world)
  expect(read).toMatchObject({ problems: [{ message: expect.stringContaining('“Department missing”') }] })
})

describe('hostile text', () => {
  test.each([
    ['parentheses', `${'('.repeat(1_000_000)}A is 1`],
    ['nots', `${'not '.repeat(1_000_000)}A is 1`],
    ['groups', `${'all ('.repeat(1_000_000)}A is 1`],
  ])('a million %s deep gets a sentence', (_, text) => {
    expect(mistake(text)).toMatchObject({ message: expect.stringMatching(/levels deep/) })
  })

  test('the deepest rule allowed is read, one more is not', () => {
    const deep = (levels: number) => `${'not '.repeat(levels - 1)}A is 1`
    expect(parse(deep(32))).toHaveProperty('rule')
    expect(mistake(deep(33))).toMatchObject({ line: 1, message: expect.stringMatching(/32 levels deep/) })
  })

  test('depth that comes from “and” inside “or” counts as well', () => {
    const text = `${'(A is 1 or B is 2 and '.repeat(16)}C is 3${')'.repeat(16)}`
    expect(mistake(text)).toMatchObject({ message: expect.stringMatching(/levels deep/) })
  })

  test('more conditions or values than allowed are refused', () => {
    const many = (count: number) => Array.from({ length: count }, () => 'A is 1').join(' or ')
    expect(parse(many(1_999))).toHaveProperty('rule')
    expect(mistake(many(2_000))).toMatchObject({ message: expect.stringMatching(/2,000 conditions/) })
    const values = Array.from({ length: 5_001 }, (_, index) => index).join(', ')
    expect(mistake(`A is (${values})`)).toMatchObject({ message: expect.stringMatching(/5,000 values/) })
  })
})
