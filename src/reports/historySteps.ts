import { Temporal } from 'temporal-polyfill'
import { startOf } from '../assignments/calendar.ts'
import { dayOf } from '../assignments/dateWords.ts'
import { Invalid } from '../errors.ts'
import type { HistoryStep } from './contract.ts'

/** What a chart can show and a table can hold. */
const MOST_STEPS = 400
const MOST_DAYS = 92
const MOST_WEEKS = 104

export type Step = {
  /** Its first day, YYYY-MM-DD. */
  on: string
  /** The last moment that counts in it. */
  at: number
}
export type Range = { from?: string; to?: string; step?: HistoryStep }

/**
 * The steps of a range of days in a time zone: weeks from Monday, months from the first, the newest up to now. Without
 * `from` it begins with the day of `began`. Throws Invalid where there would be none or too many.
 */
export function historySteps(
  range: Range,
  { began, now, timeZone }: { began: number; now: number; timeZone: string },
): { step: HistoryStep; steps: Step[] } {
  const today = dayOf(now, timeZone)
  const wanted = range.to === undefined ? today : Temporal.PlainDate.from(range.to)
  const to = earlier(wanted, today)
  const from =
    range.from === undefined ? earlier(dayOf(began, timeZone), to) : Temporal.PlainDate.from(range.from)
  if (Temporal.PlainDate.compare(from, to) > 0) {
    const message = 'It begins after its end, or in the future.'
    throw new Invalid(message, [{ path: 'from', message }])
  }
  const step = range.step ?? usualStep(from, to)
  const steps: Step[] = []
  for (let day = beginningOf(step, from); Temporal.PlainDate.compare(day, to) <= 0; ) {
    const next = day.add({ [`${step}s`]: 1 })
    steps.push({ on: day.toString(), at: Math.min(startOf(next, timeZone) - 1, now) })
    if (steps.length > MOST_STEPS) {
      const message = `At most ${MOST_STEPS} steps: choose longer ones, or fewer days.`
      throw new Invalid(message, [{ path: 'step', message }])
    }
    day = next
  }
  return { step, steps }
}

function usualStep(from: Temporal.PlainDate, to: Temporal.PlainDate): HistoryStep {
  const { days } = from.until(to, { largestUnit: 'days' })
  if (days <= MOST_DAYS) return 'day'
  return days <= MOST_WEEKS * 7 ? 'week' : 'month'
}

function beginningOf(step: HistoryStep, day: Temporal.PlainDate): Temporal.PlainDate {
  if (step === 'month') return day.with({ day: 1 })
  return step === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day
}

const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(a, b) < 0 ? a : b
