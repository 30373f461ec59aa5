import type { Comparison } from './comparePlans.ts'
import classes from './PlanView.module.css'

/** What stood in the plan that was shown before, and does not any more. */
export function GoneRows({
  compared,
  kind,
}: {
  compared: Comparison
  kind: 'tag' | 'segment' | 'assignment'
}) {
  return compared.gone
    .filter(({ part }) => part.startsWith(`${kind}:`))
    .map(({ part, title }) => (
      <div key={part} className={classes.row} data-changed>
        <span className={classes.chevron} />
        <span className={classes.title}>{title}</span>
        <Was words={compared.was.get(part)} />
        <span className="quiet">stays as it is now</span>
      </div>
    ))
}

/** The mark at what differs, with what stood there. */
export function Was({ words }: { words: string | undefined }) {
  return words ? <span className={classes.mark}>{words}</span> : null
}
