import type { Figures } from '../../../../src/reports/contract.ts'
import { Count } from '../../parts/Count.tsx'
import assignments from '../assignments/Assignments.module.css'
import { ShareBar } from './ShareBar.tsx'

/** Everything a report is about, in four figures and a line. */
export function FiguresLine({ figures }: { figures: Figures }) {
  const shown: [string, number, string?][] = [
    ['Received', figures.received],
    ['Opened', figures.opened],
    ['Completed', figures.completed, figures.completed > 0 ? 'enter' : undefined],
    ['Overdue', figures.overdue, figures.overdue > 0 ? 'leave' : undefined],
  ]
  return (
    <section aria-label="All together">
      <dl className={assignments.figures} data-four>
        {shown.map(([words, value, tone]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd className={tone}>
              <Count value={value} />
            </dd>
          </div>
        ))}
      </dl>
      <ShareBar figures={figures} />
    </section>
  )
}
