import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { SegmentEditor } from './SegmentEditor.tsx'
import { SegmentSkeleton } from './SegmentSkeleton.tsx'

/** /segments/new and /segments/$id. */
export function SegmentEditorPage() {
  const { id } = useParams({ strict: false })
  return id === undefined ? <NewSegment /> : <SavedSegment key={id} id={Number(id)} />
}

function NewSegment() {
  const { text } = useSearch({ strict: false })
  return <SegmentEditor key={text} live={undefined} startText={typeof text === 'string' ? text : undefined} />
}

function SavedSegment({ id }: { id: number }) {
  const query = useQuery(api.segments.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  const live: Segment | undefined = query.data
  if (query.error && !live)
    return <ProblemAlert error={query.error} page retry={() => void query.refetch()} />
  if (!live) {
    return (
      <>
        <PageHeader title="Segment" />
        <SegmentSkeleton />
      </>
    )
  }
  return <SegmentEditor live={live} startText={undefined} />
}
