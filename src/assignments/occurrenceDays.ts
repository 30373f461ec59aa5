import { Temporal } from 'temporal-polyfill'
import type { Repeat } from './contract.ts'

/**
 * The first day after `day` on which a repeat by date comes. Every day is counted from the anchor and not from the one
 * before, so that what comes on the 31st is back on the 31st after a shorter month.
 */
export function nextOn(repeat: Repeat, anchor: Temporal.PlainDate, day: Temporal.PlainDate) {
  const months = monthsOf(repeat)
  const passed = anchor.until(day, { largestUnit: 'months' }).months
  // One too early rather than one too late: a shorter month may have pulled the day forward.
  let n = Math.max(0, Math.floor(passed / months) - 1)
  while (Temporal.PlainDate.compare(anchor.add({ months: n * months }), day) <= 0) n++
  return anchor.add({ months: n * months })
}

/** The last day after `day`, and not after `today`, on which it comes: of several missed ones the newest. */
export function newestOn(
  repeat: Repeat,
  anchor: Temporal.PlainDate,
  day: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  let newest: Temporal.PlainDate | null = null
  let next = nextOn(repeat, anchor, day)
  while (Temporal.PlainDate.compare(next, today) <= 0) {
    newest = next
    next = nextOn(repeat, anchor, next)
  }
  return newest
}

/** When it comes again for somebody who completed it on a day. */
export function againOn(repeat: Repeat, completedOn: Temporal.PlainDate): Temporal.PlainDate {
  return completedOn.add({ months: monthsOf(repeat) })
}

/**
 * The last day of completion for which it is time again today. Taking months away is not the way back: of 29, 30 and
 * 31 January all are a month before 28 February.
 */
export function lastDayComeRound(repeat: Repeat, today: Temporal.PlainDate): Temporal.PlainDate {
  let day = today.subtract({ months: monthsOf(repeat) })
  for (;;) {
    const next = day.add({ days: 1 })
    if (Temporal.PlainDate.compare(againOn(repeat, next), today) > 0) return day
    day = next
  }
}

export function monthsOf({ every }: Repeat): number {
  return 'months' in every ? every.months : every.years * 12
}

/** The day a repeat by date counts from: its own or, where none is given, the day on which it started. */
export function anchorOf(repeat: Repeat, startedOn: Temporal.PlainDate): Temporal.PlainDate {
  return repeat.from === 'date' && repeat.on !== undefined ? Temporal.PlainDate.from(repeat.on) : startedOn
}
