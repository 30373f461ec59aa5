import { Button } from '@mantine/core'
import type { Explanation, Proposal } from '../../../../src/segments/explainContract.ts'
import { client } from '../../api.ts'
import { useMay } from '../../session.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './Why.module.css'

/** The fewest tag changes that would put the person in, or take them out: each leads to its plan. */
export function WhatWouldMove({ explanation }: { explanation: Explanation }) {
  const { person, matches, wouldEnter, wouldLeave } = explanation
  const proposals = matches ? wouldLeave : wouldEnter
  const mayEdit = useMay('editor')
  return (
    <div className={classes.move}>
      <h3>
        What would {matches ? 'take' : 'put'} {person.firstName} {matches ? 'out' : 'in'}
      </h3>
      {proposals.length === 0 ? (
        <p>{noWay(explanation)}</p>
      ) : (
        <ul>
          {proposals.map(proposal => (
            <li key={proposal.sentence}>
              <span>{proposal.sentence}</span>
              {mayEdit ? <ShowPlan person={person.id} proposal={proposal} /> : null}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function ShowPlan({ person, proposal }: { person: number; proposal: Proposal }) {
  const { start, isBusy } = usePlanAct()
  return (
    <Button
      variant="default"
      size="compact-sm"
      disabled={isBusy}
      aria-label={`Show the plan: ${proposal.sentence}`}
      onClick={() =>
        void start({
          label: proposal.sentence,
          run: query => client.people.update({ params: { id: person }, query, body: proposal.patch }),
        })
      }
    >
      Show the plan
    </Button>
  )
}

function noWay({ isWhole, matches, person }: Explanation): string {
  if (!isWhole) return 'The rule is too large to work that out.'
  return `No change of tags would ${matches ? 'take' : 'put'} ${person.firstName} ${matches ? 'out' : 'in'}.`
}
