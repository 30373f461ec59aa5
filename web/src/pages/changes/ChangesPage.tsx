import { CloseButton, Group, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, paged } from '../../api.ts'
import { DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { acts } from './acts.ts'
import classes from './ChangesPage.module.css'
import { changeColumns } from './changeColumns.tsx'

/** The log: every change as a sentence, newest first. */
export function ChangesPage() {
  const search = useSearch({ from: '/changes' })
  const navigate = useNavigate({ from: '/changes' })
  const changes = useInfiniteQuery(api.changes.list.infiniteOptions(paged(search)))
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: old => ({ ...old, ...part }), replace: true })
  const isFiltered = Object.values(search).some(value => value !== undefined)

  return (
    <>
      <PageHeader title="Changes" count={changes.data?.pages.at(-1)?.total}>
        Everything that was ever committed, with all it moved. Any of it can be looked at, most of it undone.
      </PageHeader>
      <Group gap="xs" mb="md">
        <NativeSelect
          aria-label="Kind of change"
          value={search.act ?? ''}
          onChange={event => filter({ act: event.currentTarget.value || undefined })}
          data={[{ value: '', label: 'All kinds' }, ...acts]}
        />
        {search.actor ? (
          <Filter label={`By ${search.actor}`} clear={() => filter({ actor: undefined })} />
        ) : null}
        {search.person ? (
          <PersonFilter id={search.person} clear={() => filter({ person: undefined })} />
        ) : null}
        {search.segment ? (
          <SegmentFilter id={search.segment} clear={() => filter({ segment: undefined })} />
        ) : null}
      </Group>
      <DataList
        label="Changes"
        pages={changes}
        columns={changeColumns}
        rowId={change => change.id}
        link={change => ({ to: '/changes/$id', params: { id: change.id } })}
        noun={['change', 'changes']}
        empty={
          isFiltered ? (
            <EmptyState
              action={
                <LinkButton to="/changes" variant="default">
                  Show all changes
                </LinkButton>
              }
            >
              No change fits these filters.
            </EmptyState>
          ) : (
            <EmptyState action={<LinkButton to="/imports">Import people</LinkButton>}>
              Nothing has changed yet. The first import will be the first line here.
            </EmptyState>
          )
        }
      />
    </>
  )
}

function Filter({ label, clear }: { label: string; clear: () => void }) {
  return (
    <span className={classes.filter}>
      {label}
      <CloseButton size="xs" aria-label={`Clear the filter: ${label}`} onClick={clear} />
    </span>
  )
}

function PersonFilter({ id, clear }: { id: number; clear: () => void }) {
  const { data } = useQuery(api.people.get.queryOptions({ input: { id } }))
  return <Filter label={`About ${data ? `${data.firstName} ${data.lastName}` : 'a person'}`} clear={clear} />
}

function SegmentFilter({ id, clear }: { id: number; clear: () => void }) {
  const { data } = useQuery(api.segments.get.queryOptions({ input: { id } }))
  return <Filter label={`Moving ${data?.name ?? 'a segment'}`} clear={clear} />
}
