import { VisuallyHidden } from '@mantine/core'
import { exactly, inWords } from './inWords.ts'

/** A moment in words near today, the exact time on hover and for screen readers: `<When at={person.updatedAt} />`. */
export function When({ at, now = new Date() }: { at: string; now?: Date }) {
  const moment = new Date(at)
  const words = inWords(moment, now)
  const full = exactly(moment)
  return (
    <time dateTime={at} title={full}>
      {words}
      <VisuallyHidden>, {full}</VisuallyHidden>
    </time>
  )
}
