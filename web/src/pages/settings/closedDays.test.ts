import { expect, test } from 'vitest'
import { readClosedDays, writeClosedDays } from './closedDays.ts'

test('closed days are written a line each and read back, and what is no day is kept to be refused', () => {
  const days = [
    { on: '2026-12-25', name: 'Christmas Day' },
    { on: '2027-01-01', name: '' },
  ]
  expect(writeClosedDays(days)).toBe('2026-12-25 Christmas Day\n2027-01-01')
  expect(readClosedDays(writeClosedDays(days))).toEqual(days)
  expect(readClosedDays('\n  2026-05-01\tMay   Day \r\n\nsoon\n')).toEqual([
    { on: '2026-05-01', name: 'May Day' },
    { on: 'soon', name: '' },
  ])
})
