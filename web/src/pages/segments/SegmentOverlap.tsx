import { Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api } from '../../api.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { idsIn } from './overlapWords.ts'
import classes from './SegmentOverlap.module.css'
import { SegmentOverlapChoice } from './SegmentOverlapChoice.tsx'
import { SegmentOverlapPlot } from './SegmentOverlapPlot.tsx'
import { SegmentOverlapRows } from './SegmentOverlapRows.tsx'
import { SegmentOverlapTable } from './SegmentOverlapTable.tsx'

/** What the endpoint compares at once, this one among them. */
const AT_MOST = 6

/** Who is in this segment and in others too, and who is only here. Which others stands in the address. */
export function SegmentOverlap({ segment }: { segment: Segment }) {
  const search = useSearch({ from: '/segments/$id' })
  const navigate = useNavigate({ from: '/segments/$id' })
  const others = idsIn(search.with, AT_MOST - 1, segment.id)
  const { data, error, isPlaceholderData } = useQuery(
    api.segments.overlap.queryOptions({
      input: { body: { ids: [segment.id, ...others] } },
      enabled: others.length > 0,
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <div className={classes.root}>
      <SegmentOverlapChoice
        segment={segment}
        chosen={others}
        named={data?.segments ?? []}
        atMost={AT_MOST - 1}
        onChange={ids =>
          void navigate({
            search: old => ({ ...old, with: ids.length > 0 ? ids.join(',') : undefined }),
            replace: true,
          })
        }
      />
      <ProblemAlert error={error} />
      {others.length === 0 ? (
        <EmptyState>Choose up to five other segments to see how many people they share.</EmptyState>
      ) : error ? null : !data ? (
        <Skeleton height={240} role="status" aria-label="Overlap: loading" />
      ) : data.parts.length === 0 ? (
        <EmptyState>Nobody is in any of these segments.</EmptyState>
      ) : (
        <div data-stale={isPlaceholderData || undefined}>
          <SegmentOverlapPlot overlap={data} />
          <SegmentOverlapRows overlap={data} />
          <SegmentOverlapTable overlap={data} />
        </div>
      )}
    </div>
  )
}
