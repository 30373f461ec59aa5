import { clean, fold } from '../../tags/fold.ts'

/**
 * Calendar days as ISO text (`YYYY-MM-DD`), which sorts as it reads. Only days: a tag is about a day
 * somewhere, not an instant, so no zone is involved. Years run from 0001 to 9999; arithmetic beyond stops at
 * the ends.
 */

const FIRST = '0001-01-01'
const LAST = '9999-12-31'
const DAY_MS = 86_400_000
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i
const SPAN = /^(\d{1,5}) (day|week|month|year)s?$/

export type Span = { count: number; unit: 'day' | 'week' | 'month' | 'year' }

/** `2024-01-31`, also with a time after `T` or a space, which is ignored; undefined for anything else. */
export function readDate(text: string): string | undefined {
  const [, year, month, day] = DATE.exec(clean(text)) ?? []
  if (!year || !month || !day || Number(year) === 0) return undefined
  const isReal = Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month))
  return isReal ? `${year}-${month}-${day}` : undefined
}

/** `90 days`, `1 week`, `6 months`, `2 years`; undefined for anything else. */
export function readSpan(text: string): Span | undefined {
  const [, count, unit] = SPAN.exec(fold(text)) ?? []
  if (unit !== 'day' && unit !== 'week' && unit !== 'month' && unit !== 'year') return undefined
  return { count: Number(count), unit }
}

/**
 * The day a span after `date` (an ISO day), or before it with `sign` -1. 31 January and one month is the last
 * of February.
 */
export function shift(date: string, span: Span, sign: 1 | -1): string {
  const count = span.count * sign
  if (span.unit === 'day') return shiftDays(date, count)
  if (span.unit === 'week') return shiftDays(date, count * 7)
  return shiftMonths(date, span.unit === 'month' ? count : count * 12)
}

function shiftDays(date: string, days: number): string {
  const time = Date.parse(`${date}T00:00:00Z`) + days * DAY_MS
  if (time < Date.parse(`${FIRST}T00:00:00Z`)) return FIRST
  if (time > Date.parse(`${LAST}T00:00:00Z`)) return LAST
  return new Date(time).toISOString().slice(0, 10)
}

function shiftMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const index = year * 12 + (month - 1) + months
  if (index < 12) return FIRST
  if (index >= 10_000 * 12) return LAST
  const toYear = Math.floor(index / 12)
  const toMonth = (index % 12) + 1
  return [pad(toYear, 4), pad(toMonth, 2), pad(Math.min(day, daysIn(toYear, toMonth)), 2)].join('-')
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  if (month < 1 || month > 12) return 0
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0')
}
