import { daysBetween } from '../assignments/dateWords.ts'
import { type Language, languages } from './words/languages.ts'
import { fill } from './words/mailWords.ts'

/** “Due on Friday 6 March 2026 (in 3 days).”, in the language; null without a due day. */
export function dueWords(
  dueAt: number | null,
  now: number,
  timeZone: string,
  language: Language = 'en',
): string | null {
  if (dueAt === null) return null
  const words = languages[language]
  const { day, relative } = formatsOf(words.locale, timeZone)
  const days = daysBetween(now, dueAt, timeZone)
  const written = day.format(dueAt)
  const values = { day: language === 'en' ? written.replace(',', '') : written }
  if (days < -1) return fill(words.dueEarlier, { ...values, ago: relative.format(days, 'day') })
  if (days === -1) return fill(words.dueYesterday, values)
  if (days === 0) return fill(words.dueToday, values)
  if (days === 1) return fill(words.dueTomorrow, values)
  return fill(words.dueLater, { ...values, in: relative.format(days, 'day') })
}

const kept = new Map<string, { day: Intl.DateTimeFormat; relative: Intl.RelativeTimeFormat }>()

/** Making a format takes far longer than using it, and a mailing asks for the same one a hundred thousand times. */
function formatsOf(locale: string, timeZone: string) {
  const key = `${locale} ${timeZone}`
  const known = kept.get(key)
  if (known) return known
  const made = {
    day: new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone,
    }),
    relative: new Intl.RelativeTimeFormat(locale),
  }
  kept.set(key, made)
  return made
}
