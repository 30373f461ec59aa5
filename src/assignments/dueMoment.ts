import { Temporal } from 'temporal-polyfill'
import type { Due } from './contract.ts'

/**
 * The last moment at which something is on time: the end of the due day in the workspace's zone, in milliseconds since
 * 1970. `due` is the stored JSON; null has no end.
 */
export function dueMoment(due: string | null, assignedAt: number, timeZone: string): number | null {
  if (due === null) return null
  const { on, afterDays } = { on: undefined, afterDays: undefined, ...(JSON.parse(due) as Due) }
  const day =
    on !== undefined
      ? Temporal.PlainDate.from(on)
      : Temporal.Instant.fromEpochMilliseconds(assignedAt)
          .toZonedDateTimeISO(timeZone)
          .toPlainDate()
          .add({ days: afterDays ?? 0 })
  // One millisecond before the next day begins: right on days of 23 and 25 hours too.
  return day.add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds - 1
}
