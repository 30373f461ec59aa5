import { Button, Drawer, Skeleton, Stack } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import type { Plan } from '../../../src/changes/contract.ts'
import { comparePlans, comparisonWords, noComparison } from './comparePlans.ts'
import { PlanBrake } from './PlanBrake.tsx'
import classes from './PlanSheet.module.css'
import { PlanView } from './PlanView.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'
import { useReturnFocus } from './useReturnFocus.ts'

/**
 * The sheet in which every act that moves people ends: the sentence, the brake when it holds, all consequences, one
 * button named by the act, one way back. Pages do not render it themselves: `usePlanAct` does.
 */
export default function PlanSheet({
  title,
  label,
  isDangerous = false,
  plan,
  below,
  earlier,
  error,
  isCommitting,
  onCommit,
  onClose,
}: {
  title: string
  /** The button: "Import 450 people". */
  label: string
  isDangerous?: boolean
  /** Undefined while it is being worked out. */
  plan: Plan | undefined
  /** Something to do with the plan. */
  below?: ReactNode
  /** The plan shown before, when the workspace moved meanwhile. */
  earlier?: Plan | undefined
  error: unknown
  isCommitting: boolean
  onCommit: (confirm: string | undefined) => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  useReturnFocus()
  const compared = useMemo(() => (plan ? comparePlans(earlier, plan) : noComparison), [earlier, plan])
  const confirm = plan?.brake?.confirm
  const isReady = plan !== undefined && (confirm === undefined || typed.trim() === confirm)

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={600}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{
        content: classes.content,
        body: classes.body,
        title: classes.heading,
        header: classes.header,
      }}
    >
      <form
        className={classes.form}
        onSubmit={event => {
          event.preventDefault()
          if (isReady && !isCommitting) onCommit(confirm)
        }}
      >
        <div className={classes.scroll}>
          {earlier && plan ? (
            <p className={classes.moved} role="alert" ref={showFully}>
              <strong>Something changed since this was worked out.</strong> {comparisonWords(compared)}
            </p>
          ) : null}
          {error ? <ProblemAlert error={error} list /> : null}
          {plan ? (
            <>
              <p className={classes.summary}>{plan.summary}</p>
              {plan.brake ? <PlanBrake brake={plan.brake} typed={typed} onType={setTyped} /> : null}
              <PlanView plan={plan} names={plan.id ? { plan: plan.id } : null} compared={compared} />
              {below}
            </>
          ) : error ? null : (
            <Stack role="status" aria-label="Working out what would happen" gap="md" pt={4}>
              <Skeleton height={20} width="80%" />
              <Skeleton height={90} />
              <Skeleton height={90} />
              <Skeleton height={60} />
            </Stack>
          )}
        </div>
        <div className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button
            type="submit"
            color={isDangerous ? 'red' : undefined}
            disabled={!isReady}
            loading={isCommitting}
            data-autofocus={plan && !plan.brake ? true : undefined}
          >
            {label}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}

/** The news stands at the top, and whoever pressed the button has scrolled to the end. */
function showFully(node: HTMLElement | null) {
  node?.scrollIntoView({ block: 'nearest' })
}
