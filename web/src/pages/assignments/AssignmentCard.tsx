import { Link } from '@tanstack/react-router'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import { When } from '../../parts/When.tsx'
import classes from './Assignments.module.css'
import { ProgressLine, received } from './ProgressLine.tsx'
import { StatusMark } from './StatusMark.tsx'

/** An assignment in the list: what it is, for whom, and how far they are. */
export function AssignmentCard({ assignment }: { assignment: Assignment }) {
  const { counts, status, audience } = assignment
  const nameOf = new Map(assignment.segments.map(one => [one.id, one]))
  const segments = audience.include.flatMap(id => nameOf.get(id) ?? [])
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <Link to="/assignments/$id" params={{ id: assignment.id }} className={classes.cardTitle} dir="auto">
          {assignment.title}
        </Link>
        <StatusMark status={status} />
      </div>
      <div className={classes.chips}>
        {segments.map(one => (
          <SegmentChip key={one.id} segment={one} />
        ))}
        {segments.length === 0 ? <span className="quiet">No audience yet</span> : null}
      </div>
      <div className={classes.cardFoot}>
        {status === 'draft' || status === 'scheduled' ? (
          <span className="quiet">
            {counted(counts.audience, 'person', 'people')}{' '}
            {status === 'scheduled' && assignment.startsAt ? (
              <>
                will receive it <When at={assignment.startsAt} />
              </>
            ) : (
              'would receive it'
            )}
          </span>
        ) : (
          <>
            <ProgressLine counts={counts} />
            <span className={classes.cardCounts}>
              <span>
                {figure(counts.completed)} of {figure(received(counts))} completed
              </span>
              <span className="quiet">{figure(counts.opened + counts.completed)} opened</span>
              {counts.overdue > 0 ? <span className="leave">{figure(counts.overdue)} overdue</span> : null}
              {counts.held > 0 ? <span className="held">{figure(counts.held)} held</span> : null}
            </span>
          </>
        )}
      </div>
    </li>
  )
}
