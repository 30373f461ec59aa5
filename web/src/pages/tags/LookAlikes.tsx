import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '../../../../src/tags/fold.ts'
import { api, client } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import classes from './Tags.module.css'
import { useJoin } from './useJoin.ts'
import { useSpelling } from './useSpelling.ts'

const FIRST = 3
type Pair = { key: string; value: string; like: string }

/** Values that are probably one, wherever they are folded away. */
export function LookAlikes({ mayEdit }: { mayEdit: boolean }) {
  const [showAll, setShowAll] = useState(false)
  const join = useJoin()
  const overview = useQuery(api.home.overview.queryOptions())
  const pairs = overview.data?.attention.lookAlikes ?? []
  const { remember } = useSpelling()
  const find = useMutation({
    mutationFn: async ({ pair, answer }: { pair: Pair; answer: 'join' | 'apart' }) => {
      const [from, into] = await Promise.all([findTag(pair.key, pair.value), findTag(pair.key, pair.like)])
      if (answer === 'join') join(from, into)
      else remember(from.value, { tagId: into.id, kind: 'apart', name: into.value })
    },
  })
  if (pairs.length === 0) return null
  return (
    <section className={classes.alikes} aria-label="Look-alikes">
      <h2>
        {pairs.length === 1 ? 'One value looks' : `${counted(pairs.length, 'value')} look`} like another
      </h2>
      <ul>
        {(showAll ? pairs : pairs.slice(0, FIRST)).map(pair => (
          <li key={`${pair.key} ${pair.value}`}>
            <span>
              <span className="quiet">{pair.key}: </span>
              <strong>{pair.value}</strong> looks like <strong>{pair.like}</strong>
            </span>
            {mayEdit ? (
              <>
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={`Join ${pair.key}: ${pair.value} with ${pair.like}`}
                  onClick={() => find.mutate({ pair, answer: 'join' })}
                >
                  Join
                </Button>
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={`Keep ${pair.key}: ${pair.value} apart from ${pair.like}`}
                  onClick={() => find.mutate({ pair, answer: 'apart' })}
                >
                  Keep apart
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {pairs.length > FIRST && !showAll ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setShowAll(true)}>
          Show all {pairs.length}
        </Button>
      ) : null}
      <ProblemAlert error={find.error} />
    </section>
  )
}

/** The hint knows values only; the act needs the tag. */
async function findTag(key: string, value: string) {
  const { items } = await client.tags.list({ key, q: value, limit: 100 })
  const tag = items.find(one => fold(one.value) === fold(value))
  if (!tag) throw new Error(`There is no ${key}: ${value} any more.`)
  return tag
}
