import { describe, expect, test } from 'vitest'
import { createLookAlikes, isLookAlike, lookAlikePairs } from './lookAlikes.ts'

describe('two values are look-alikes', () => {
  test.each([
    ['Slaes', 'Sales', 'two letters swapped'],
    ['Yrok', 'York', 'two letters swapped in a short word'],
    ['Managment', 'Management', 'a letter missing'],
    ['Marketting', 'Marketing', 'a letter too many'],
    ['Dallaz', 'Dallas', 'a letter changed'],
    ['Engineer', 'Engineers', 'one and many'],
    ['Category', 'Categories', 'one and many'],
    ['Boss', 'Bosses', 'one and many'],
    ['Café', 'Cafe', 'an accent'],
    ['R&D', 'R & D', 'spaces around a sign'],
    ['Front-End', 'Frontend', 'a hyphen'],
    ['New Yrok Office', 'New York Office', 'in one of several words'],
    ['Head of Divisions West', 'Head of Division West', 'in one of several words'],
    ['Bosses West', 'Boss West', 'in one of several words'],
    ['Лондонн', 'Лондон', 'in other scripts'],
  ])('%s and %s: %s', (a, b) => {
    expect(isLookAlike(a, b)).toBe(true)
    expect(isLookAlike(b, a)).toBe(true)
    expect(createLookAlikes([b]).find(a)).toBe(b)
    expect(createLookAlikes([a]).find(b)).toBe(a)
  })

  test.each([
    ['Sales', 'sales', 'the same tag'],
    ['Level 1', 'Level 2', 'numbers'],
    ['2024-01-01', '2024-01-02', 'dates'],
    ['1.5', '15', 'a decimal point'],
    ['Team A', 'Team B', 'letters that number'],
    ['Iran', 'Iraq', 'short words'],
    ['IT', 'HR', 'abbreviations'],
    ['Northeast', 'Northwest', 'two letters changed'],
    ['C', 'C++', 'signs of their own'],
    ['A+', 'A-', 'grades'],
    ['East Coast', 'Coast', 'another number of words'],
    ['+', '-', 'nothing but signs'],
  ])('%s and %s are not: %s', (a, b) => {
    expect(isLookAlike(a, b)).toBe(false)
    expect(createLookAlikes([b]).find(a)).toBeUndefined()
  })
})

test('each value is told once, beside the first it looks like', () => {
  expect(lookAlikePairs(['Sales', 'Slaes', 'Sale', 'Marketing', 'Marketting'])).toEqual([
    { value: 'Slaes', like: 'Sales' },
    { value: 'Sale', like: 'Sales' },
    { value: 'Marketting', like: 'Marketing' },
  ])
})

test('a key of identifiers is left alone, and thousands of values take no time', () => {
  const letters = (n: number) =>
    String.fromCharCode(...[...n.toString().padStart(4, '0')].map(d => 97 + Number(d) * 2))
  const values = Array.from({ length: 5_000 }, (_, n) => `department ${letters(n)}`)
  // Of the processor, not of the wall: other programs may run beside.
  const start = process.cpuUsage()
  lookAlikePairs(values)
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
  expect(lookAlikePairs([...values, 'Sales', 'Slaes'])).toEqual([])
})
