import { expect, test } from 'vitest'
import { footPlaces, percent, stepAtFoot, stepInWords } from './chartWords.ts'

test('steps are called by their first day, whatever the zone of the browser', () => {
  expect(stepInWords('day', '2026-11-26')).toBe('26 Nov 2026')
  expect(stepInWords('week', '2026-11-23')).toBe('week of 23 Nov 2026')
  expect(stepInWords('month', '2026-11-01')).toBe('Nov 2026')
  expect(stepAtFoot('week', '2026-11-23', false)).toBe('23 Nov')
  expect(stepAtFoot('day', '2026-11-23', true)).toBe('23 Nov 2026')
})

test('names stand evenly, the first and the last among them', () => {
  expect(footPlaces(3, 6)).toEqual([0, 1, 2])
  expect(footPlaces(90, 4)).toEqual([0, 30, 59, 89])
})

test('a hundred per cent is said only when everybody is done', () => {
  expect([percent(999, 1000), percent(1000, 1000), percent(0, 0)]).toEqual([99, 100, 0])
})
