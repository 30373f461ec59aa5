import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { AssignmentEditor } from './AssignmentEditor.tsx'

/** /assignments/new and /assignments/$id/edit. */
export function AssignmentEditorPage() {
  const { id } = useParams({ strict: false })
  return id === undefined ? <NewAssignment /> : <EditAssignment key={id} id={Number(id)} />
}

function NewAssignment() {
  const { segment } = useSearch({ strict: false })
  return (
    <AssignmentEditor
      key={String(segment)}
      saved={undefined}
      startSegment={typeof segment === 'number' ? segment : undefined}
    />
  )
}

function EditAssignment({ id }: { id: number }) {
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
  return <AssignmentEditor saved={data} startSegment={undefined} />
}
