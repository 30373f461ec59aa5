import { Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { api } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { ProgressChart } from './ProgressChart.tsx'

/** How far an assignment's recipients were since it was first received. */
export function OverTime({ assignment: { id, status } }: { assignment: Assignment }) {
  const { past } = useSearch({ from: '/assignments/$id' })
  const { data, error, refetch } = useQuery({
    ...api.reports.history.queryOptions({ input: { id, past } }),
    placeholderData: keepPreviousData,
    enabled: status === 'live' || status === 'closed',
  })
  if (status !== 'live' && status !== 'closed') return null
  if (error && !data) return <ProblemAlert error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton height={280} mt="lg" role="status" aria-label="Over time: loading" />
  return <ProgressChart title="Over time" step={data.step} points={data.items} />
}
