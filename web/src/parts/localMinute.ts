/** A moment as a field of type datetime-local has it, `2026-12-31T14:30`, in this browser's time zone. */
export function localMinute(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** The end of that minute; undefined for an unfinished one. */
export function momentOfMinute(text: string): string | undefined {
  const moment = new Date(`${text}:59.999`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
