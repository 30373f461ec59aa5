import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Overlap, partInWords } from './overlapWords.ts'
import classes from './SegmentOverlap.module.css'

/** So many parts are drawn. */
export const MOST_PARTS = 20
/** Of a dot. */
export const RADIUS = 6.5
/** What a segment takes of the plot standing, and a part of the plot lying down. */
export const ROW = 34

/** One part of either plot, which leads to its people. */
export function SegmentOverlapPart({
  part,
  segments,
  tabIndex,
  children,
}: {
  part: Overlap['parts'][number]
  segments: Overlap['segments']
  tabIndex: number
  children: ReactNode
}) {
  return (
    <Link
      to="/people"
      search={{ where: part.where }}
      preload={false}
      className={classes.column}
      tabIndex={tabIndex}
      aria-label={partInWords(part, segments)}
    >
      {children}
    </Link>
  )
}

/** Below a plot that does not have all of them. */
export function OnlyLargest({ parts }: { parts: Overlap['parts'] }) {
  if (parts.length <= MOST_PARTS) return null
  return (
    <p className={classes.more}>
      The {MOST_PARTS} largest parts. The table has all {parts.length}.
    </p>
  )
}
