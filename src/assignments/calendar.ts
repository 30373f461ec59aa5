import type { Temporal } from 'temporal-polyfill'
import type { Settings } from '../access/contract.ts'
import type { WorkspaceTable } from '../db/schema.ts'

/** What a workspace counts days by. */
export type Calendar = {
  timeZone: string
  /** Days of the week on which people work: 1 is Monday, 7 Sunday. */
  workingDays: ReadonlySet<number>
  /** Days (YYYY-MM-DD) on which nobody works, whatever day of the week they are. */
  closedDays: ReadonlySet<string>
}

export function calendarOf({
  time_zone,
  calendar,
}: Pick<WorkspaceTable, 'time_zone' | 'calendar'>): Calendar {
  const { workingDays, closedDays } = JSON.parse(calendar) as Pick<Settings, 'workingDays' | 'closedDays'>
  return {
    timeZone: time_zone,
    workingDays: new Set(workingDays),
    closedDays: new Set(closedDays.map(({ on }) => on)),
  }
}

/**
 * So many working days after a day, which itself does not count: one working day after Friday is Monday. None at all is the
 * day itself or, where nobody works on it, the next on which somebody does.
 */
export function afterWorkingDays(
  day: Temporal.PlainDate,
  days: number,
  calendar: Calendar,
): Temporal.PlainDate {
  let found = days === 0 && !isWorkingDay(day, calendar) ? nextWorkingDay(day, calendar) : day
  for (let n = 0; n < days; n++) found = nextWorkingDay(found, calendar)
  return found
}

/** Ends, because the settings keep at least one working day a week and a limited number of closed days. */
function nextWorkingDay(day: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  let next = day.add({ days: 1 })
  while (!isWorkingDay(next, calendar)) next = next.add({ days: 1 })
  return next
}

export function isWorkingDay(day: Temporal.PlainDate, { workingDays, closedDays }: Calendar): boolean {
  return workingDays.has(day.dayOfWeek) && !closedDays.has(day.toString())
}

/** The first moment of a day, in milliseconds since 1970: not always midnight, where clocks are changed at midnight. */
export function startOf(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime({ timeZone }).epochMilliseconds
}

/** The last moment of a day: a millisecond before the next begins, right on days of 23 and 25 hours too. */
export function endOf(day: Temporal.PlainDate, timeZone: string): number {
  return startOf(day.add({ days: 1 }), timeZone) - 1
}
