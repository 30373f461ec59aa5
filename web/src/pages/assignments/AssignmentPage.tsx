import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { AssignmentEditor } from './AssignmentEditor.tsx'
import { AssignmentFigures } from './AssignmentFigures.tsx'
import { AssignmentHead } from './AssignmentHead.tsx'
import { HeldNote } from './HeldNote.tsx'
import { Recipients } from './Recipients.tsx'

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
      <Recipients assignment={data} />
    </>
  )
}
