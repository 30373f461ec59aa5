import { Group } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { api, paged } from '../../api.ts'
import { DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ExportMenu } from '../../parts/ExportMenu.tsx'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { fullName } from '../../parts/planNames.ts'
import { useSelection } from '../../parts/useSelection.ts'
import { problemOf } from '../../problem.ts'
import { useMay } from '../../session.ts'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { chosenPeople } from './chosenPeople.ts'
import { NobodyFound } from './NobodyFound.tsx'
import { PeopleFilters, tagInWords } from './PeopleFilters.tsx'
import classes from './PeoplePage.module.css'
import { PeopleSearch, SearchHint } from './PeopleSearch.tsx'
import { peopleColumns } from './peopleColumns.tsx'
import { RuleProblems } from './RuleProblems.tsx'
import { SelectionActs } from './SelectionActs.tsx'
import { useColumnChoice } from './useColumnChoice.ts'
import { usePeopleFilter } from './usePeopleFilter.ts'

const PAGE = 200

export function PeoplePage() {
  const { filter, sort = 'name', isFiltered, change } = usePeopleFilter()
  const mayEdit = useMay('editor')
  const choice = useColumnChoice()
  const people = useInfiniteQuery({
    ...api.people.list.infiniteOptions(paged({ ...filter, sort }, PAGE)),
    placeholderData: keepPreviousData,
  })
  const loaded = useMemo(() => people.data?.pages.flatMap(page => page.items) ?? [], [people.data])
  const total = people.data?.pages.at(-1)?.total
  const selection = useSelection()
  // Who was chosen under another filter may be out of sight now, and nobody acts on what they cannot see.
  const [selectedUnder, setSelectedUnder] = useState(filter)
  if (selectedUnder !== filter) {
    setSelectedUnder(filter)
    selection.clear()
  }
  const isRuleRefused =
    filter.where !== undefined && people.error !== null && problemOf(people.error).status === 422
  const isNew = !isFiltered && total === 0

  return (
    <>
      <PageHeader
        title="People"
        count={isNew ? undefined : total}
        actions={
          mayEdit ? (
            <>
              <LinkButton to="/imports" variant="default">
                Import a list
              </LinkButton>
              <LinkButton to="/people/new" search={true} data-create>
                Add person
              </LinkButton>
            </>
          ) : null
        }
      />
      {isNew ? (
        <Nobody mayEdit={mayEdit} />
      ) : (
        <>
          <div className={classes.bar}>
            <PeopleSearch />
            <Group gap={4}>
              <ColumnsMenu choice={choice} />
              <ExportMenu
                path="/people/export"
                words={isFiltered ? 'The people this filter finds' : 'Everyone'}
                query={{ ...filter, sort }}
              />
            </Group>
          </div>
          <SearchHint isRefused={isRuleRefused} />
          <PeopleFilters loaded={loaded} />
          {isRuleRefused ? (
            <RuleProblems where={filter.where ?? ''} error={people.error} />
          ) : (
            <div className={classes.list} data-stale={people.isPlaceholderData || undefined}>
              <DataList
                label="People"
                noun={['person', 'people']}
                pages={people}
                columns={peopleColumns(choice)}
                rowId={person => person.id}
                nameOf={fullName}
                link={person => ({
                  to: '/people/$id',
                  params: { id: person.id },
                  search: { asOf: filter.asOf },
                })}
                sort={sort}
                onSort={next => change({ sort: next as typeof sort })}
                {...(mayEdit && !filter.asOf ? { selection } : {})}
                selectionActs={
                  <SelectionActs
                    count={selection.all ? (total ?? 0) : selection.ids.size}
                    status={filter.status}
                    choose={() =>
                      chosenPeople(selection, filter, filter.tag && tagInWords(filter.tag, loaded))
                    }
                    onDone={selection.clear}
                  />
                }
                empty={<NobodyFound />}
              />
            </div>
          )}
        </>
      )}
      {/* The form for a new one opens over the list. */}
      <Outlet />
    </>
  )
}

function Nobody({ mayEdit }: { mayEdit: boolean }) {
  return (
    <EmptyState
      action={
        mayEdit ? (
          <>
            <LinkButton to="/imports">Import a list</LinkButton>
            <LinkButton to="/people/new" variant="default">
              Add a person
            </LinkButton>
          </>
        ) : null
      }
    >
      Nobody here yet. Import a list or add a person.
    </EmptyState>
  )
}
