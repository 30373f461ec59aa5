import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { OverdueGroup } from '../../../../src/reports/contract.ts'
import { api, paged } from '../../api.ts'
import { figure } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import classes from './Reports.module.css'

type Filter = {
  q?: string | undefined
  segment?: number | undefined
  where?: string | undefined
  tag?: string | undefined
  assignment?: number | undefined
  by?: string | undefined
}

/** What is overdue by manager, or by the key that was chosen; a group leads to its list. Nothing where there is no key. */
export function OverdueGroups({ filter, onChoose }: { filter: Filter; onChoose: (tag: string) => void }) {
  const query = useInfiniteQuery(api.reports.overdueGroups.infiniteOptions(paged(filter, 5)))
  const newest = query.data?.pages.at(-1)
  if (!newest?.key || filter.tag !== undefined) {
    return newest && newest.key === null ? (
      <p className={classes.note}>
        Choose a tag key to group by. Where <TextLink to="/settings/messages">escalation</TextLink> names the
        key of managers, they are grouped by manager.
      </p>
    ) : null
  }
  const { key } = newest
  const columns: readonly Column<OverdueGroup>[] = [
    {
      id: 'name',
      header: key,
      cell: group =>
        group.id === null ? (
          group.name
        ) : (
          <button type="button" className="linkButton" onClick={() => onChoose(`${key}: ${group.name}`)}>
            {group.name}
          </button>
        ),
    },
    { id: 'people', header: 'People', width: '110px', align: 'right', cell: group => figure(group.people) },
    {
      id: 'overdue',
      header: 'Overdue',
      width: '110px',
      align: 'right',
      cell: group => <span className="leave">{figure(group.overdue)}</span>,
    },
    { id: 'oldest', header: 'Oldest due', width: '150px', cell: group => <When at={group.oldestDueAt} /> },
  ]
  return (
    <section className={classes.section} aria-labelledby="groups">
      <h2 id="groups">By {key}</h2>
      <DataList<OverdueGroup>
        label={`By ${key}`}
        noun={['row', 'rows']}
        rows={query.data?.pages.flatMap(page => page.items) ?? []}
        columns={columns}
        rowId={group => group.id ?? 'none'}
        empty={null}
      />
      {query.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more of {figure(newest.total)}
        </Button>
      ) : null}
    </section>
  )
}
