import { expect, test } from 'vitest'
import { inWords } from './inWords.ts'

const now = new Date(2026, 4, 20, 15, 30)
const at = (...parts: [number, number, number, number?, number?]) => inWords(new Date(...parts), now)

test('what is less than an hour away is told in minutes', () => {
  expect(at(2026, 4, 20, 15, 30)).toBe('just now')
  expect(at(2026, 4, 20, 15, 25)).toBe('5 minutes ago')
  expect(at(2026, 4, 20, 16, 10)).toBe('in 40 minutes')
})

test('the same day is told in hours, other days by the calendar and not by 24 hours', () => {
  expect(at(2026, 4, 20, 9, 0)).toBe('6 hours ago')
  expect(at(2026, 4, 19, 23, 50)).toBe('yesterday')
  expect(at(2026, 4, 21, 0, 10)).toBe('tomorrow')
  expect(at(2026, 4, 23, 8, 0)).toBe('in 3 days')
})

test('beyond a week stands the date, with the year only when it is another', () => {
  expect(at(2026, 5, 12)).toBe('12 Jun')
  expect(at(2025, 4, 20)).toBe('20 May 2025')
})
