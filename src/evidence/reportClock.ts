import { escapeHtml } from '../http/escapeHtml.ts'

export type Clock = (moment: string) => string

/** Moments as `2026-12-31 14:30` in a time zone. Intl and not Temporal: a report has half a million of them. */
export function reportClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return moment => format.format(new Date(moment))
}

/** The same as HTML, with the exact moment beside it; nothing for null. */
export const timeTag = (clock: Clock, moment: string | null): string =>
  moment === null ? '' : `<time datetime="${escapeHtml(moment)}">${clock(moment)}</time>`
