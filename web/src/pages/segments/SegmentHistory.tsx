import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api, paged } from '../../api.ts'
import { Count, counted } from '../../parts/Count.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import classes from './Segments.module.css'
import { SizeLine } from './SizeLine.tsx'

/** Each change that moved the segment, newest first, and the line of its size. */
export function SegmentHistory({ segment }: { segment: Segment }) {
  const query = useInfiniteQuery(api.segments.history.infiniteOptions(paged({ id: segment.id })))
  const rows = query.data?.pages.flatMap(page => page.items)
  if (query.error && !rows) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />
  if (!rows) return <Skeleton height={240} role="status" aria-label="History: loading" />
  if (rows.length === 0) return <EmptyState>Nothing has moved this segment yet.</EmptyState>
  return (
    <>
      <SizeLine points={rows.map(row => ({ at: row.at, people: row.people })).reverse()} />
      <ol className={classes.history}>
        {rows.map(row => (
          <li key={row.changeId}>
            <span className="quiet">
              <When at={row.at} />
            </span>
            <span>
              <TextLink to="/changes/$id" params={{ id: row.changeId }}>
                {row.summary}
              </TextLink>{' '}
              <span className="quiet">by {row.actor}</span>
              {row.text === null ? null : <code>{row.text}</code>}
            </span>
            <span className={classes.sizes}>
              <span>
                <Count value={row.entered} as="entered" /> <Count value={row.left} as="left" />
              </span>
              {counted(row.people, 'person', 'people')}
            </span>
          </li>
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
