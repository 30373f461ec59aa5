import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { api } from '../../api.ts'
import { Count } from '../../parts/Count.tsx'
import classes from './Assignments.module.css'
import { ProgressLine, received } from './ProgressLine.tsx'

/** How far an assignment is, or was at the moment the page shows, in five figures and a line. */
export function AssignmentFigures({ assignment }: { assignment: Assignment }) {
  const { asOf } = useSearch({ from: '/assignments/$id' })
  const then = useQuery({
    ...api.assignments.counts.queryOptions({ input: { id: assignment.id, asOf } }),
    enabled: asOf !== undefined,
    placeholderData: keepPreviousData,
  })
  const { status } = assignment
  const counts = { ...assignment.counts, ...(asOf ? then.data : {}) }
  const figures: [string, number, string?][] = [
    [
      status === 'scheduled' ? 'Will receive it' : 'Received',
      status === 'scheduled' ? counts.audience : received(counts),
    ],
    ['Opened', counts.opened + counts.completed],
    ['Completed', counts.completed, counts.completed > 0 ? 'enter' : undefined],
    ['Overdue', counts.overdue, counts.overdue > 0 ? 'leave' : undefined],
    ['Withdrawn', counts.withdrawn],
  ]
  return (
    <section aria-label="Progress">
      <dl className={classes.figures}>
        {figures.map(([words, value, tone]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd className={tone}>
              <Count value={value} />
            </dd>
          </div>
        ))}
      </dl>
      <ProgressLine counts={counts} />
    </section>
  )
}
