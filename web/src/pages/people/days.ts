const plain = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

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
