import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../api.ts'
import classes from './AssignmentEditor.module.css'
import { type AssignmentDraft, bodyOf, missing } from './assignmentDraft.ts'
import { dayInWords } from './whenWords.ts'

const PAUSE_MS = 250
const WHEN = ['startsAt', 'due', 'repeat'] as const

/** The next days on which it comes and is due, as the workspace's calendar has them. */
export function ComingDates({ draft }: { draft: AssignmentDraft }) {
  const errors = missing(draft, false)
  const isComplete = WHEN.every(field => errors[field] === undefined)
  const wanted = useMemo(() => {
    const { startsAt, due, repeat } = bodyOf(draft)
    return { startsAt, due, repeat }
  }, [draft])
  const [body] = useDebouncedValue(wanted, PAUSE_MS)
  const { data } = useQuery(
    api.assignments.dates.queryOptions({
      input: { body },
      enabled: isComplete && (body.due !== null || body.repeat !== null),
      placeholderData: keepPreviousData,
    }),
  )
  if (!isComplete || !data || (wanted.due === null && wanted.repeat === null)) return null
  const items = wanted.repeat === null ? data.items.slice(0, 1) : data.items
  return (
    <div className={classes.dates} role="status" aria-label="Next dates">
      {wanted.repeat?.from === 'completion' ? (
        <p className="quiet">If it is completed on the day it comes:</p>
      ) : null}
      <ol>
        {items.map(({ on, dueOn }) => (
          <li key={on}>
            Comes {dayInWords(on)}
            {dueOn === null ? '' : `, due ${dayInWords(dueOn)}`}
          </li>
        ))}
      </ol>
    </div>
  )
}
