import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Explanation } from '../../../../src/segments/explainContract.ts'
import { api } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { fullName } from '../../parts/planNames.ts'
import { problemOf } from '../../problem.ts'
import { momentInWords } from './days.ts'
import { WhatWouldMove } from './WhatWouldMove.tsx'
import classes from './Why.module.css'
import { openedIn, WhyTree } from './WhyTree.tsx'

/**
 * Why a person is in a segment, or is not, now or at a moment: its rule with the answer at every line, the tags that
 * decided with where they came from, and what would change it.
 */
export function Why({
  person,
  segment,
  asOf,
}: {
  person: number
  segment: number
  asOf?: string | undefined
}) {
  const query = useQuery(api.segments.explain.queryOptions({ input: { id: segment, person, asOf } }))
  if (query.error) {
    // What was not there then will not be there when it is asked once more.
    const retry = problemOf(query.error).status === 404 ? {} : { retry: () => void query.refetch() }
    return <ProblemAlert error={query.error} {...retry} />
  }
  if (!query.data) return <Skeleton height={64} mt={8} aria-label="Working out why" />
  const { matches, rule } = query.data
  return (
    <div className={classes.why} data-why data-out={!matches || undefined}>
      <p>
        <Verdict explanation={query.data} /> because:
      </p>
      <ul className={classes.tree}>
        <WhyTree node={rule} opened={openedIn(rule)} />
      </ul>
      {asOf === undefined ? <WhatWouldMove explanation={query.data} /> : null}
    </div>
  )
}

function Verdict({ explanation: { person, segment, matches, asOf } }: { explanation: Explanation }) {
  const name = fullName(person)
  const strong = <strong>{segment.name}</strong>
  if (asOf === null)
    return (
      <>
        {name} {matches ? 'is in' : 'is not in'} {strong}
      </>
    )
  return (
    <>
      On {momentInWords(asOf)}, {name} {matches ? 'was in' : 'was not in'} {strong}
    </>
  )
}
