import { counted } from '../../parts/Count.tsx'

const OFFERED = [30, 14, 7, 3, 2, 1, 0, -1, -3, -7, -14]

/** Days before (positive) or after (negative) the due day, in words. */
export function reminderWords(days: number): string {
  if (days === 0) return 'On the due day'
  return `${counted(Math.abs(days), 'day')} ${days > 0 ? 'before' : 'after'}`
}

/** What a picker offers, what is chosen already among it, earliest first. */
export function reminderChoices(chosen: readonly number[]): { value: string; label: string }[] {
  return [...new Set([...OFFERED, ...chosen])]
    .sort((a, b) => b - a)
    .map(days => ({ value: String(days), label: reminderWords(days) }))
}
