import { figure } from '../../parts/Count.tsx'
import { useRovingLinks } from '../../parts/useRovingLinks.ts'
import type { Overlap } from './overlapWords.ts'
import classes from './SegmentOverlap.module.css'
import { MOST_PARTS, OnlyLargest, RADIUS, ROW, SegmentOverlapPart } from './SegmentOverlapPart.tsx'

const WIDTH = 358
const COLUMN = 25
/** Above the dots, for the slanted names. */
const HEAD = 108
/** Behind a bar, for its figure. */
const FIGURE = 48
const GAP = 10
const LETTERS = 14

/** The same UpSet plot lying down, for narrow windows: a row for each part, its dots and then its bar. */
export function SegmentOverlapRows({ overlap: { segments, parts } }: { overlap: Overlap }) {
  const shown = parts.slice(0, MOST_PARTS)
  const roving = useRovingLinks(shown.length, 0, true)
  const most = Math.max(1, ...shown.map(part => part.people))
  const dots = segments.length * COLUMN
  const height = HEAD + shown.length * ROW
  const middleOf = (column: number) => column * COLUMN + COLUMN / 2
  return (
    <figure className={classes.rows} aria-label="Overlap, a row for each part">
      {/* biome-ignore lint/a11y/useSemanticElements: no fieldset can be drawn */}
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label="Parts" {...roving.list}>
        {segments.map((one, column) => (
          <g key={one.id}>
            {column % 2 === 0 ? (
              <rect
                className={classes.band}
                x={column * COLUMN}
                y={HEAD}
                width={COLUMN}
                height={height - HEAD}
              />
            ) : null}
            <text
              className={classes.name}
              transform={`translate(${middleOf(column) + 4} ${HEAD - 8}) rotate(-50)`}
            >
              {shortened(one.name)}
              <tspan className={classes.size} dx={6}>
                {figure(one.people)}
              </tspan>
              <title>{one.name}</title>
            </text>
          </g>
        ))}
        {shown.map((part, row) => {
          const middle = HEAD + row * ROW + ROW / 2
          const columns = segments.flatMap((one, column) => (part.ids.includes(one.id) ? [column] : []))
          const bar = Math.max(2, (part.people / most) * (WIDTH - dots - GAP - FIGURE))
          return (
            <SegmentOverlapPart
              key={part.where}
              part={part}
              segments={segments}
              tabIndex={roving.tabIndex(row)}
            >
              <rect
                className={classes.hit}
                x={1}
                y={middle - ROW / 2 + 1}
                width={WIDTH - 2}
                height={ROW - 2}
                rx={4}
              />
              {segments.map((one, column) => (
                <circle key={one.id} className={classes.off} cx={middleOf(column)} cy={middle} r={RADIUS} />
              ))}
              <line
                className={classes.join}
                x1={middleOf(columns[0] ?? 0)}
                x2={middleOf(columns.at(-1) ?? 0)}
                y1={middle}
                y2={middle}
              />
              {columns.map(column => (
                <circle key={column} className={classes.on} cx={middleOf(column)} cy={middle} r={RADIUS} />
              ))}
              <rect className={classes.bar} x={dots + GAP} y={middle - 8} width={bar} height={16} rx={2} />
              <text x={dots + GAP + bar + 6} y={middle + 4.5}>
                {figure(part.people)}
              </text>
            </SegmentOverlapPart>
          )
        })}
      </svg>
      <OnlyLargest parts={parts} />
    </figure>
  )
}

function shortened(name: string): string {
  const letters = [...name]
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join('')}…` : name
}
