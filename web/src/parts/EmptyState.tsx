import type { ReactNode } from 'react'
import classes from './EmptyState.module.css'

/**
 * Where a list has nothing to show: one sentence that says the first step, and the button that takes it.
 * `<EmptyState action={<LinkButton to="/imports">Import people</LinkButton>}>Nobody is here yet. …</EmptyState>`
 */
export function EmptyState({
  children,
  action,
  icon,
}: {
  children: ReactNode
  action?: ReactNode
  icon?: ReactNode
}) {
  return (
    <div className={classes.root}>
      {icon ? (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      ) : null}
      <p>{children}</p>
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}
