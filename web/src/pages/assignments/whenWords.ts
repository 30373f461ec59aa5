import type { Due, Repeat } from '../../../../src/assignments/contract.ts'
import { counted } from '../../parts/Count.tsx'

const day = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** A calendar day (YYYY-MM-DD) as people write it: “Fri, Mar 6, 2026”. */
export function dayInWords(on: string): string {
  return day.format(new Date(`${on}T00:00:00Z`))
}

export function dueInWords(due: Due | null): string {
  if (due === null) return 'no due date'
  if ('on' in due) return `due on ${dayInWords(due.on)}`
  return 'afterDays' in due
    ? `due ${counted(due.afterDays, 'day')} after receiving`
    : `due ${counted(due.afterWorkingDays, 'working day')} after receiving`
}

/** “every 12 months after completion”, “every year from Mar 6, 2026 on”. */
export function repeatInWords(repeat: Repeat): string {
  const [number, unit] =
    'months' in repeat.every ? [repeat.every.months, 'month'] : [repeat.every.years, 'year']
  const every = number === 1 ? `every ${unit}` : `every ${counted(number, unit)}`
  if (repeat.from === 'completion') return `${every} after completion`
  return repeat.on === undefined ? `${every} from the start` : `${every} from ${dayInWords(repeat.on)}`
}

const endings = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' } as const
const rules = new Intl.PluralRules('en', { type: 'ordinal' })

/** “2nd”, “11th”. */
export const ordinal = (number: number) => `${number}${endings[rules.select(number)]}`
