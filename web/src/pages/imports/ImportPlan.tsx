import { Button } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import type { Plan } from '../../../../src/changes/contract.ts'
import { counted } from '../../parts/Count.tsx'
import { comparePlans, comparisonWords } from '../../parts/comparePlans.ts'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { PlanBrake } from '../../parts/PlanBrake.tsx'
import { PlanView } from '../../parts/PlanView.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { problemOf } from '../../problem.ts'
import classes from './Imports.module.css'

/**
 * The plan as the page's own last part, with its button always in sight. It commits exactly what it shows: when the
 * workspace has moved meanwhile, it says so, marks the figures that differ, and asks again.
 */
export function ImportPlan({
  plan,
  error,
  isCommitting,
  mayEdit,
  spellings,
  isAnswering,
  onCancel,
  onCommit,
}: {
  plan: Plan
  /** Of the last try to commit. */
  error: unknown
  isCommitting: boolean
  mayEdit: boolean
  /** The plan's look-alikes, to be decided. */
  spellings: ReactNode
  /** An answer to one of them is on its way: what is shown is not yet what would be done. */
  isAnswering: boolean
  onCancel: () => void
  onCommit: (confirm: string | undefined) => void
}) {
  const [typed, setTyped] = useState('')
  // The plan that was on the page when the button was pressed.
  const [pressed, setPressed] = useState<Plan | undefined>()
  const refusal = error ? problemOf(error) : undefined
  const now = refusal?.plan ?? plan
  const earlier = refusal?.plan && pressed && pressed.version !== now.version ? pressed : undefined
  const compared = useMemo(() => comparePlans(earlier, now), [earlier, now])
  const { created, updated, reactivated, deactivated } = now.people
  const people = created + updated + reactivated
  const isReady = people + deactivated > 0 && (now.brake === null || typed.trim() === now.brake.confirm)

  return (
    <section className={classes.plan} aria-labelledby="plan">
      <div className={classes.planHead}>
        <h2 id="plan">What it would do</h2>
        {mayEdit ? (
          <button type="button" className="linkButton" onClick={onCancel}>
            Cancel this import
          </button>
        ) : null}
      </div>
      {earlier ? (
        <p className={classes.moved} role="alert">
          <strong>Something changed since this was worked out.</strong> {comparisonWords(compared)}
        </p>
      ) : null}
      {refusal && !refusal.plan ? <ProblemAlert error={error} list /> : null}
      <p className={classes.summary}>{now.summary}</p>
      {now.brake ? <PlanBrake brake={now.brake} typed={typed} onType={setTyped} /> : null}
      <PlanView
        plan={now}
        names={now.id ? { plan: now.id } : null}
        compared={compared}
        spellings={spellings}
      />
      {mayEdit ? (
        <div className={classes.foot}>
          <LinkButton to="/imports" variant="default">
            Not now
          </LinkButton>
          <Button
            disabled={!isReady || isAnswering}
            loading={isCommitting}
            onClick={() => {
              setPressed(now)
              onCommit(now.brake?.confirm)
            }}
          >
            {buttonWords(people, deactivated)}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function buttonWords(imported: number, deactivated: number): string {
  const words = [
    ...(imported > 0 ? [`Import ${counted(imported, 'person', 'people')}`] : []),
    ...(deactivated > 0 ? [`deactivate ${counted(deactivated, 'person', 'people')}`] : []),
  ].join(', ')
  return words === '' ? 'Nothing to import' : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
