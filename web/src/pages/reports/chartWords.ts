import type { HistoryStep } from '../../../../src/reports/contract.ts'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const dayOfYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** A step by its first day: `26 Nov 2026`, `week of 23 Nov 2026`, `Nov 2026`. */
export function stepInWords(step: HistoryStep, on: string): string {
  const first = new Date(`${on}T00:00:00Z`)
  if (step === 'month') return month.format(first)
  return step === 'week' ? `week of ${dayOfYear.format(first)}` : dayOfYear.format(first)
}

/** Short, for the foot of a chart. `spansYears`: days alone would not say which they are. */
export function stepAtFoot(step: HistoryStep, on: string, spansYears: boolean): string {
  const first = new Date(`${on}T00:00:00Z`)
  if (step === 'month') return month.format(first)
  return spansYears ? dayOfYear.format(first) : day.format(first)
}

/** Where the names of steps stand: at most so many, evenly, the first and the last among them. */
export function footPlaces(steps: number, most: number): number[] {
  if (steps <= most) return Array.from({ length: steps }, (_, at) => at)
  return Array.from({ length: most }, (_, at) => Math.round((at * (steps - 1)) / (most - 1)))
}

/** A share in whole per cent; full only when nothing is missing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 100)
}
