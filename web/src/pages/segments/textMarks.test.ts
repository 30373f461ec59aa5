import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../../../src/segments/rule/parse.ts'
import { printLines } from '../../../../src/segments/rule/printLines.ts'
import { anyRule } from '../../../../test/arbitraries.ts'
import { markOf, marksOf, mended, mendedAt } from './textMarks.ts'

function mistakeIn(text: string) {
  const answer = parse(text)
  if (!('error' in answer)) throw new Error('Expected a mistake.')
  return markOf(text, answer.error)
}

describe('a mistake', () => {
  test.each([
    [
      'Department is Sales\nand Job Role is Analyst',
      'Job Role',
      'Department is Sales\nand "Job Role" is Analyst',
    ],
    ['Location is New  York and A is 1', 'New  York', 'Location is "New York" and A is 1'],
    ['Grade betwen 3 and 7', 'betwen', 'Grade between 3 and 7'],
    ['all is 1', 'all', '"all" is 1'],
  ])('%j is marked, and mended where it stands', (text, marked, whole) => {
    const mark = mistakeIn(text)
    expect(text.slice(mark.from, mark.to)).toBe(marked)
    expect(mended(text, mark)).toBe(whole)
    expect(parse(whole)).toHaveProperty('rule')
  })

  test('at the end has no width, and a place', () => {
    expect(mistakeIn('Department is')).toMatchObject({ from: 13, to: 13, line: 1, column: 14 })
  })

  test('of any text lies within it', () => {
    fc.assert(
      fc.property(anyRule, fc.nat(), (rule, cut) => {
        const text = printLines(rule)
        const half = text.slice(0, cut % text.length)
        const answer = parse(half)
        fc.pre('error' in answer)
        if (!('error' in answer)) return
        const { from, to } = markOf(half, answer.error)
        expect(0 <= from && from <= to && to <= half.length).toBe(true)
      }),
    )
  })
})

describe('a name nobody has', () => {
  const text = 'Department is Sales\nand (Location is (Dallas, Bostn) or in segment "Dalas People")'
  const mark = (path: string, suggestion: string) => marksOf(text, [{ path, message: 'No.', suggestion }])[0]

  test.each([
    ['all[0].key', 'Department', 1, 1],
    ['all[1].any[0].values[1]', 'Bostn', 2, 27],
    ['all[1].any[1].segment', '"Dalas People"', 2, 48],
    ['all[1]', 'Location', 2, 6],
    ['', 'Department', 1, 1],
  ])('at %s is marked at its name', (path, marked, line, column) => {
    const found = mark(path, 'x')
    expect(text.slice(found?.from, found?.to)).toBe(marked)
    expect(found).toMatchObject({ line, column })
  })

  test('is replaced there, in quotes where it needs them, and the rest stays as it was typed', () => {
    const found = mark('all[1].any[0].values[1]', 'New York')
    expect(found && mended(text, found)).toBe(text.replace('Bostn', '"New York"'))
  })

  test('is found inside outermost groups of one, of which the paths do not speak', () => {
    const single = 'all (any (Departmnt is Sales))'
    const [found] = marksOf(single, [{ path: 'key', message: 'No.' }])
    expect(single.slice(found?.from, found?.to)).toBe('Departmnt')
  })
})

test.each([
  ['in segment "Dalas People" and A is 1', 12, 'Dallas People', 'in segment "Dallas People" and A is 1'],
  ['Locaton is Dallas', 1, 'Location', 'Location is Dallas'],
  ['A is 1\nand Locaton is Dallas', 1, 'Work Location', 'A is 1\nand "Work Location" is Dallas'],
  ['Location is New York', 17, '"New York"', 'Location is "New York"'],
  ['Location iz Dallas', 10, 'is', 'Location is Dallas'],
])('what was suggested for %j is written as the text needs it', (text, at, suggestion, whole) => {
  const line = text.includes('\n') ? 2 : 1
  const column = line === 2 ? 5 : at
  expect(mendedAt(text, { line, column, message: 'No.', suggestion })).toBe(whole)
})
