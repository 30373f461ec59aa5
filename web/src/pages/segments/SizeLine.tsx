import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { counted, figure } from '../../parts/Count.tsx'
import frame from '../../parts/Plot.module.css'
import { useRovingLinks } from '../../parts/useRovingLinks.ts'
import { momentInWords } from '../people/days.ts'
import classes from './SizeLine.module.css'
import { type SizePoint, sizeSteps, sizeTicks, timeTicks } from './sizeSteps.ts'

const WIDTH = 1_000
const HEIGHT = 160

/**
 * The segment's size over time, as steps: it stays as it is until a change moves it. Each step is a link to the people of
 * that moment. Oldest point first.
 */
export function SizeLine({
  segment,
  points,
  isWhole,
  now = new Date(),
}: {
  segment: { id: number; name: string }
  points: readonly SizePoint[]
  isWhole: boolean
  now?: Date
}) {
  const isPhone = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false })
  const [under, setUnder] = useState<number | undefined>()
  const roving = useRovingLinks(points.length, points.length - 1)
  const [first] = points
  const last = points.at(-1)
  if (!first || !last || points.length < 2) return null
  const most = Math.max(...points.map(point => point.people))
  const ticks = sizeTicks(most)
  const top = ticks.at(-1) ?? 1
  const { path, places } = sizeSteps(points, now, WIDTH, HEIGHT, top)
  const said = under === undefined ? undefined : points[under]
  return (
    <figure className={classes.figure} aria-labelledby="size-heading">
      <figcaption className={classes.head}>
        <h2 id="size-heading">Size over time</h2>
        <span className="quiet">
          {said
            ? `${momentInWords(said.at)}: ${counted(said.people, 'person', 'people')}`
            : `${figure(last.people)} now, at most ${figure(most)}`}
        </span>
      </figcaption>
      <div className={frame.plot}>
        <div className={frame.scale} aria-hidden>
          {ticks.map(tick => (
            <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}>
              {figure(tick)}
            </span>
          ))}
        </div>
        <div className={`${frame.area} ${classes.area}`}>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
            {ticks.map(tick => (
              <line
                key={tick}
                className={frame.grid}
                x1={0}
                x2={WIDTH}
                y1={HEIGHT - (tick / top) * HEIGHT}
                y2={HEIGHT - (tick / top) * HEIGHT}
              />
            ))}
            <path className={classes.under} d={`${path} V ${HEIGHT} H 0 Z`} />
            <path className={classes.line} d={path} />
          </svg>
          <ol
            className={classes.points}
            aria-label={`Sizes of ${segment.name}, oldest first`}
            {...roving.list}
            onMouseLeave={() => setUnder(undefined)}
          >
            {points.map((point, at) => {
              const { x, y } = places[at] ?? { x: 0, y: 0 }
              const end = places[at + 1]?.x ?? WIDTH
              return (
                <li key={point.at} style={{ left: `${x / 10}%`, width: `${(end - x) / 10}%` }}>
                  <Link
                    to="/segments/$id"
                    params={{ id: segment.id }}
                    search={{ tab: 'people', asOf: point.at }}
                    tabIndex={roving.tabIndex(at)}
                    onMouseEnter={() => setUnder(at)}
                    onFocus={() => setUnder(at)}
                    onBlur={() => setUnder(undefined)}
                    preload={false}
                    aria-label={`${momentInWords(point.at)}: ${counted(point.people, 'person', 'people')}`}
                  >
                    <span style={{ top: `${(y / HEIGHT) * 100}%` }} />
                  </Link>
                </li>
              )
            })}
          </ol>
        </div>
        <div className={frame.dates} aria-hidden>
          {timeTicks(new Date(first.at), now, isPhone ? 3 : 6).map(({ share, label }) => (
            <span
              key={share}
              style={{ left: `${share * 100}%` }}
              data-end={share === 0 ? 'first' : share === 1 ? 'last' : undefined}
            >
              {label}
            </span>
          ))}
        </div>
      </div>
      {isWhole ? null : (
        <p className="quiet">
          So many changes moved it that only some of them have a step of their own here.
        </p>
      )}
    </figure>
  )
}
