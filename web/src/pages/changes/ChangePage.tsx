import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { PlanView } from '../../parts/PlanView.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import { undoAct, usePlanAct } from '../../usePlanAct.tsx'
import classes from './ChangePage.module.css'
import { ChangeRules } from './ChangeRules.tsx'

/** One change: its plan as it was committed, and the way to undo it. */
export function ChangePage() {
  const { id } = useParams({ from: '/changes/$id' })
  const { data: change, error, refetch } = useQuery(api.changes.get.queryOptions({ input: { id } }))
  const { start, isBusy } = usePlanAct()
  const mayUndo = useMay('editor')

  if (error) return <ProblemAlert error={error} retry={() => void refetch()} page />
  if (!change) return <Skeleton height={320} role="status" aria-label="Change: loading" />
  const byKey = change.actor.kind === 'key' ? 'API key ' : ''

  return (
    <div className={classes.root}>
      <PageHeader
        title={change.summary}
        above={
          <>
            <TextLink to="/changes">Changes</TextLink> / {id}
          </>
        }
        actions={
          mayUndo && change.canUndo && change.undoneBy === null ? (
            <Button variant="default" loading={isBusy} onClick={() => void start(undoAct(id))}>
              Undo this change
            </Button>
          ) : null
        }
      >
        By {byKey}
        {change.actor.name}, <When at={change.at} />
        {change.importId === null ? null : (
          <>
            , from{' '}
            <TextLink to="/imports/$id" params={{ id: change.importId }}>
              import {change.importId}
            </TextLink>
          </>
        )}
        {change.undoes === null ? null : (
          <>
            . It undid{' '}
            <TextLink to="/changes/$id" params={{ id: change.undoes }}>
              change {change.undoes}
            </TextLink>
          </>
        )}
        .
      </PageHeader>
      {change.undoneBy === null ? null : (
        <p className={classes.undone}>
          Undone by{' '}
          <TextLink to="/changes/$id" params={{ id: change.undoneBy }}>
            change {change.undoneBy}
          </TextLink>
          .
        </p>
      )}
      {change.rules ? <ChangeRules key={id} id={id} first={change.rules} /> : null}
      <PlanView plan={change.plan} names={{ change: id }} done />
    </div>
  )
}
