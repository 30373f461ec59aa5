import { expect, test } from 'vitest'
import { dayInWords, dueInWords, ordinal, repeatInWords } from './whenWords.ts'

test('due days and repeats are said in words', () => {
  expect(dayInWords('2026-03-06')).toBe('Fri, Mar 6, 2026')
  expect(dueInWords(null)).toBe('no due date')
  expect(dueInWords({ afterWorkingDays: 1 })).toBe('due 1 working day after receiving')
  expect(dueInWords({ afterDays: 14 })).toBe('due 14 days after receiving')
  expect(repeatInWords({ every: { months: 12 }, from: 'completion' })).toBe(
    'every 12 months after completion',
  )
  expect(repeatInWords({ every: { years: 1 }, from: 'date', on: '2027-01-31' })).toBe(
    'every year from Sun, Jan 31, 2027',
  )
  expect([1, 2, 3, 4, 11, 22, 113].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '22nd',
    '113th',
  ])
})
