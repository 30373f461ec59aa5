import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Schedule, type Wait, waitOf, waits } from './whenToSend.ts'

const schedule: Schedule = {
  quietHours: null,
  workingDaysOnly: false,
  digest: null,
  calendar: {
    timeZone: 'Europe/Berlin',
    workingDays: new Set([1, 2, 3, 4, 5]),
    closedDays: new Set(['2026-12-25']),
  },
  isPaused: false,
  isUnconfirmed: false,
}
const night = { from: '20:00', to: '07:00' }
const at = Date.parse
const until = (wait: Wait | null) => (wait && 'until' in wait ? new Date(wait.until).toISOString() : wait)

test('nothing waits where nothing is set', () => {
  expect(waitOf(schedule, at('2026-03-07T03:00:00Z'))).toBeNull()
})

test.each([
  // In March Berlin is an hour ahead of UTC, from the 29th on two.
  ['2026-03-05T18:59:59Z', null],
  ['2026-03-05T19:00:00Z', '2026-03-06T06:00:00.000Z'],
  ['2026-03-06T05:59:59Z', '2026-03-06T06:00:00.000Z'],
  ['2026-03-06T06:00:00Z', null],
  ['2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
])('quiet from 20:00 to 07:00: what is due at %s waits until %s', (now, expected) => {
  expect(until(waitOf({ ...schedule, quietHours: night }, at(now)))).toBe(expected)
})

test.each([
  ['2026-03-06T20:00:00Z', '2026-03-09T06:00:00.000Z'],
  ['2026-12-24T22:00:00Z', '2026-12-28T06:00:00.000Z'],
])(
  'only on working days: what is due on a Friday evening or before a closed day waits over it',
  (now, expected) => {
    const strict = { ...schedule, quietHours: night, workingDaysOnly: true }
    expect(until(waitOf(strict, at(now)))).toBe(expected)
  },
)

test('quiet hours at noon lie within a day', () => {
  const quietHours = { from: '12:00', to: '13:00' }
  expect(until(waitOf({ ...schedule, quietHours }, at('2026-03-05T11:30:00Z')))).toBe(
    '2026-03-05T12:00:00.000Z',
  )
  expect(waitOf({ ...schedule, quietHours }, at('2026-03-05T12:00:00Z'))).toBeNull()
})

test('a daily digest takes what was written up to its moment, and leaves the rest for the next', () => {
  const daily = { ...schedule, digest: { every: 'day' as const, at: '09:30', weekday: 1 } }
  const wait = waitOf(daily, at('2026-03-05T09:00:00Z'))
  expect(wait).toMatchObject({ since: at('2026-03-05T08:30:00Z'), until: at('2026-03-06T08:30:00Z') })
  const message = (created: string, kind: 'assigned' | 'escalation' = 'assigned') =>
    waits(wait, { kind, created_at: at(created) })
  expect(message('2026-03-05T08:30:00Z')).toBe(false)
  expect(message('2026-03-05T08:30:01Z')).toBe(true)
  expect(message('2026-03-05T08:59:00Z', 'escalation')).toBe(false)
})

test('a weekly digest moves to the next working day where nobody works on its own', () => {
  const weekly = {
    ...schedule,
    workingDaysOnly: true,
    digest: { every: 'week' as const, at: '09:30', weekday: 5 },
  }
  expect(until(waitOf(weekly, at('2026-12-21T10:00:00Z')))).toBe('2026-12-28T08:30:00.000Z')
})

test('paused and unconfirmed hold whatever the hour', () => {
  expect(waitOf({ ...schedule, isPaused: true }, 0)).toMatchObject({ kind: 'hold' })
  expect(waitOf({ ...schedule, isUnconfirmed: true, isPaused: true }, 0)?.reason).toMatch(/confirmed/)
})

test('whatever is set, once a wait is over there is no other: nothing is put off forever', () => {
  const time = fc
    .integer({ min: 0, max: 1_439 })
    .map(
      minute => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    )
  fc.assert(
    fc.property(
      fc.record({
        quietHours: fc.option(fc.record({ from: time, to: time })),
        workingDaysOnly: fc.boolean(),
        digest: fc.option(
          fc.record({
            every: fc.constantFrom('day' as const, 'week' as const),
            at: time,
            weekday: fc.integer({ min: 1, max: 7 }),
          }),
        ),
      }),
      fc.constantFrom(
        'Europe/Berlin',
        'America/New_York',
        'Asia/Kathmandu',
        'Pacific/Apia',
        'Australia/Lord_Howe',
      ),
      fc.integer({ min: at('2026-01-01'), max: at('2027-12-31') }),
      (set, timeZone, now) => {
        fc.pre(set.quietHours?.from !== set.quietHours?.to || set.quietHours === null)
        const all = { ...schedule, ...set, calendar: { ...schedule.calendar, timeZone } }
        let moment = now
        const message = { kind: 'assigned' as const, created_at: now }
        for (let turns = 0; ; turns++) {
          const wait = waitOf(all, moment)
          if (!waits(wait, message) || wait?.kind === 'hold' || wait === null) break
          expect(wait.until).toBeGreaterThan(moment)
          expect(turns).toBeLessThan(4)
          moment = wait.until
        }
        expect(moment - now).toBeLessThan(17 * 24 * 3_600_000)
      },
    ),
  )
})
