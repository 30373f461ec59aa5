import { Temporal } from 'temporal-polyfill'
import type { Act, ActContext } from '../changes/perform.ts'
import { dayIn } from '../changes/raiseDay.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { Conflict, Invalid } from '../errors.ts'
import { audienceOf } from '../roster/evaluate.ts'
import { nobody } from '../roster/peopleSet.ts'
import { startOf } from './calendar.ts'
import { dayWords } from './dateWords.ts'
import { getExceptionPerson } from './exceptionPerson.ts'
import { findStanding } from './exceptionQueries.ts'
import { putException } from './putException.ts'
import { getAssignmentRow } from './queries.ts'
import { audienceOfRow } from './withFields.ts'

type Exemption = { personId: number; until: string | null; reason: string }

/**
 * The assignment does not reach a person up to the end of a day, or until somebody ends that: open, it is withdrawn;
 * completed, it stays. One who is exempt already gets the new day and reason. Answers the exception's id.
 */
export function exemptPerson(assignmentId: number, { personId, until, reason }: Exemption): Act<number> {
  return async context => {
    const { sql, draft, workspace, now } = context
    const assignment = await getAssignmentRow(sql, workspace.id, assignmentId)
    if (assignment.status === 'closed')
      throw new Conflict(`“${assignment.title}” is closed: nobody has to be exempt from it any more.`)
    const { name } = await getExceptionPerson(sql, workspace.id, personId)
    refusePast(until, dayIn(workspace.time_zone, now))
    const about = { assignment_id: assignmentId, person_id: personId, kind: 'exempt' as const, occurrence: 0 }
    const before = await findStanding(sql, workspace.id, about)
    const id = putException(context, before, { ...about, until, reason })
    const end = until === null ? null : dayWords(endDay(until, workspace.time_zone), workspace.time_zone)
    draft.notes.push(
      end === null
        ? 'It does not reach them until somebody ends the exemption.'
        : `After ${end} it reaches them again, if they are in its audience then.`,
    )
    noteAudience(context, assignment, personId, name)
    const upTo = end === null ? '' : ` until ${end}`
    return { summary: `Exempt ${name} from “${assignment.title}”${upTo}`, result: id }
  }
}

const endDay = (day: string, timeZone: string) => startOf(Temporal.PlainDate.from(day), timeZone)

/** Throws Invalid for a day that is over. */
export function refusePast(until: string | null, today: string): void {
  if (until === null || until >= today) return
  const message = 'That day is over. Choose today or a later day.'
  throw new Invalid(message, [{ path: 'until', message }])
}

function noteAudience(
  { draft, roster }: ActContext,
  assignment: AssignmentRow,
  personId: number,
  name: string,
): void {
  const audience = audienceOf(audienceOfRow(assignment), segment => roster.members.get(segment) ?? nobody)
  if (!audience.has(personId)) draft.notes.push(`${name} is not in its audience at the moment.`)
}
