import { Temporal } from 'temporal-polyfill'
import type { Act } from '../changes/perform.ts'
import { dayIn } from '../changes/raiseDay.ts'
import { Conflict } from '../errors.ts'
import { startOf } from './calendar.ts'
import { dayWords } from './dateWords.ts'
import { getExceptionPerson } from './exceptionPerson.ts'
import { findStanding } from './exceptionQueries.ts'
import { refusePast } from './exemptPerson.ts'
import { putException } from './putException.ts'
import { getAssignmentRow } from './queries.ts'
import { findRecipient } from './recipientQueries.ts'

type Extension = { personId: number; until: string; reason: string }

/**
 * One person has until a day of their own for the occurrence they have now; what comes later is due as for everyone.
 * changes/extendDue.ts moves the moment. Answers the exception's id.
 */
export function extendPerson(assignmentId: number, { personId, until, reason }: Extension): Act<number> {
  return async context => {
    const { sql, draft, workspace, now } = context
    const { title } = await getAssignmentRow(sql, workspace.id, assignmentId)
    const { name } = await getExceptionPerson(sql, workspace.id, personId)
    const filter = { workspaceId: workspace.id, assignmentId, personId, now }
    const recipient = await findRecipient(sql, filter)
    if (!recipient || recipient.status === 'withdrawn')
      throw new Conflict(`${name} does not have “${title}”, so there is no due day to extend.`)
    if (recipient.status === 'completed')
      throw new Conflict(`${name} has completed “${title}”, so there is no due day to extend.`)
    if (recipient.due_at === null)
      throw new Conflict(`“${title}” has no due day, so there is none to extend.`)
    refusePast(until, dayIn(workspace.time_zone, now))
    const { occurrence } = recipient
    const about = { assignment_id: assignmentId, person_id: personId, kind: 'extended' as const, occurrence }
    const before = await findStanding(sql, workspace.id, about)
    const id = putException(context, before, { ...about, until, reason })
    const zone = workspace.time_zone
    const day = dayWords(startOf(Temporal.PlainDate.from(until), zone), zone)
    draft.notes.push(`It was due for them on ${dayWords(recipient.due_at, zone)}.`)
    return { summary: `Give ${name} until ${day} for “${title}”`, result: id }
  }
}
