const plain = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** The end of a calendar day of this browser (`YYYY-MM-DD`) as a moment; undefined for an unfinished date. */
export function endOfDay(day: string): string | undefined {
  const moment = new Date(`${day}T23:59:59.999`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

/** The calendar day a moment falls on here, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** `3 Mar 2026`. */
export function dayInWords(moment: string): string {
  return plain.format(new Date(moment))
}

/** `3 Mar 2026, 14:05`, or the day alone when its very end is meant, which is what a chosen day becomes. */
export function momentInWords(moment: string): string {
  const at = new Date(moment)
  return isEndOfDay(moment) ? dayInWords(moment) : `${dayInWords(moment)}, ${clock.format(at)}`
}

export function isEndOfDay(moment: string): boolean {
  return endOfDay(dayOf(new Date(moment))) === moment
}
