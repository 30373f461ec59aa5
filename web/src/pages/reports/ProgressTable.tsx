import { useState } from 'react'
import type { HistoryPoint, HistoryStep } from '../../../../src/reports/contract.ts'
import { figure } from '../../parts/Count.tsx'
import { stepInWords } from './chartWords.ts'
import classes from './ProgressChart.module.css'

/** The chart in figures, the newest first. It is drawn when it is opened: a chart has hundreds of steps. */
export function ProgressTable({ step, points }: { step: HistoryStep; points: readonly HistoryPoint[] }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.table} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>As a table</summary>
      {isOpen ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        <section className={classes.scroll} aria-label="Figures of each step" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Until the end of</th>
                <th scope="col">Received</th>
                <th scope="col">Opened</th>
                <th scope="col">Completed</th>
                <th scope="col">Overdue</th>
                <th scope="col">Withdrawn</th>
              </tr>
            </thead>
            <tbody>
              {points.toReversed().map(point => (
                <tr key={point.on}>
                  <th scope="row">{stepInWords(step, point.on)}</th>
                  <td>{figure(point.received)}</td>
                  <td>{figure(point.opened)}</td>
                  <td>{figure(point.completed)}</td>
                  <td>{figure(point.overdue)}</td>
                  <td>{figure(point.withdrawn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </details>
  )
}
