import { MultiSelect, Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api } from '../../api.ts'
import { Count } from '../../parts/Count.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import classes from './SegmentOverlap.module.css'

/** What the endpoint compares at once, this one among them. */
const AT_MOST = 6

/** Who is in this segment and in others too, and who is only here. */
export function SegmentOverlap({ segment }: { segment: Segment }) {
  const [others, setOthers] = useState<string[]>([])
  const { data: known } = useQuery(api.segments.list.queryOptions({ input: { limit: 500, sort: 'name' } }))
  const ids = [segment.id, ...others.map(Number)]
  const { data, error } = useQuery(
    api.segments.overlap.queryOptions({
      input: { body: { ids } },
      enabled: ids.length > 1,
      placeholderData: keepPreviousData,
    }),
  )
  const most = Math.max(1, ...(data?.parts ?? []).map(part => part.people))
  const nameOf = new Map(data?.segments.map(one => [one.id, one]))
  return (
    <div className={classes.root}>
      <MultiSelect
        label={`Compare ${segment.name} with`}
        placeholder={others.length === 0 ? 'Segments' : ''}
        searchable
        maxValues={AT_MOST - 1}
        value={others}
        onChange={setOthers}
        data={(known?.items ?? [])
          .filter(one => one.id !== segment.id)
          .map(one => ({ value: String(one.id), label: one.name }))}
      />
      <ProblemAlert error={error} />
      {ids.length < 2 ? (
        <EmptyState>Choose up to five other segments to see how many people they share.</EmptyState>
      ) : data ? (
        <ul className={classes.parts} aria-label="Parts">
          {data.parts
            .filter(part => part.people > 0)
            .sort((a, b) => b.people - a.people)
            .map(part => (
              <li key={part.ids.join(' ')}>
                <span className={classes.who}>
                  {part.ids.length === 1 ? <span className="quiet">only</span> : null}
                  {part.ids.map(id => {
                    const one = nameOf.get(id)
                    return one ? <SegmentChip key={id} segment={{ id: one.id, name: one.name }} /> : null
                  })}
                </span>
                <span className={classes.bar} aria-hidden>
                  <span style={{ width: `${(part.people / most) * 100}%` }} />
                </span>
                <Count value={part.people} />
              </li>
            ))}
        </ul>
      ) : (
        <Skeleton height={120} />
      )}
    </div>
  )
}
