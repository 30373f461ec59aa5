import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Import } from '../../../../src/imports/contract.ts'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { PlanView } from '../../parts/PlanView.tsx'
import { undoAct, usePlanAct } from '../../usePlanAct.tsx'
import classes from './Imports.module.css'

/** It has happened: what it did, where the people are, and the way back. */
export function ImportDone({
  one,
  mayEdit,
  isFresh,
}: {
  one: Import
  mayEdit: boolean
  /** It was done here just now, with a button that has gone: the focus goes on where the news is. */
  isFresh: boolean
}) {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isFresh) section.current?.focus()
  }, [isFresh])
  const { start } = usePlanAct()
  const { changeId, plan } = one
  const isUndone = one.status === 'undone'
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={classes.done}
      data-undone={isUndone || undefined}
      aria-label="What it did"
    >
      <div className={classes.doneHead}>
        {isUndone ? (
          <IconArrowBackUp size={20} aria-hidden />
        ) : (
          <IconCircleCheck size={20} aria-hidden className="enter" />
        )}
        <p role="status">
          <strong>{isUndone ? 'Imported, and undone since.' : 'Imported.'}</strong> {plan?.summary}
        </p>
        <div className={classes.doneActs}>
          <LinkButton to="/people" search={{ sort: '-updated' }} size="compact-sm">
            See the people
          </LinkButton>
          {changeId === null ? null : (
            <LinkButton to="/changes/$id" params={{ id: changeId }} variant="default" size="compact-sm">
              See the change
            </LinkButton>
          )}
          {mayEdit && !isUndone && changeId !== null ? (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() =>
                void start({ ...undoAct(changeId), label: `Undo the import of ${one.fileName}` })
              }
            >
              Undo
            </Button>
          ) : null}
        </div>
      </div>
      {plan && changeId !== null ? <PlanView plan={plan} names={{ change: changeId }} done /> : null}
    </section>
  )
}
