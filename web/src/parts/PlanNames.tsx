import { Button, Skeleton } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { counted, figure } from './Count.tsx'
import { PlanPerson } from './PlanPerson.tsx'
import classes from './PlanView.module.css'
import { ProblemAlert } from './ProblemAlert.tsx'
import { type NamesSource, namesFile, namesPage, type Sample, type SomeOf } from './planNames.ts'
import { SearchBox } from './SearchBox.tsx'

const PAGE = 25
/** With fewer names than this, reading is quicker than searching. */
const WORTH_SEARCHING = 12

/** The people behind a row of a plan, each with what changes: searched and paged by the server, to be downloaded whole. */
export function PlanNames({
  sides,
  sample,
  names,
  done,
}: {
  sides: SomeOf[]
  sample: Sample | undefined
  names: NamesSource
  done: boolean
}) {
  const [word, setWord] = useState(sides[0]?.word)
  const [q, setQ] = useState<string | undefined>()
  const shown = sides.find(one => one.word === word) ?? sides[0]
  const which = shown?.which
  const first = sample && which && 'side' in which && which.side !== 'changed' ? sample[which.side] : []
  const query = useInfiniteQuery({
    queryKey: ['names', names, which, q],
    queryFn: ({ pageParam, signal: _ }) =>
      names && which
        ? namesPage(names, { ...which, q, cursor: pageParam, limit: PAGE })
        : Promise.resolve({ items: first, total: first.length, nextCursor: null }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const people = query.data?.pages.flatMap(page => page.items) ?? first
  const total = query.data?.pages.at(-1)?.total
  const count = shown?.count ?? 0

  return (
    <div className={classes.names}>
      <div className={classes.tools}>
        {sides.length > 1 ? (
          <fieldset className={classes.sides} aria-label="Which people">
            {sides.map(one => (
              <button
                key={one.word}
                type="button"
                aria-pressed={one === shown}
                onClick={() => {
                  setWord(one.word)
                  setQ(undefined)
                }}
              >
                {one.word} {figure(one.count)}
              </button>
            ))}
          </fieldset>
        ) : null}
        {names && count > WORTH_SEARCHING ? (
          <SearchBox label="Search these names" value={q} onSearch={setQ} shortcut={false} />
        ) : null}
        {names && which ? (
          <span className={classes.files}>
            Download{' '}
            <a href={namesFile(names, 'csv', { ...which, q })} download>
              CSV
            </a>{' '}
            <a href={namesFile(names, 'xlsx', { ...which, q })} download>
              Excel
            </a>
          </span>
        ) : null}
      </div>
      <ul className={classes.people}>
        {people.map(one => (
          <li key={`${one.id} ${one.email}`}>
            <PlanPerson person={one} done={done} />
          </li>
        ))}
      </ul>
      {query.isPending && people.length === 0 ? <Skeleton height={60} /> : null}
      {query.error ? <ProblemAlert error={query.error} retry={() => void query.refetch()} /> : null}
      {people.length === 0 && query.isSuccess ? <p className="quiet">Nobody of this name.</p> : null}
      {query.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more of {counted(total ?? count, 'person', 'people')}
        </Button>
      ) : null}
    </div>
  )
}
