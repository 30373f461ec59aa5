import { useWords } from './receivedWords.ts'

const NEAR_DAYS = 6

/** A day for people who look once: "tomorrow, Friday 6 March"; the time only where the pointer rests. */
export function LocalWhen({ at, now = new Date() }: { at: string; now?: Date }) {
  const { locale, on } = useWords()
  const { day, dayOfOtherYear, exact, near } = formatsOf(locale)
  const moment = new Date(at)
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  const away = Math.round((midnight(moment) - midnight(now)) / 86_400_000)
  const date = (moment.getFullYear() === now.getFullYear() ? day : dayOfOtherYear).format(moment)
  return (
    <time dateTime={at} title={exact.format(moment)}>
      {Math.abs(away) <= NEAR_DAYS ? `${near.format(away, 'day')}, ${date}` : on(date)}
    </time>
  )
}

type Formats = ReturnType<typeof makeFormats>
const made = new Map<string, Formats>()

/** Making them is slow, and a page has one language. */
function formatsOf(locale: string): Formats {
  const formats = made.get(locale) ?? makeFormats(locale)
  made.set(locale, formats)
  return formats
}

function makeFormats(locale: string) {
  return {
    day: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    dayOfOtherYear: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }),
    near: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  }
}
