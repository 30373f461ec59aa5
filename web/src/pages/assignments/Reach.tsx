import { Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../api.ts'
import { Count, figure } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { fullName } from '../../parts/planNames.ts'
import classes from './AssignmentEditor.module.css'
import { audienceRule } from './audienceRule.ts'

const PAUSE_MS = 150
const FIRST = 6

/** The exact number of people in the audience as it is chosen, and the first of them. */
export function Reach({ include, exclude }: { include: readonly number[]; exclude: readonly number[] }) {
  const [settled] = useDebouncedValue(
    useMemo(() => audienceRule(include, exclude), [include, exclude]),
    PAUSE_MS,
  )
  const { data, error } = useQuery(
    api.segments.preview.queryOptions({
      input: { body: { rule: settled } },
      enabled: settled !== undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const names = data?.sample.slice(0, FIRST).map(fullName) ?? []
  const others = (data?.people ?? 0) - names.length
  return (
    <section className={`card ${classes.reach}`} aria-label="Recipients">
      <h2>Who receives it</h2>
      <ProblemAlert error={error} />
      <div role="status">
        {settled === undefined ? (
          <p className={classes.names}>Nobody yet: choose at least one segment.</p>
        ) : data ? (
          <>
            <p className={classes.figure}>
              <strong>
                <Count value={data.people} />
              </strong>{' '}
              {data.people === 1 ? 'person' : 'people'}
            </p>
            {data.problems.map(one => (
              <p key={one.path} className={classes.error}>
                {one.message}
              </p>
            ))}
            {names.length > 0 ? (
              <p className={classes.names}>
                {names.join(', ')}
                {others > 0 ? ` and ${figure(others)} more` : ''}
              </p>
            ) : null}
          </>
        ) : (
          <Skeleton height={54} />
        )}
      </div>
    </section>
  )
}
