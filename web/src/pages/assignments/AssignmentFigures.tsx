import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { api } from '../../api.ts'
import { type Figure, FigureList } from './FigureList.tsx'
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
  const figures: Figure[] = [
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
      <FigureList figures={figures} />
      <ProgressLine counts={counts} />
    </section>
  )
}
