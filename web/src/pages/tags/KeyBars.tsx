import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { quote } from '../../../../src/segments/rule/words.ts'
import type { TagKey } from '../../../../src/tags/contract.ts'
import { api, paged } from '../../api.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import classes from './KeyBars.module.css'

const BARS = 20
/** What one request brings of the others. */
const MANY = 100

/** The values of a key as bars, the largest first; whoever has none of them last. Each leads to its people. */
export function KeyBars({ tagKey }: { tagKey: TagKey }) {
  const key = tagKey.name
  const [isOpen, setOpen] = useState(false)
  const first = useQuery(api.tags.list.queryOptions({ input: { key, sort: '-people', limit: BARS } }))
  const everyone = useQuery(api.people.list.queryOptions({ input: { limit: 1 } }))
  if (first.error) return <ProblemAlert error={first.error} retry={() => void first.refetch()} />
  if (!first.data || everyone.isPending) return <Skeleton height={Math.min(tagKey.values, BARS) * 28} />
  const { items, total } = first.data
  const none = (everyone.data?.total ?? tagKey.people) - tagKey.people
  const most = Math.max(1, none, ...items.map(tag => tag.people))
  return (
    <div className={classes.root}>
      <ol className={classes.bars} aria-label={`Values of ${key}, the largest first`}>
        {items.map(({ id, value, people }) => (
          <li key={id}>
            <Link to="/people" search={{ tag: String(id) }} preload={false}>
              <Bar name={value} people={people} share={people / most} />
            </Link>
          </li>
        ))}
        {none > 0 ? (
          <li data-none>
            <Link to="/people" search={{ where: `${quote(key)} missing` }} preload={false}>
              <Bar name={`No ${key}`} people={none} share={none / most} />
            </Link>
          </li>
        ) : null}
      </ol>
      {total > items.length ? (
        isOpen ? (
          <Others tagKey={tagKey} />
        ) : (
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
            Show {figure(total - items.length)} more
          </Button>
        )
      ) : null}
    </div>
  )
}

function Bar({ name, people, share }: { name: string; people: number; share: number }) {
  return (
    <>
      <span className="clip" title={name}>
        {name}
      </span>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className={classes.people}>
        {figure(people)}
        <span className={classes.srOnly}>{people === 1 ? ' person' : ' people'}</span>
      </span>
    </>
  )
}

/** Those behind the first bars, in a line: so many bars would say nothing more. */
function Others({ tagKey }: { tagKey: TagKey }) {
  const rest = useInfiniteQuery(
    api.tags.list.infiniteOptions(paged({ key: tagKey.name, sort: '-people' as const }, MANY)),
  )
  if (rest.error) return <ProblemAlert error={rest.error} retry={() => void rest.refetch()} />
  const tags = rest.data?.pages.flatMap(page => page.items).slice(BARS) ?? []
  if (rest.isPending) return <Skeleton height={60} />
  return (
    <>
      <ul className={classes.others} aria-label={`Further values of ${tagKey.name}`}>
        {tags.map(({ id, value, people }) => (
          <li key={id}>
            <TextLink to="/people" search={{ tag: String(id) }} preload={false}>
              {value}
            </TextLink>{' '}
            <span className="quiet" title={counted(people, 'person', 'people')}>
              {figure(people)}
            </span>
          </li>
        ))}
      </ul>
      {rest.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={rest.isFetchingNextPage}
          onClick={() => void rest.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </>
  )
}
