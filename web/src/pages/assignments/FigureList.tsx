import { Count } from '../../parts/Count.tsx'
import classes from './Assignments.module.css'

export type Figure = [words: string, value: number, tone?: string | undefined]

/** Large figures in a row, each under what it counts. */
export function FigureList({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={classes.figures} data-four={figures.length === 4 || undefined}>
      {figures.map(([words, value, tone]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd className={tone}>
            <Count value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
