import { IconUsersGroup } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api, paged } from '../../api.ts'
import { Count } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import { SizeSpark } from './SizeSpark.tsx'
import { useSizes } from './useSizes.ts'
import { usesInWords } from './usesInWords.ts'

const columnsWith = (sizes: ReturnType<typeof useSizes>): readonly Column<Segment>[] => [
  { id: 'name', header: 'Name', sort: 'name', width: '22%', cell: segment => segment.name },
  {
    id: 'sentence',
    header: 'Who belongs',
    cell: segment => (
      <span className="quiet clip" title={segment.sentence} style={{ display: 'block' }}>
        {segment.sentence}
      </span>
    ),
  },
  {
    id: 'people',
    header: 'People',
    sort: 'people',
    width: '96px',
    align: 'right',
    cell: segment => <Count value={segment.people} />,
  },
  {
    id: 'size',
    header: 'Last 90 days',
    width: '120px',
    wideOnly: true,
    cell: segment => <SizeSpark points={sizes.get(segment.id)?.points ?? []} />,
  },
  {
    id: 'used',
    header: 'Used by',
    width: '190px',
    cell: ({ usedBy }) => <span className="quiet">{usesInWords(usedBy)}</span>,
  },
  {
    id: 'updated',
    header: 'Changed',
    sort: 'updated',
    width: '140px',
    cell: segment => <When at={segment.updatedAt} />,
  },
]

export function SegmentsPage() {
  const { q, sort } = useSearch({ from: '/segments' })
  const navigate = useNavigate({ from: '/segments' })
  const mayEdit = useMay('editor')
  const segments = useInfiniteQuery({
    ...api.segments.list.infiniteOptions(paged({ q, sort })),
    placeholderData: keepPreviousData,
  })
  const sizes = useSizes(segments.data?.pages ?? [])
  const create = mayEdit ? (
    <LinkButton to="/segments/new" data-create>
      New segment
    </LinkButton>
  ) : null
  return (
    <>
      <PageHeader title="Segments" count={segments.data?.pages.at(-1)?.total} actions={create}>
        A segment is everyone whose tags fit its rule. It follows the tags by itself.
      </PageHeader>
      <div style={{ marginBottom: 12 }}>
        <SearchBox
          label="Search segments"
          value={q}
          onSearch={text => void navigate({ search: old => ({ ...old, q: text }), replace: true })}
        />
      </div>
      <DataList
        label="Segments"
        noun={['segment', 'segments']}
        pages={segments}
        columns={columnsWith(sizes)}
        rowId={segment => segment.id}
        nameOf={segment => segment.name}
        link={segment => ({ to: '/segments/$id', params: { id: segment.id } })}
        sort={sort ?? 'name'}
        onSort={next =>
          void navigate({ search: old => ({ ...old, sort: next as typeof sort }), replace: true })
        }
        empty={
          q ? (
            <EmptyState>No segment is called “{q}”.</EmptyState>
          ) : (
            <EmptyState
              icon={<IconUsersGroup size={28} stroke={1.5} />}
              action={mayEdit ? <LinkButton to="/segments/new">New segment</LinkButton> : null}
            >
              Make a segment: pick the tags that decide who belongs.
            </EmptyState>
          )
        }
      />
    </>
  )
}
