import { Temporal } from 'temporal-polyfill'
import { dayOf } from './dateWords.ts'

const NINE = Temporal.PlainTime.from('09:00')

/** The moment at which people begin to read their mail, on the day a moment is in, in the workspace's zone. */
export function morningOf(moment: number, timeZone: string): number {
  return dayOf(moment, timeZone).toZonedDateTime({ timeZone, plainTime: NINE }).epochMilliseconds
}
