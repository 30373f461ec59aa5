import type { ReactNode } from 'react'
import { Was } from './GoneRows.tsx'
import classes from './PlanView.module.css'

/** A heading of the plan with its rows; one quiet line when it has none, so that the order never changes. */
export function PlanSection({
  title,
  quiet,
  aside,
  was,
  as: Heading = 'h3',
  children,
}: {
  title: string
  quiet: string | undefined
  aside?: string | undefined
  /** What stood here in the plan that was shown before, where it is something else now. */
  was?: string | undefined
  /** h3 under the sheet's title, h2 on a page of its own. */
  as?: 'h2' | 'h3'
  children: ReactNode
}) {
  return (
    <section className={classes.section} data-changed={was ? true : undefined}>
      <div className={classes.heading}>
        <Heading>{title}</Heading>
        {quiet || aside ? <span className="quiet">{quiet ?? aside}</span> : null}
        <Was words={was} />
      </div>
      {quiet ? null : children}
    </section>
  )
}
