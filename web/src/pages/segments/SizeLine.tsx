import { figure } from '../../parts/Count.tsx'
import { When } from '../../parts/When.tsx'
import classes from './Segments.module.css'
import { sizeSteps } from './sizeSteps.ts'

const WIDTH = 1_000
const HEIGHT = 96

/** The segment's size over time, as steps: it stays as it is until a change moves it. Oldest point first. */
export function SizeLine({
  points,
  now = new Date(),
}: {
  points: { at: string; people: number }[]
  now?: Date
}) {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || points.length < 2) return null
  const most = Math.max(...points.map(point => point.people))
  const least = Math.min(...points.map(point => point.people))
  const path = sizeSteps(points, now, WIDTH, HEIGHT - 8)
  return (
    <figure style={{ margin: 0 }}>
      <svg
        className={classes.line}
        viewBox={`0 -4 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Size over time: from ${figure(first.people)} to ${figure(last.people)} people, at most ${figure(most)}, at least ${figure(least)}`}
      >
        <path className={classes.area} d={`${path} V ${HEIGHT} H 0 Z`} />
        <path d={path} />
      </svg>
      <figcaption className={classes.ends}>
        <span>
          <When at={first.at} />: {figure(first.people)}
        </span>
        <span>
          at most {figure(most)}, now {figure(last.people)}
        </span>
      </figcaption>
    </figure>
  )
}
