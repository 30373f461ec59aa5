import { Skeleton } from '@mantine/core'
import type { InferContractRouterOutputs } from '@orpc/contract'
import { useQuery } from '@tanstack/react-query'
import type { Contract } from '../../../../src/contract.ts'
import { api } from '../../api.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { percent } from './chartWords.ts'
import classes from './Reports.module.css'
import { ShareBar } from './ShareBar.tsx'

type Standing = InferContractRouterOutputs<Contract>['reports']['leaderboard']['items'][number]

/** Groups by how much they have completed. */
export function LeaderboardReport() {
  const { data, error, refetch } = useQuery(api.reports.leaderboard.queryOptions())
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton height={240} role="status" aria-label="Leaderboard: loading" />
  const { key, minimum, items, smaller } = data
  return (
    <>
      <p className={classes.note}>
        By {key}, ranked by the share completed. Groups of fewer than {figure(minimum)} people are not shown
        by themselves.
      </p>
      <DataList<Standing>
        label="Leaderboard"
        noun={['group', 'groups']}
        rows={items}
        columns={columnsOf(key)}
        rowId={one => one.id}
        link={one => ({ to: '/people', search: { tag: String(one.id) } })}
        empty={<EmptyState>No group of {figure(minimum)} people or more has received anything.</EmptyState>}
      />
      {smaller ? (
        <p className={classes.note}>
          {counted(smaller.groups, 'smaller group')} with {counted(smaller.people, 'person', 'people')}{' '}
          together: {figure(smaller.completed)} of {figure(smaller.received)} completed,{' '}
          {percent(smaller.completed, smaller.received)} %.
        </p>
      ) : null}
    </>
  )
}

const columnsOf = (key: string): readonly Column<Standing>[] => [
  {
    id: 'group',
    header: key,
    cell: one => (
      <>
        <span className={classes.rank}>{one.rank}.</span> {one.name}
      </>
    ),
  },
  { id: 'people', header: 'People', width: '110px', align: 'right', cell: one => figure(one.people) },
  { id: 'received', header: 'Received', width: '110px', align: 'right', cell: one => figure(one.received) },
  {
    id: 'completed',
    header: 'Completed',
    width: '110px',
    align: 'right',
    cell: one => figure(one.completed),
  },
  { id: 'share', header: 'Done', width: '190px', cell: one => <ShareBar figures={one} /> },
]
