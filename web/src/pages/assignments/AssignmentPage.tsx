import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { api } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { useMay } from '../../session.ts'
import { AssignmentBreakdown } from '../reports/AssignmentBreakdown.tsx'
import { OverTime } from '../reports/OverTime.tsx'
import { AssignmentEditor } from './AssignmentEditor.tsx'
import { AssignmentFigures } from './AssignmentFigures.tsx'
import { AssignmentHead } from './AssignmentHead.tsx'
import { Exceptions } from './Exceptions.tsx'
import { HeldNote } from './HeldNote.tsx'
import { Recipients } from './Recipients.tsx'

const ExceptionForm = lazy(async () => ({ default: (await import('./ExceptionForm.tsx')).ExceptionForm }))

/** A draft is written here, everything published is followed here. */
export function AssignmentPage() {
  const { id } = useParams({ from: '/assignments/$id' })
  const { data, error, refetch } = useQuery(api.assignments.get.queryOptions({ input: { id } }))
  if (error && !data) return <ProblemAlert error={error} page retry={() => void refetch()} />
  if (!data) {
    return (
      <>
        <PageHeader title="Assignment" />
        <Skeleton height={320} role="status" aria-label="Assignment: loading" />
      </>
    )
  }
  if (data.status === 'draft') return <AssignmentEditor key={id} saved={data} startSegment={undefined} />
  return (
    <>
      <AssignmentHead assignment={data} />
      <AssignmentFigures assignment={data} />
      <HeldNote assignment={data} />
      <OverTime assignment={data} />
      <AssignmentBreakdown assignment={data} />
      <Recipients assignment={data} />
      <Exceptions assignment={data} />
      <WantedForm assignment={data} />
    </>
  )
}

/** The form that the address asks for. */
function WantedForm({ assignment }: { assignment: Assignment }) {
  const { exempt, extend } = useSearch({ from: '/assignments/$id' })
  const navigate = useNavigate({ from: '/assignments/$id' })
  const mayEdit = useMay('editor')
  const personId = exempt ?? extend
  if (personId === undefined || !mayEdit) return null
  const kind = exempt === undefined ? 'extended' : 'exempt'
  return (
    <Suspense fallback={null}>
      <ExceptionForm
        key={`${kind} ${personId}`}
        assignment={assignment}
        kind={kind}
        personId={personId === 0 ? undefined : personId}
        onClose={() => void navigate({ search: ({ exempt: _, extend: __, ...rest }) => rest })}
      />
    </Suspense>
  )
}
