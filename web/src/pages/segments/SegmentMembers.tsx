import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonName } from '../../../../src/changes/contract.ts'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api, paged } from '../../api.ts'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { fullName } from '../../parts/planNames.ts'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { WhyDrawer } from './WhyDrawer.tsx'

/** Everyone in the segment now, each with the reason. */
export function SegmentMembers({ segment }: { segment: Segment }) {
  const [q, setQ] = useState<string | undefined>()
  const [asked, setAsked] = useState<PersonName | undefined>()
  const people = useInfiniteQuery({
    ...api.segments.people.infiniteOptions(paged({ id: segment.id, q })),
    placeholderData: keepPreviousData,
  })
  const columns: readonly Column<PersonName>[] = [
    { id: 'name', header: 'Name', cell: fullName },
    { id: 'email', header: 'E-mail', cell: person => <span className="quiet">{person.email}</span> },
    {
      id: 'why',
      header: 'Why',
      speaksForItself: true,
      width: '96px',
      cell: person => (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`Why is ${fullName(person)} in ${segment.name}?`}
          onClick={() => setAsked(person)}
        >
          Why?
        </Button>
      ),
    },
  ]
  return (
    <>
      <div style={{ marginBottom: 12 }}>
        <SearchBox label="Search members" value={q} onSearch={setQ} />
      </div>
      <DataList
        label={`Members of ${segment.name}`}
        noun={['person', 'people']}
        pages={people}
        columns={columns}
        rowId={person => person.id}
        nameOf={fullName}
        link={person => ({ to: '/people/$id', params: { id: person.id } })}
        empty={
          <EmptyState>{q ? `Nobody here fits “${q}”.` : 'Nobody fits the rule at the moment.'}</EmptyState>
        }
      />
      {asked ? <WhyDrawer person={asked} segment={segment} onClose={() => setAsked(undefined)} /> : null}
    </>
  )
}
