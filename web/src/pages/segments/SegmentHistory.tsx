import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api, paged } from '../../api.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import classes from './SegmentHistory.module.css'
import { SegmentHistoryEntry } from './SegmentHistoryEntry.tsx'
import { SizeLine } from './SizeLine.tsx'

/** The line of the segment's size, and each change that moved it, newest first. */
export function SegmentHistory({ segment }: { segment: Segment }) {
  const query = useInfiniteQuery(api.segments.history.infiniteOptions(paged({ id: segment.id })))
  const sizes = useQuery(api.segments.sizes.queryOptions({ input: { ids: String(segment.id) } }))
  const rows = query.data?.pages.flatMap(page => page.items)
  const line = sizes.data?.items[0]
  if (query.error && !rows) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />
  // The list waits for the line above it, rather than jump down when it comes.
  if (!rows || sizes.isPending) return <Skeleton height={240} role="status" aria-label="History: loading" />
  if (rows.length === 0) return <EmptyState>Nothing has moved this segment yet.</EmptyState>
  const present = rows.find(row => row.text !== null)
  return (
    <>
      {line ? <SizeLine segment={segment} points={line.points} isWhole={line.isWhole} /> : null}
      <ProblemAlert error={sizes.error} />
      <ol className={classes.history} aria-label="Changes">
        {rows.map(row => (
          <SegmentHistoryEntry key={row.changeId} segment={segment} entry={row} isPresent={row === present} />
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button
          variant="subtle"
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show earlier changes
        </Button>
      ) : null}
    </>
  )
}
