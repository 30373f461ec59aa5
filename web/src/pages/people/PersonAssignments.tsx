import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import classes from './PersonPage.module.css'
import type { PersonDetails } from './personDetails.ts'
import { Section } from './Section.tsx'

type Received = PersonDetails['assignments'][number]
const words = {
  assigned: 'Not opened yet',
  opened: 'Opened',
  completed: 'Completed',
  withdrawn: 'Withdrawn',
} as const satisfies Record<Received['status'], string>

/** What reached the person, and how far they are. */
export function PersonAssignments({ assignments }: { assignments: readonly Received[] }) {
  return (
    <Section title="Assignments">
      {assignments.length === 0 ? <p className={classes.none}>Nothing was assigned to them.</p> : null}
      <ul className={classes.rows}>
        {assignments.map(one => (
          <li key={one.id} className={classes.assignment}>
            <TextLink to="/assignments/$id" params={{ id: one.id }}>
              {one.title}
            </TextLink>
            <Status one={one} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Status({ one }: { one: Received }) {
  const isOpen = one.status === 'assigned' || one.status === 'opened'
  const isOverdue = isOpen && one.dueAt !== null && Date.parse(one.dueAt) < Date.now()
  return (
    <span className={classes.progress}>
      <span
        className={one.status === 'completed' ? 'enter' : one.status === 'withdrawn' ? 'leave' : undefined}
      >
        {words[one.status]}
        {one.status === 'completed' && one.completedAt ? (
          <>
            {' '}
            <When at={one.completedAt} />
            {one.dueAt && one.dueAt < one.completedAt ? ', late' : ''}
          </>
        ) : null}
      </span>
      <span className="quiet">
        received <When at={one.assignedAt} />
      </span>
      {isOpen && one.dueAt ? (
        <span className={isOverdue ? 'leave' : 'quiet'}>
          {isOverdue ? 'overdue, was due ' : 'due '}
          <When at={one.dueAt} />
        </span>
      ) : null}
    </span>
  )
}
