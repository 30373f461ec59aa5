import { figure } from '../../parts/Count.tsx'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import { useRovingLinks } from '../../parts/useRovingLinks.ts'
import type { Overlap } from './overlapWords.ts'
import classes from './SegmentOverlap.module.css'
import { MOST_PARTS, OnlyLargest, RADIUS, ROW, SegmentOverlapPart } from './SegmentOverlapPart.tsx'

const COLUMN = 36
const BARS = 150
/** Above the highest bar, for its figure. */
const HEAD = 22
/** Between the bars and the dots. */
const GAP = 5

/**
 * An UpSet plot: a column for each part, its bar above and, below, a dot for each segment it is in. Every column leads to its
 * people. The table below says the same in words; in a narrow window SegmentOverlapRows takes its place.
 */
export function SegmentOverlapPlot({ overlap: { segments, parts } }: { overlap: Overlap }) {
  const shown = parts.slice(0, MOST_PARTS)
  const roving = useRovingLinks(shown.length)
  const most = Math.max(1, ...shown.map(part => part.people))
  const largest = Math.max(1, ...segments.map(one => one.people))
  const width = shown.length * COLUMN
  const height = HEAD + BARS + segments.length * ROW
  return (
    <figure className={classes.plot} aria-label="Overlap, a column for each part">
      <ul className={classes.sets} style={{ paddingTop: HEAD + BARS }} aria-label="Segments">
        {segments.map(one => (
          <li key={one.id} style={{ height: ROW }}>
            <SegmentChip segment={{ id: one.id, name: one.name }} />
            <span className="numbers">{figure(one.people)}</span>
            <span className={classes.setBar} aria-hidden>
              <span style={{ width: `${(one.people / largest) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      <div className={classes.columns}>
        {/* biome-ignore lint/a11y/useSemanticElements: no fieldset can be drawn */}
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label="Parts"
          {...roving.list}
        >
          {segments.map((one, row) =>
            row % 2 === 0 ? (
              <rect
                key={one.id}
                className={classes.band}
                x={0}
                y={HEAD + BARS + row * ROW}
                width={width}
                height={ROW}
              />
            ) : null,
          )}
          {shown.map((part, at) => (
            <SegmentOverlapPart
              key={part.where}
              part={part}
              segments={segments}
              tabIndex={roving.tabIndex(at)}
            >
              <Column part={part} at={at} height={height} share={part.people / most} segments={segments} />
            </SegmentOverlapPart>
          ))}
        </svg>
      </div>
      <OnlyLargest parts={parts} />
    </figure>
  )
}

function Column({
  part,
  at,
  height,
  share,
  segments,
}: {
  part: Overlap['parts'][number]
  at: number
  height: number
  share: number
  segments: Overlap['segments']
}) {
  const middle = at * COLUMN + COLUMN / 2
  const bar = Math.max(2, share * (BARS - GAP))
  const rowAt = (row: number) => HEAD + BARS + row * ROW + ROW / 2
  const rows = segments.flatMap((one, row) => (part.ids.includes(one.id) ? [row] : []))
  return (
    <>
      <rect className={classes.hit} x={at * COLUMN + 1} y={1} width={COLUMN - 2} height={height - 2} rx={4} />
      <rect
        className={classes.bar}
        x={middle - 10}
        y={HEAD + BARS - GAP - bar}
        width={20}
        height={bar}
        rx={2}
      />
      <text x={middle} y={HEAD + BARS - GAP - bar - 6} textAnchor="middle">
        {figure(part.people)}
      </text>
      {segments.map((one, row) => (
        <circle key={one.id} className={classes.off} cx={middle} cy={rowAt(row)} r={RADIUS} />
      ))}
      <line
        className={classes.join}
        x1={middle}
        x2={middle}
        y1={rowAt(rows[0] ?? 0)}
        y2={rowAt(rows.at(-1) ?? 0)}
      />
      {rows.map(row => (
        <circle key={row} className={classes.on} cx={middle} cy={rowAt(row)} r={RADIUS} />
      ))}
    </>
  )
}
