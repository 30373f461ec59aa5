import { Temporal } from 'temporal-polyfill'
import { clean } from '../tags/fold.ts'

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})/
const DOTS = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})/
const SLASHES = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})/
const TIME =
  /^(?:,|T|\s)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i

/**
 * Pure: a moment as lists of completions write it, in milliseconds: `2026-03-02`, `2026-03-02 14:30`, `2026-03-02T14:30:00Z`,
 * `2.3.2026`, `31/12/2026`, `12/31/2026`. Without a time it is the day's beginning, without a zone it is in the workspace's.
 * Otherwise what is wrong with it, as a sentence.
 */
export function readMoment(text: string, timeZone: string): number | { reason: string } {
  const words = clean(text)
  const day = readDay(words)
  if ('reason' in day) return day
  const time = readTime(words.slice(day.length))
  if (!time) return unreadable(words)
  try {
    const date = Temporal.PlainDateTime.from({ ...day.date, ...time.clock }, { overflow: 'reject' })
    const zoned = date.toZonedDateTime(time.zone ?? timeZone)
    return zoned.epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return unreadable(words)
    throw error
  }
}

type Day = { date: { year: number; month: number; day: number }; length: number }

function readDay(words: string): Day | { reason: string } {
  const iso = ISO.exec(words)
  if (iso) return dayOf(iso, 1, 2, 3)
  const dots = DOTS.exec(words)
  if (dots) return dayOf(dots, 3, 2, 1)
  const slashes = SLASHES.exec(words)
  if (!slashes) return unreadable(words)
  const [, first, second] = slashes.map(Number)
  if (first === undefined || second === undefined) return unreadable(words)
  if (first > 12 || first === second) return dayOf(slashes, 3, 2, 1)
  if (second > 12) return dayOf(slashes, 3, 1, 2)
  return {
    reason: `“${words}” can be read in two ways: is ${first} the day or the month? Write it like ${slashes[3]}-12-31.`,
  }
}

function dayOf(match: RegExpExecArray, year: number, month: number, day: number): Day {
  const number = (at: number) => Number(match[at])
  return {
    date: { year: number(year), month: number(month), day: number(day) },
    length: match[0].length,
  }
}

function readTime(words: string) {
  if (words.trim() === '') return { clock: { hour: 0, minute: 0, second: 0 }, zone: undefined }
  const [, hour, minute, second = '0', half, zone] = TIME.exec(words) ?? []
  if (!hour || !minute) return undefined
  const isAfternoon = half?.toLowerCase() === 'pm'
  const clock = {
    hour: half ? (Number(hour) % 12) + (isAfternoon ? 12 : 0) : Number(hour),
    minute: Number(minute),
    second: Number(second),
  }
  if (!zone) return { clock, zone: undefined }
  return { clock, zone: /^(Z|UTC)$/i.test(zone) ? 'UTC' : zone.replace(/^(.\d{2})(\d{2})$/, '$1:$2') }
}

const unreadable = (words: string) => ({
  reason: `“${words.slice(0, 60)}” is no date. Write it like 2026-12-31 or 2026-12-31 14:30.`,
})
