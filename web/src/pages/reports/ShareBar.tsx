import type { Figures } from '../../../../src/reports/contract.ts'
import { percent } from './chartWords.ts'
import classes from './Reports.module.css'

/** How much of what was received is completed, as a thin bar and in per cent. */
export function ShareBar({
  figures: { received, completed },
}: {
  figures: Pick<Figures, 'received' | 'completed'>
}) {
  return (
    <span className={classes.share}>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${received === 0 ? 0 : (completed / received) * 100}%` }} />
      </span>
      <span className="numbers">{percent(completed, received)} %</span>
    </span>
  )
}
