import { Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Plan } from '../../../../src/changes/contract.ts'
import { client } from '../../api.ts'
import { PlanView } from '../../parts/PlanView.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import classes from './Segments.module.css'
import { bodyOf, type SegmentBody, type SegmentDraft } from './segmentDraft.ts'

/** A whole plan costs more than a count, so it waits for a longer pause. */
const PAUSE_MS = 500

/** The dry run of the save, while it is being written: the same rows the plan sheet will show. */
export function WhatSavingMoves({
  draft,
  touched,
  hasProblems,
}: {
  draft: SegmentDraft
  touched: boolean
  hasProblems: boolean
}) {
  const body = useMemo(() => bodyOf(draft), [draft])
  const [settled] = useDebouncedValue(body, PAUSE_MS)
  const isReady = touched && settled !== undefined && !hasProblems
  const { data: plan, error } = useQuery({
    queryKey: ['segment-plan', draft.saved?.id, settled],
    queryFn: ({ signal }) => planOf(draft.saved?.id, settled, signal),
    enabled: isReady,
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (!touched || hasProblems || !body) return null
  return (
    <section className={classes.moves} aria-labelledby="moves-heading">
      <h2 id="moves-heading">What saving would move</h2>
      {error ? <ProblemAlert error={error} list /> : null}
      {plan && !error ? (
        <div className={settled === body ? undefined : classes.pending}>
          <PlanView plan={plan} names={plan.id ? { plan: plan.id } : null} />
        </div>
      ) : error ? null : (
        <Skeleton height={160} mt={8} />
      )}
    </section>
  )
}

async function planOf(
  id: number | undefined,
  body: SegmentBody | undefined,
  signal: AbortSignal,
): Promise<Plan> {
  if (!body) throw new Error('There is nothing to plan.')
  const query = { dryRun: true }
  const answer =
    id === undefined
      ? await client.segments.create({ query, body }, { signal })
      : await client.segments.update({ params: { id }, query, body }, { signal })
  if (!('summary' in answer)) throw new Error('The server answered something other than a plan.')
  return answer
}
