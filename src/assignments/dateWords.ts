import { Temporal } from 'temporal-polyfill'

/** A moment's day as people write it: “Friday 6 March 2026”. */
export function dayWords(moment: number, timeZone: string): string {
  return format(moment, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone })
}

/** With the time: “6 March 2026 at 09:00”. */
export function momentWords(moment: number, timeZone: string): string {
  return format(moment, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  })
}

/** Whole days of the zone's calendar from one moment to another: 0 is the same day, 1 tomorrow. */
export function daysBetween(from: number, to: number, timeZone: string): number {
  return dayOf(from, timeZone).until(dayOf(to, timeZone), { largestUnit: 'days' }).days
}

export function dayOf(moment: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate()
}

function format(moment: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(moment).replace(',', '')
}
