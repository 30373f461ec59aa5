import { Button, Skeleton } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import type { Breakdown, Figures } from '../../../../src/reports/contract.ts'
import { figure } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { figureColumns } from './figureColumns.tsx'
import classes from './Reports.module.css'

type Row = Figures & { id: number | string; name: string }

/** Groups of recipients with their figures; those who are in none come last. */
export function GroupList({
  label,
  kind,
  query,
  restName,
}: {
  label: string
  kind: 'tag' | 'segment'
  query: UseInfiniteQueryResult<InfiniteData<Breakdown, unknown>, Error>
  /** What people are called who are in no group. */
  restName: string
}) {
  const { data, error, refetch } = query
  if (error && !data) return <ProblemAlert error={error} retry={() => void refetch()} />
  const newest = data?.pages.at(-1)
  if (!newest) return <Skeleton height={160} role="status" aria-label={`${label}: loading`} />
  const groups = data?.pages.flatMap(page => page.items) ?? []
  const apart: Row[] = [
    { id: 'rest', name: restName, ...newest.rest },
    { id: 'inactive', name: 'Inactive people', ...newest.inactive },
  ]
  return (
    <>
      <DataList<Row>
        label={label}
        noun={['row', 'rows']}
        rows={[...groups, ...(query.hasNextPage ? [] : apart.filter(row => row.received > 0))]}
        columns={groupColumns}
        rowId={row => row.id}
        link={row => linkOf(row, kind)}
        empty={<EmptyState>Nobody has received anything here.</EmptyState>}
      />
      {query.hasNextPage ? (
        <Button
          variant="default"
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more of {figure(newest.total)} groups
        </Button>
      ) : null}
      {newest.repeated > 0 ? (
        <p className={classes.note}>Somebody in several groups counts in each of them.</p>
      ) : null}
    </>
  )
}

function linkOf({ id }: Row, kind: 'tag' | 'segment'): LinkProps {
  if (typeof id !== 'number')
    return { to: '/people', search: id === 'inactive' ? { status: 'inactive' } : {} }
  return kind === 'segment'
    ? { to: '/segments/$id', params: { id }, search: { tab: 'people' } }
    : { to: '/people', search: { tag: String(id) } }
}

const groupColumns: readonly Column<Row>[] = [
  { id: 'name', header: 'Group', cell: row => row.name },
  ...figureColumns,
]
