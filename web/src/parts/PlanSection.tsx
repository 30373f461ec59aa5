import type { ReactNode } from 'react'
import classes from './PlanView.module.css'

/** A heading of the plan with its rows; one quiet line when it has none, so that the order never changes. */
export function PlanSection({
  title,
  quiet,
  aside,
  isChanged = false,
  as: Heading = 'h3',
  children,
}: {
  title: string
  quiet: string | undefined
  aside?: string | undefined
  isChanged?: boolean
  /** h3 under the sheet's title, h2 on a page of its own. */
  as?: 'h2' | 'h3'
  children: ReactNode
}) {
  return (
    <section className={classes.section} data-changed={isChanged || undefined}>
      <div className={classes.heading}>
        <Heading>{title}</Heading>
        {quiet || aside ? <span className="quiet">{quiet ?? aside}</span> : null}
        {isChanged ? <span className={classes.mark}>changed</span> : null}
      </div>
      {quiet ? null : children}
    </section>
  )
}
