const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
// Day before month with the month in letters cannot be misread; the words around are English either way.
const sameYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const otherYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Beyond a week, "in 23 days" says less than the date. */
const NEAR_DAYS = 7

/** A moment near `now` in words ("5 minutes ago", "tomorrow", "in 3 days"), others as a date. */
export function inWords(at: Date, now: Date): string {
  const away = at.getTime() - now.getTime()
  if (Math.abs(away) < MINUTE) return 'just now'
  if (Math.abs(away) < HOUR) return relative.format(Math.trunc(away / MINUTE), 'minute')
  const days = Math.round((midnight(at) - midnight(now)) / DAY)
  if (days === 0) return relative.format(Math.trunc(away / HOUR), 'hour')
  if (Math.abs(days) <= NEAR_DAYS) return relative.format(days, 'day')
  return (at.getFullYear() === now.getFullYear() ? sameYear : otherYear).format(at)
}

export function exactly(at: Date): string {
  return exact.format(at)
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}
