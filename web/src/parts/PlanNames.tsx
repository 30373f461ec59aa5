import { Button, Skeleton } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonName } from '../../../src/changes/moveContract.ts'
import { counted, figure } from './Count.tsx'
import classes from './PlanView.module.css'
import { ProblemAlert } from './ProblemAlert.tsx'
import { fullName, type NamesSource, namesAsCsv, namesPage, type Sample, type Side } from './planNames.ts'
import { SearchBox } from './SearchBox.tsx'
import { TextLink } from './TextLink.tsx'

const PAGE = 25
/** With fewer names than this, reading is quicker than searching. */
const WORTH_SEARCHING = 12

/** The names behind a row of a plan: one side at a time, searched and paged by the server, to be downloaded whole. */
export function PlanNames({
  part,
  sides,
  sample,
  names,
  done,
}: {
  part: string
  sides: { side: Side; count: number; word: string }[]
  sample: Sample | undefined
  names: NamesSource
  done: boolean
}) {
  const [side, setSide] = useState(sides[0]?.side ?? 'entered')
  const [q, setQ] = useState<string | undefined>()
  const first = sample && side !== 'changed' ? sample[side] : []
  const query = useInfiniteQuery({
    queryKey: ['names', names, part, side, q],
    queryFn: ({ pageParam, signal: _ }) =>
      names
        ? namesPage(names, { part, side, q, cursor: pageParam, limit: PAGE })
        : Promise.resolve({ items: first, total: first.length, nextCursor: null }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const people = query.data?.pages.flatMap(page => page.items) ?? first
  const total = query.data?.pages.at(-1)?.total
  const count = sides.find(one => one.side === side)?.count ?? 0

  return (
    <div className={classes.names}>
      <div className={classes.tools}>
        {sides.length > 1 ? (
          <fieldset className={classes.sides} aria-label="Which people">
            {sides.map(one => (
              <button
                key={one.side}
                type="button"
                aria-pressed={one.side === side}
                onClick={() => {
                  setSide(one.side)
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
        {names ? <DownloadNames names={names} part={part} side={side} /> : null}
      </div>
      <ul className={classes.people}>
        {people.map(one => (
          <li key={`${one.id} ${one.email}`}>
            <Name person={one} done={done} />
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

function Name({ person, done }: { person: PersonName; done: boolean }) {
  return (
    <>
      {done && person.id > 0 ? (
        <TextLink to="/people/$id" params={{ id: person.id }}>
          {fullName(person)}
        </TextLink>
      ) : (
        fullName(person)
      )}{' '}
      <span className="quiet">{person.email}</span>
    </>
  )
}

function DownloadNames({
  names,
  part,
  side,
}: {
  names: Exclude<NamesSource, null>
  part: string
  side: Side
}) {
  const [pending, setPending] = useState(false)
  const download = async () => {
    setPending(true)
    try {
      const url = URL.createObjectURL(await namesAsCsv(names, { part, side }))
      const link = document.createElement('a')
      link.href = url
      link.download = `${part.replace(':', '-')}-${side}.csv`
      link.click()
      URL.revokeObjectURL(url)
    } finally {
      setPending(false)
    }
  }
  return (
    <Button variant="subtle" size="compact-sm" loading={pending} onClick={() => void download()}>
      Download
    </Button>
  )
}
