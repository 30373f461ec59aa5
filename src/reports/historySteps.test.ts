import { expect, test } from 'vitest'
import { historySteps } from './historySteps.ts'

const at = (text: string) => Date.parse(text)
const berlin = (now: string, began: string) => ({ now: at(now), began: at(began), timeZone: 'Europe/Berlin' })
const moment = (ms: number | undefined) => new Date(ms ?? Number.NaN).toISOString()

test('days end at midnight of the zone, also over a change of clocks, and the newest one ends now', () => {
  const { step, steps } = historySteps({}, berlin('2026-03-30T12:00:00Z', '2026-03-28T23:30:00Z'))
  expect(step).toBe('day')
  expect(steps.map(({ on, at }) => `${on} ${moment(at)}`)).toEqual([
    '2026-03-29 2026-03-29T21:59:59.999Z',
    '2026-03-30 2026-03-30T12:00:00.000Z',
  ])
})

test.each([
  ['2026-01-05', '2026-04-06', 'day', 92, '2026-01-05'],
  ['2026-01-05', '2026-04-08', 'week', 14, '2026-01-05'],
  ['2024-01-03', '2026-12-20', 'month', 36, '2024-01-01'],
] as const)('from %s to %s it goes by the %s', (from, to, step, count, first) => {
  const found = historySteps({ from, to }, berlin('2027-01-01T12:00:00Z', '2020-01-01T12:00:00Z'))
  expect(found).toMatchObject({ step })
  expect(found.steps).toHaveLength(count)
  expect(found.steps[0]?.on).toBe(first)
})

test('what is still to come is left out; a range without days, or with too many steps, is refused', () => {
  const clock = berlin('2026-03-03T12:00:00Z', '2026-03-01T12:00:00Z')
  expect(historySteps({ to: '2027-01-01' }, clock).steps.at(-1)?.on).toBe('2026-03-03')
  expect(() => historySteps({ from: '2026-03-04' }, clock)).toThrow('begins after its end')
  expect(() => historySteps({ from: '2024-01-01', step: 'day' }, clock)).toThrow('At most 400 steps')
})
