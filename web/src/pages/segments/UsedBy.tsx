import type { Segment } from '../../../../src/segments/contract.ts'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import classes from './Segments.module.css'

/** What needs this segment, as links. */
export function UsedBy({ usedBy }: { usedBy: Segment['usedBy'] }) {
  if (usedBy.segments.length + usedBy.assignments.length === 0) return <span>Not used yet</span>
  return (
    <span className={classes.facts}>
      <span>Used by</span>
      {usedBy.segments.map(one => (
        <SegmentChip key={`s${one.id}`} segment={one} />
      ))}
      {usedBy.assignments.map(one => (
        <TextLink key={`a${one.id}`} to="/assignments/$id" params={{ id: one.id }}>
          {one.name}
        </TextLink>
      ))}
    </span>
  )
}
