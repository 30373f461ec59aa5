import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { afterWorkingDays, type Calendar, endOf, startOf } from './calendar.ts'
import type { Repeat } from './contract.ts'
import { dueMoment } from './dueMoment.ts'
import { againOn, lastDayComeRound, newestOn, nextOn } from './occurrenceDays.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const monthly: Repeat = { every: { months: 1 }, from: 'date' }
const yearly: Repeat = { every: { years: 1 }, from: 'date' }

describe('a repeat by date', () => {
  test('keeps its day of the month through shorter months, and 29 February through other years', () => {
    const walk = (repeat: Repeat, anchor: string, times: number) => {
      const days = [day(anchor)]
      for (let n = 0; n < times; n++) days.push(nextOn(repeat, day(anchor), days.at(-1) ?? day(anchor)))
      return days.map(String)
    }
    expect(walk(monthly, '2027-12-31', 4)).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
    ])
    expect(walk(yearly, '2024-02-29', 4).slice(1)).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ])
  })

  test('begins at its day, or counts from one that has passed', () => {
    expect(String(nextOn(yearly, day('2030-06-01'), day('2026-03-02')))).toBe('2030-06-01')
    expect(String(nextOn(yearly, day('2001-06-01'), day('2026-06-01')))).toBe('2027-06-01')
  })

  test('of several that were missed the newest comes, and none before its time', () => {
    const newest = (after: string, today: string) =>
      String(newestOn(monthly, day('2026-01-15'), day(after), day(today)))
    expect(newest('2026-01-15', '2026-02-14')).toBe('null')
    expect(newest('2026-01-15', '2026-02-15')).toBe('2026-02-15')
    expect(newest('2026-01-15', '2026-07-01')).toBe('2026-06-15')
    expect(newest('2026-06-15', '2026-07-01')).toBe('null')
  })

  const aDay = fc.integer({ min: 0, max: 20_000 }).map(days => day('1990-01-01').add({ days }))
  const aRepeat = fc
    .integer({ min: 1, max: 40 })
    .map((months): Repeat => ({ every: { months }, from: 'date' }))

  test('steps forward always, and leaves out no date', () => {
    fc.assert(
      fc.property(aRepeat, aDay, aDay, (repeat, anchor, after) => {
        const next = nextOn(repeat, anchor, after)
        const months = 'months' in repeat.every ? repeat.every.months : 0
        expect(Temporal.PlainDate.compare(next, after)).toBe(1)
        const dates = Array.from({ length: 800 }, (_, n) => anchor.add({ months: n * months }))
        expect(String(dates.find(date => Temporal.PlainDate.compare(date, after) > 0))).toBe(String(next))
      }),
    )
  })

  test('who completed it by the last day come round is due again, and nobody after it', () => {
    fc.assert(
      fc.property(aRepeat, aDay, (repeat, today) => {
        const last = lastDayComeRound(repeat, today)
        expect(Temporal.PlainDate.compare(againOn(repeat, last), today)).toBeLessThan(1)
        expect(Temporal.PlainDate.compare(againOn(repeat, last.add({ days: 1 })), today)).toBe(1)
      }),
    )
  })
})

describe('working days', () => {
  const calendar: Calendar = {
    timeZone: 'Europe/Berlin',
    workingDays: new Set([1, 2, 3, 4, 5]),
    closedDays: new Set(['2026-04-03', '2026-04-06']),
  }
  const counted = (from: string, days: number, changes: Partial<Calendar> = {}) =>
    String(afterWorkingDays(day(from), days, { ...calendar, ...changes }))

  test('leave out week-ends and closed days', () => {
    expect(counted('2026-03-06', 1)).toBe('2026-03-09')
    expect(counted('2026-03-07', 1)).toBe('2026-03-09')
    // Good Friday and Easter Monday.
    expect(counted('2026-04-02', 1)).toBe('2026-04-07')
    expect(counted('2026-03-30', 10)).toBe('2026-04-15')
  })

  test('none at all is the day itself, or the next on which somebody works', () => {
    expect(counted('2026-03-06', 0)).toBe('2026-03-06')
    expect(counted('2026-03-07', 0)).toBe('2026-03-09')
  })

  test('follow the workspace’s week', () => {
    const workingDays = new Set([7, 1, 2, 3, 4])
    expect(counted('2026-03-05', 1, { workingDays })).toBe('2026-03-08')
    expect(counted('2026-03-05', 2, { workingDays: new Set([3]) })).toBe('2026-03-18')
  })
})

describe('a day of the workspace', () => {
  /** Days on which clocks are changed: 23, 25 and 23½ hours long; Beirut does it at midnight, so that its day begins at one. */
  const edges: [zone: string, day: string, start: string, end: string][] = [
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59.999Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59.999Z'],
    ['America/Chicago', '2026-03-08', '2026-03-08T06:00:00Z', '2026-03-09T04:59:59.999Z'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', '2026-10-04T12:59:59.999Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00Z', '2026-03-29T20:59:59.999Z'],
    ['Asia/Kathmandu', '2028-02-29', '2028-02-28T18:15:00Z', '2028-02-29T18:14:59.999Z'],
    ['Pacific/Kiritimati', '2026-12-31', '2026-12-30T10:00:00Z', '2026-12-31T09:59:59.999Z'],
  ]
  test.each(edges)('in %s on %s begins and ends where it should', (timeZone, on, start, end) => {
    expect(startOf(day(on), timeZone)).toBe(Date.parse(start))
    expect(endOf(day(on), timeZone)).toBe(Date.parse(end))
    const calendar = { timeZone, workingDays: new Set([1, 2, 3, 4, 5, 6, 7]), closedDays: new Set<string>() }
    for (const due of [{ on }, { afterDays: 0 }, { afterWorkingDays: 0 }])
      expect(dueMoment(JSON.stringify(due), Date.parse(start), calendar)).toBe(Date.parse(end))
  })
})
