import { Button } from '@mantine/core'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { client } from '../../api.ts'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './Assignments.module.css'
import { StatusMark } from './StatusMark.tsx'
import { dayInWords, dueInWords, repeatInWords } from './whenWords.ts'

/** The top of a published assignment: what it is, for whom, since when, and what can be done. */
export function AssignmentHead({ assignment }: { assignment: Assignment }) {
  const { id, status, audience } = assignment
  const { start } = usePlanAct()
  const mayEdit = useMay('editor')
  const nameOf = new Map(assignment.segments.map(one => [one.id, one]))
  const named = (ids: readonly number[]) => ids.flatMap(one => nameOf.get(one) ?? [])
  return (
    <PageHeader
      title={assignment.title}
      above={<TextLink to="/assignments">Assignments</TextLink>}
      actions={
        mayEdit && status !== 'closed' ? (
          <>
            <Button
              variant="default"
              onClick={() =>
                void start({
                  label: `Close assignment ${assignment.title}`,
                  isDangerous: true,
                  run: query => client.assignments.close({ params: { id }, query }),
                })
              }
            >
              Close assignment
            </Button>
            <LinkButton to="/assignments/$id/edit" params={{ id }}>
              Edit assignment
            </LinkButton>
          </>
        ) : null
      }
    >
      <span className={classes.facts}>
        <StatusMark status={status} />
        <span>for</span>
        {named(audience.include).map(one => (
          <SegmentChip key={one.id} segment={one} />
        ))}
        {audience.exclude.length > 0 ? <span>but not</span> : null}
        {named(audience.exclude).map(one => (
          <SegmentChip key={one.id} segment={one} />
        ))}
        {status === 'scheduled' && assignment.startsAt ? (
          <span>
            starts <When at={assignment.startsAt} />
          </span>
        ) : null}
        {assignment.publishedAt ? (
          <span>
            published <When at={assignment.publishedAt} />
          </span>
        ) : null}
        {assignment.closedAt ? (
          <span>
            closed <When at={assignment.closedAt} />
          </span>
        ) : null}
        <span>{dueInWords(assignment.due)}</span>
        {assignment.repeat ? <span>repeats {repeatInWords(assignment.repeat)}</span> : null}
        {assignment.nextOn ? <span>comes again {dayInWords(assignment.nextOn)}</span> : null}
      </span>
    </PageHeader>
  )
}
