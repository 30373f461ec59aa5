import { Temporal } from 'temporal-polyfill'
import { afterWorkingDays, type Calendar, endOf } from './calendar.ts'
import type { Due } from './contract.ts'
import { dayOf } from './dateWords.ts'

/**
 * The last moment at which something is on time: the end of the due day in the workspace's zone, in milliseconds since
 * 1970. `due` is the stored JSON; null has no end.
 */
export function dueMoment(due: string | null, assignedAt: number, calendar: Calendar): number | null {
  if (due === null) return null
  const read = JSON.parse(due) as Due
  if ('on' in read) return endOf(Temporal.PlainDate.from(read.on), calendar.timeZone)
  const received = dayOf(assignedAt, calendar.timeZone)
  const day =
    'afterDays' in read
      ? received.add({ days: read.afterDays })
      : afterWorkingDays(received, read.afterWorkingDays, calendar)
  return endOf(day, calendar.timeZone)
}
