import type { Figures } from '../../../../src/reports/contract.ts'
import { type Figure, FigureList } from '../assignments/FigureList.tsx'
import { ShareBar } from './ShareBar.tsx'

/** Everything a report is about, in four figures and a line. */
export function FiguresLine({ figures }: { figures: Figures }) {
  const shown: Figure[] = [
    ['Received', figures.received],
    ['Opened', figures.opened],
    ['Completed', figures.completed, figures.completed > 0 ? 'enter' : undefined],
    ['Overdue', figures.overdue, figures.overdue > 0 ? 'leave' : undefined],
  ]
  return (
    <section aria-label="All together">
      <FigureList figures={shown} />
      <ShareBar figures={figures} />
    </section>
  )
}
