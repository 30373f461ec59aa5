import { Link } from '@tanstack/react-router'
import classes from './Chip.module.css'
import { Count } from './Count.tsx'

/** A segment as it looks everywhere: its name and, where it is known, how many people. Leads to the segment. */
export function SegmentChip({
  segment,
  plain = false,
}: {
  segment: { id: number; name: string; people?: number }
  plain?: boolean
}) {
  const words = (
    <>
      {segment.name}
      {segment.people === undefined ? null : (
        <span className={classes.count}>
          <Count value={segment.people} />
        </span>
      )}
    </>
  )
  return (
    <span className={classes.chip} data-segment>
      {plain ? (
        <span className={classes.words}>{words}</span>
      ) : (
        <Link to="/segments/$id" params={{ id: segment.id }} className={classes.words}>
          {words}
        </Link>
      )}
    </span>
  )
}
