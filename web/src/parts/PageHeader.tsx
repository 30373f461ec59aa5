import type { ReactNode } from 'react'
import { Count } from './Count.tsx'
import classes from './PageHeader.module.css'

/**
 * The top of every page: its one h1, the window's title, how many there are, and what can be done.
 * Mark the button that creates something with `data-create`: the key `c` presses it.
 */
export function PageHeader({
  title,
  count,
  above,
  children,
  actions,
}: {
  title: string
  /** Beside the title; undefined while it is loading. */
  count?: number | undefined
  /** A line over the title: where this belongs, as links. */
  above?: ReactNode
  /** A sentence or facts under the title. */
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className={classes.root}>
      <title>{`${title} · Muster`}</title>
      <div className={classes.words}>
        {above ? <div className={classes.above}>{above}</div> : null}
        <h1 className={classes.title}>
          {title}
          {count === undefined ? null : (
            <span className={classes.count}>
              <Count value={count} />
            </span>
          )}
        </h1>
        {children ? <div className={classes.below}>{children}</div> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  )
}
