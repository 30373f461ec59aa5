import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RuleChange } from '../../../../src/changes/contract.ts'
import { api, paged } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { RuleDiff } from '../segments/RuleDiff.tsx'
import classes from './ChangePage.module.css'

type Page = { items: RuleChange[]; total: number; nextCursor: string | null }

/** The rules a change wrote, as their segments' histories show them. The first came with the change, the others when asked for. */
export function ChangeRules({ id, first }: { id: number; first: Page }) {
  const [isAsked, setAsked] = useState(false)
  const rest = useInfiniteQuery(
    api.changes.rules.infiniteOptions({
      ...paged({ id }),
      initialPageParam: first.nextCursor ?? undefined,
      enabled: isAsked && first.nextCursor !== null,
    }),
  )
  const rows = [...first.items, ...(isAsked ? (rest.data?.pages ?? []) : []).flatMap(page => page.items)]
  return (
    <section className={classes.rules} aria-labelledby="rules">
      <h2 id="rules">{first.total === 1 ? 'Rule' : counted(first.total, 'rule')}</h2>
      <ul aria-label="Rules">
        {rows.map(row => (
          <li key={row.segment.id}>
            <RuleHead row={row} />
            <RuleDiff before={row.textBefore} after={row.text} />
          </li>
        ))}
      </ul>
      <ProblemAlert error={rest.error} />
      {rows.length < first.total ? (
        <Button
          variant="subtle"
          loading={rest.isFetching}
          onClick={() => (isAsked ? void rest.fetchNextPage() : setAsked(true))}
        >
          Show more rules
        </Button>
      ) : null}
    </section>
  )
}

function RuleHead({ row: { segment, isGone, text, textBefore } }: { row: RuleChange }) {
  const words = text === null ? 'deleted' : textBefore === null ? 'new' : isGone ? 'deleted since' : undefined
  return (
    <p className={classes.segment}>
      {isGone ? (
        segment.name
      ) : (
        <TextLink to="/segments/$id" params={{ id: segment.id }}>
          {segment.name}
        </TextLink>
      )}
      {words ? <span className="quiet">{words}</span> : null}
    </p>
  )
}
