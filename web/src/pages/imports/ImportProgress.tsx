import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import { counted, figure } from '../../parts/Count.tsx'
import classes from './Imports.module.css'

type Seen = { done: number; at: number }

/** How far it is, how quick, and how long it will take, reckoned from the first look. */
export function ImportProgress({
  title,
  progress: { done, total },
  at,
  onCancel,
}: {
  title: string
  progress: { done: number; total: number }
  /** When `progress` was looked at, in milliseconds. */
  at: number
  /** Null for whoever may not. */
  onCancel: (() => void) | null
}) {
  const [first, setFirst] = useState<Seen>({ done, at })
  // Another phase counts from the beginning again.
  if (done < first.done) setFirst({ done, at })
  const seconds = (at - first.at) / 1000
  const perSecond = seconds > 0.4 ? (done - first.done) / seconds : 0
  const left = perSecond > 0 ? (total - done) / perSecond : undefined
  const share = total > 0 ? Math.min(100, (done / total) * 100) : 0
  return (
    <section className={classes.progress} aria-label={title}>
      <div className={classes.progressWords}>
        <strong aria-live="polite">{title}</strong>
        <span className="quiet numbers">
          {total > 0 ? `${figure(done)} of ${counted(total, 'row')}` : ''}
          {perSecond > 0 ? `, ${figure(Math.round(perSecond))} a second` : ''}
          {left !== undefined && done < total ? `, ${inTime(left)} left` : ''}
        </span>
        {onCancel ? (
          <Button variant="default" size="compact-sm" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
      <Progress value={share > 0 ? share : 100} animated={share === 0} aria-label={title} />
    </section>
  )
}

function inTime(seconds: number): string {
  if (seconds < 1.5) return 'a second'
  if (seconds < 90) return `${Math.round(seconds)} seconds`
  return counted(Math.round(seconds / 60), 'minute')
}
