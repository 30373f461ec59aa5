import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { readDate, readSpan, shift } from './calendar.ts'

test.each<[string, string | undefined]>([
  ['2024-02-29', '2024-02-29'],
  [' 2024-02-29 ', '2024-02-29'],
  ['2024-02-29T23:59:59.123Z', '2024-02-29'],
  ['2024-02-29 08:00', '2024-02-29'],
  ['2024-02-29t08:00+02:00', '2024-02-29'],
  ['2023-02-29', undefined],
  ['1900-02-29', undefined],
  ['2000-02-29', '2000-02-29'],
  ['2024-13-01', undefined],
  ['2024-00-10', undefined],
  ['2024-04-31', undefined],
  ['0000-01-01', undefined],
  ['2024-1-1', undefined],
  ['01/02/2024', undefined],
  ['2024-02-29x', undefined],
  ['2024-02-29 noon', undefined],
  ['20240229', undefined],
])('readDate(%j) is %j', (text, date) => {
  expect(readDate(text)).toBe(date)
})

test.each([
  ['90 days', { count: 90, unit: 'day' }],
  ['1  Week', { count: 1, unit: 'week' }],
  ['0 months', { count: 0, unit: 'month' }],
  ['-1 days', undefined],
  ['1.5 years', undefined],
  ['days', undefined],
  ['90', undefined],
  ['999999 days', undefined],
])('readSpan(%j) is %j', (text, span) => {
  expect(readSpan(text)).toEqual(span)
})

test('shift agrees with Temporal', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  const unit = fc.constantFrom('day', 'week', 'month', 'year')
  fc.assert(
    fc.property(day, fc.nat(5_000), unit, fc.constantFrom(1, -1), (date, count, unit, sign) => {
      const iso = date.toISOString().slice(0, 10)
      const expected = Temporal.PlainDate.from(iso).add({ [`${unit}s`]: Math.min(count, 1_000) * sign })
      expect(shift(iso, { count: Math.min(count, 1_000), unit }, sign)).toBe(String(expected))
    }),
  )
})

test('arithmetic stops at the ends of the calendar', () => {
  for (const unit of ['day', 'week', 'month', 'year'] as const) {
    expect(shift('0001-01-05', { count: 99_999, unit }, -1)).toBe('0001-01-01')
    expect(shift('9999-12-05', { count: 99_999, unit }, 1)).toBe('9999-12-31')
  }
})
