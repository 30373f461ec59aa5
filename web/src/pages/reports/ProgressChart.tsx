import { useMediaQuery } from '@mantine/hooks'
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react'
import type { HistoryPoint, HistoryStep } from '../../../../src/reports/contract.ts'
import { figure } from '../../parts/Count.tsx'
import frame from '../../parts/Plot.module.css'
import { sizeTicks } from '../segments/sizeSteps.ts'
import { footPlaces, stepAtFoot, stepInWords } from './chartWords.ts'
import classes from './ProgressChart.module.css'
import { ProgressTable } from './ProgressTable.tsx'

const WIDTH = 1_000
const HEIGHT = 180

/** In the order in which they are drawn: what matters most comes last and lies on top. */
export const series = [
  { figure: 'received', words: 'Received' },
  { figure: 'opened', words: 'Opened' },
  { figure: 'overdue', words: 'Overdue' },
  { figure: 'completed', words: 'Completed' },
] as const satisfies { figure: keyof HistoryPoint; words: string }[]

/**
 * How far recipients were at the end of each step, oldest first. One place in the order of the keyboard: the arrows go
 * from step to step, and each says its figures; the same stands below as a table.
 */
export function ProgressChart({
  title,
  step,
  points,
}: {
  title: string
  step: HistoryStep
  points: readonly HistoryPoint[]
}) {
  const id = useId()
  const isPhone = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false })
  const [looked, setLooked] = useState<number | undefined>()
  const last = points.length - 1
  const at = Math.min(looked ?? last, last)
  const said = points[at]
  if (!said) return null
  const ticks = sizeTicks(Math.max(...points.map(point => point.received), 1))
  const top = ticks.at(-1) ?? 1
  const x = (n: number) => ((n + 1) / points.length) * WIDTH
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT
  const spansYears = points[0]?.on.slice(0, 4) !== points[last]?.on.slice(0, 4)
  const when = looked === undefined ? 'Now' : stepInWords(step, said.on)

  const turn = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setLooked(Math.min(Math.max(to, 0), last))
  }
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - left) / Math.max(width, 1)
    setLooked(Math.min(Math.max(Math.round(share * points.length) - 1, 0), last))
  }

  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption className={classes.head}>
        <h2 id={id}>{title}</h2>
        <span className="quiet">{when}</span>
      </figcaption>
      <dl className={classes.legend}>
        {series.map(one => (
          <div key={one.figure} data-figure={one.figure}>
            <dt>
              <svg viewBox="0 0 24 8" aria-hidden>
                <line className={classes.line} data-figure={one.figure} x1={0} x2={24} y1={4} y2={4} />
              </svg>
              {one.words}
            </dt>
            <dd className="numbers">{figure(said[one.figure])}</dd>
          </div>
        ))}
      </dl>
      <div className={frame.plot}>
        <div className={frame.scale} aria-hidden>
          {ticks.map(tick => (
            <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}>
              {figure(tick)}
            </span>
          ))}
        </div>
        <div
          className={`${frame.area} ${classes.area}`}
          role="slider"
          tabIndex={0}
          aria-label={`${title}: step`}
          aria-valuemin={1}
          aria-valuemax={points.length}
          aria-valuenow={at + 1}
          aria-valuetext={`${stepInWords(step, said.on)}: ${inSentence(said)}`}
          onKeyDown={turn}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setLooked(undefined)}
          onBlur={() => setLooked(undefined)}
        >
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
            {ticks.map(tick => (
              <line key={tick} className={frame.grid} x1={0} x2={WIDTH} y1={y(tick)} y2={y(tick)} />
            ))}
            {looked === undefined ? null : (
              <line className={classes.look} x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} />
            )}
            <path
              className={classes.under}
              d={`${pathOf(points.map(({ completed }, n) => [x(n), y(completed)]))} V ${HEIGHT} H 0 Z`}
            />
            {series.map(one => (
              <path
                key={one.figure}
                className={classes.line}
                data-figure={one.figure}
                d={pathOf(points.map((each, n) => [x(n), y(each[one.figure])]))}
              />
            ))}
          </svg>
          {series.map(one => (
            <span
              key={one.figure}
              className={classes.dot}
              data-figure={one.figure}
              style={{ left: `${x(at) / 10}%`, top: `${(y(said[one.figure]) / HEIGHT) * 100}%` }}
            />
          ))}
        </div>
        <div className={frame.dates} aria-hidden>
          {footPlaces(points.length, isPhone ? 3 : 6).map(n => (
            <span
              key={n}
              style={{ left: `${x(n) / 10}%` }}
              data-end={x(n) > WIDTH * 0.94 ? 'last' : undefined}
            >
              {stepAtFoot(step, points[n]?.on ?? '', spansYears)}
            </span>
          ))}
        </div>
      </div>
      <ProgressTable step={step} points={points} />
    </figure>
  )
}

/** From nobody at the left edge on: before the first step there was nothing. */
function pathOf(places: [x: number, y: number][]): string {
  return `M 0 ${HEIGHT} ${places.map(([x, y]) => `L ${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`).join(' ')}`
}

function inSentence(point: HistoryPoint): string {
  return series.map(({ figure: name, words }) => `${figure(point[name])} ${words.toLowerCase()}`).join(', ')
}
