import { type Calendar, startOf } from './calendar.ts'
import type { Due, Repeat } from './contract.ts'
import { dayOf } from './dateWords.ts'
import { dueMoment } from './dueMoment.ts'
import { againOn, anchorOf, nextOn } from './occurrenceDays.ts'

const SHOWN = 3

export type OccurrenceDates = { on: string; dueOn: string | null }

/**
 * Pure: the first days on which it comes to somebody in the audience, and those it is due on. Where it comes again after
 * completion, as if they completed it on the day they received it.
 */
export function previewDates(
  { startsAt, due, repeat }: { startsAt: string | null; due: Due | null; repeat: Repeat | null },
  calendar: Calendar,
  now: number,
): OccurrenceDates[] {
  const { timeZone } = calendar
  const first = dayOf(startsAt === null ? now : Math.max(now, Date.parse(startsAt)), timeZone)
  const days = [first]
  while (repeat !== null && days.length < SHOWN) {
    const last = days.at(-1) ?? first
    days.push(
      repeat.from === 'completion' ? againOn(repeat, last) : nextOn(repeat, anchorOf(repeat, first), last),
    )
  }
  return days.map(day => {
    const dueAt = dueMoment(due === null ? null : JSON.stringify(due), startOf(day, timeZone), calendar)
    return { on: day.toString(), dueOn: dueAt === null ? null : dayOf(dueAt, timeZone).toString() }
  })
}
