import { Temporal } from 'temporal-polyfill'
import { type Calendar, isWorkingDay } from '../assignments/calendar.ts'
import type { MessageTable } from '../db/deliveryTables.ts'
import type { Digest, StoredDelivery } from './storedDelivery.ts'

export const PAUSED = 'Sending is paused in this workspace.'
export const UNCONFIRMED = 'Nobody has confirmed yet that this copy of the data is to send.'
export const QUIET = 'Waits for the end of the quiet hours.'
export const FOR_DIGEST = 'Waits for the next digest.'

export type Schedule = Pick<StoredDelivery, 'quietHours' | 'workingDaysOnly' | 'digest'> & {
  calendar: Calendar
  isPaused: boolean
  isUnconfirmed: boolean
}

/** What becomes of messages that are due but not to be sent now. */
export type Wait =
  | { kind: 'hold'; reason: string }
  /** All of the workspace's, until `until`. */
  | { kind: 'quiet'; until: number; reason: string }
  /** Those written after `since`, which are to go with the next digest. */
  | { kind: 'digest'; until: number; since: number; reason: string }

/** Where a message that was never bound to an hour begins the day, when only working days count. */
const MORNING = '08:00'
const MOST_DAYS = 400

/** Why the due messages of a workspace wait; null when they go. Pure. */
export function waitOf(schedule: Schedule, now: number): Wait | null {
  if (schedule.isUnconfirmed) return { kind: 'hold', reason: UNCONFIRMED }
  if (schedule.isPaused) return { kind: 'hold', reason: PAUSED }
  const open = nextOpening(schedule, now)
  if (open > now) return { kind: 'quiet', until: open, reason: QUIET }
  if (!schedule.digest) return null
  return {
    kind: 'digest',
    since: digestMoment(schedule, schedule.digest, now, -1),
    until: digestMoment(schedule, schedule.digest, now, 1),
    reason: FOR_DIGEST,
  }
}

/** Whether a wait concerns a message. What goes to a manager is gathered anyway, and waits for no digest. */
export function waits(wait: Wait | null, message: Pick<MessageTable, 'kind' | 'created_at'>): boolean {
  if (!wait) return false
  return wait.kind !== 'digest' || (message.kind !== 'escalation' && message.created_at > wait.since)
}

/** The first moment from `now` on that lies outside the quiet hours, on a working day if only those count. */
function nextOpening({ quietHours, workingDaysOnly, calendar }: Schedule, now: number): number {
  const { timeZone } = calendar
  const morning = Temporal.PlainTime.from(quietHours?.to ?? MORNING)
  let at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  for (let days = 0; days < MOST_DAYS; days++) {
    if (workingDaysOnly && !isWorkingDay(at.toPlainDate(), calendar)) {
      at = at.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: morning })
      continue
    }
    if (!quietHours) return at.epochMilliseconds
    const from = Temporal.PlainTime.from(quietHours.from)
    const time = at.toPlainTime()
    const isOverNight = Temporal.PlainTime.compare(from, morning) > 0
    const isAfter = Temporal.PlainTime.compare(time, from) >= 0
    const isBefore = Temporal.PlainTime.compare(time, morning) < 0
    if (isOverNight ? !(isAfter || isBefore) : !(isAfter && isBefore)) return at.epochMilliseconds
    const day = isOverNight && isAfter ? at.toPlainDate().add({ days: 1 }) : at.toPlainDate()
    at = day.toZonedDateTime({ timeZone, plainTime: morning })
  }
  return at.epochMilliseconds
}

/** The newest moment of a digest up to now (`step` -1), or the next one after it (1). */
function digestMoment(schedule: Schedule, digest: Digest, now: number, step: 1 | -1): number {
  const { timeZone } = schedule.calendar
  const plainTime = Temporal.PlainTime.from(digest.at)
  let day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()
  for (let days = 0; days < MOST_DAYS; days++) {
    const at = day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
    if ((step === 1 ? at > now : at <= now) && isDigestDay(schedule, digest, day)) return at
    day = day.add({ days: step })
  }
  return day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}

/** Every day or every such weekday; if only working days count, the first working day from there. */
function isDigestDay(
  { workingDaysOnly, calendar }: Schedule,
  digest: Digest,
  day: Temporal.PlainDate,
): boolean {
  const isMeant = (date: Temporal.PlainDate) => digest.every === 'day' || date.dayOfWeek === digest.weekday
  if (!workingDaysOnly) return isMeant(day)
  if (!isWorkingDay(day, calendar)) return false
  if (isMeant(day)) return true
  for (
    let before = day.subtract({ days: 1 });
    !isWorkingDay(before, calendar);
    before = before.subtract({ days: 1 })
  )
    if (isMeant(before)) return true
  return false
}
