import { figure } from '../../parts/Count.tsx'
import classes from './SizeLine.module.css'
import { type SizePoint, sizeSteps } from './sizeSteps.ts'

const WIDTH = 88
const HEIGHT = 20

/** A size over time in a line of a list. */
export function SizeSpark({ points, now = new Date() }: { points: readonly SizePoint[]; now?: Date }) {
  const from = points[0]?.people
  const to = points.at(-1)?.people
  if (from === undefined || to === undefined) return null
  const { path } = sizeSteps(points, now, WIDTH, HEIGHT)
  return (
    <svg
      className={classes.spark}
      viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
      role="img"
      aria-label={
        from === to && points.length < 2
          ? `${figure(to)} throughout`
          : `from ${figure(from)} to ${figure(to)}`
      }
    >
      <path className={classes.under} d={`${path} V ${HEIGHT} H 0 Z`} />
      <path className={classes.line} d={path} />
    </svg>
  )
}
