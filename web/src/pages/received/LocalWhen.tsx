const day = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' })
const dayOfOtherYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' })
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short' })
const near = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const NEAR_DAYS = 6

/** A day for people who look once: "tomorrow, Friday 6 March"; the time only where the pointer rests. */
export function LocalWhen({ at, now = new Date() }: { at: string; now?: Date }) {
  const moment = new Date(at)
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  const away = Math.round((midnight(moment) - midnight(now)) / 86_400_000)
  const date = (moment.getFullYear() === now.getFullYear() ? day : dayOfOtherYear).format(moment)
  return (
    <time dateTime={at} title={exact.format(moment)}>
      {Math.abs(away) <= NEAR_DAYS ? `${near.format(away, 'day')}, ${date}` : `on ${date}`}
    </time>
  )
}
