import type { ReactNode } from 'react'
import classes from './PlanView.module.css'

/** A heading of the plan with its rows; one quiet line when it has none, so that the order never changes. */
export function PlanSection({
  title,
  quiet,
  aside,
  isChanged = false,
  children,
}: {
  title: string
  quiet: string | undefined
  aside?: string | undefined
  isChanged?: boolean
  children: ReactNode
}) {
  return (
    <section className={classes.section} data-changed={isChanged || undefined}>
      <div className={classes.heading}>
        <h3>{title}</h3>
        {quiet || aside ? <span className="quiet">{quiet ?? aside}</span> : null}
        {isChanged ? <span className={classes.mark}>changed</span> : null}
      </div>
      {quiet ? null : children}
    </section>
  )
}
