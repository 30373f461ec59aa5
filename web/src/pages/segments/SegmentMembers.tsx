import { Button } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonName } from '../../../../src/changes/moveContract.ts'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api, paged } from '../../api.ts'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { fullName } from '../../parts/planNames.ts'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { AsOfButton } from '../people/AsOfButton.tsx'
import { PastNote } from '../people/PastNote.tsx'
import classes from './SegmentMembers.module.css'
import { WhyDrawer } from './WhyDrawer.tsx'

const plain: readonly Column<PersonName>[] = [
  { id: 'name', header: 'Name', cell: fullName },
  { id: 'email', header: 'E-mail', cell: person => <span className="quiet">{person.email}</span> },
]

/** Everyone in the segment, now or at a past moment, each with the reason. */
export function SegmentMembers({ segment }: { segment: Segment }) {
  const { asOf } = useSearch({ from: '/segments/$id' })
  const navigate = useNavigate({ from: '/segments/$id' })
  const [q, setQ] = useState<string | undefined>()
  const [asked, setAsked] = useState<PersonName | undefined>()
  const people = useInfiniteQuery({
    ...api.segments.people.infiniteOptions(paged({ id: segment.id, q, asOf })),
    placeholderData: keepPreviousData,
  })
  const why: Column<PersonName> = {
    id: 'why',
    header: 'Why',
    speaksForItself: true,
    width: '96px',
    cell: person => (
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={`Why ${asOf ? 'was' : 'is'} ${fullName(person)} in ${segment.name}?`}
        onClick={() => setAsked(person)}
      >
        Why?
      </Button>
    ),
  }
  const nobody = asOf ? 'Nobody was in this segment then.' : 'Nobody fits the rule at the moment.'
  return (
    <>
      <div className={classes.bar}>
        <SearchBox label="Search members" value={q} onSearch={setQ} />
        <AsOfButton
          icon={<IconCalendar size={16} aria-hidden />}
          value={asOf}
          onChange={moment => void navigate({ search: old => ({ ...old, asOf: moment }) })}
        />
      </div>
      {asOf ? <PastNote asOf={asOf} /> : null}
      <DataList
        label={`Members of ${segment.name}`}
        noun={['person', 'people']}
        pages={people}
        columns={[...plain, why]}
        rowId={person => person.id}
        nameOf={fullName}
        link={person => ({ to: '/people/$id', params: { id: person.id }, search: { asOf } })}
        empty={<EmptyState>{q ? `Nobody here fits “${q}”.` : nobody}</EmptyState>}
      />
      {asked ? (
        <WhyDrawer person={asked} segment={segment} asOf={asOf} onClose={() => setAsked(undefined)} />
      ) : null}
    </>
  )
}
