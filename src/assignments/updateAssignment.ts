import type { Act, ActContext } from '../changes/perform.ts'
import { dayIn } from '../changes/raiseDay.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { Conflict, Invalid } from '../errors.ts'
import { calendarOf } from './calendar.ts'
import { requireAudience } from './checkAudience.ts'
import { dayWords } from './dateWords.ts'
import { dueMoment } from './dueMoment.ts'
import { noteSteps } from './noteSteps.ts'
import { peopleWords } from './peopleWords.ts'
import { type AssignmentCounts, countsOf, getAssignmentRow } from './queries.ts'
import { noteSurprises, startNow, startRepeat } from './startNow.ts'
import { type AssignmentFields, audienceOfRow, withFields } from './withFields.ts'

/** Drafts change freely; live ones follow at once, and the plan shows who would receive or lose them. */
export function updateAssignment(id: number, fields: AssignmentFields): Act<number> {
  return async context => {
    const { sql, draft, roster, workspace, now } = context
    const before = await getAssignmentRow(sql, workspace.id, id)
    if (before.status === 'closed') {
      throw new Conflict(`“${before.title}” is closed and stays as it is. Make a new assignment instead.`)
    }
    let after = withFields(before, fields, roster)
    if (before.status === 'live' && before.repeat !== after.repeat)
      after = startRepeat(after, dayIn(workspace.time_zone, now))
    if (same(before, after)) return { summary: `Leave “${before.title}” as it is`, result: id }
    after.updated_at = now
    if (before.status !== 'draft') requireAudience(audienceOfRow(after))
    if (before.status === 'live' && after.starts_at !== before.starts_at) {
      const message = 'It has started already, so its start can no longer be changed.'
      throw new Invalid(message, [{ path: 'startsAt', message }])
    }
    const starts = before.status === 'scheduled' && (after.starts_at === null || after.starts_at <= now)
    if (starts) {
      after = startNow(after, now, workspace.time_zone)
      draft.notes.push('Its start is no longer in the future, so it starts at once.')
      noteSurprises(draft, after, roster, calendarOf(workspace))
    }
    draft.assignments.set(id, { before, after })
    const counts = (await countsOf(sql, workspace.id, [id], now)).get(id)
    if (before.status === 'live' && after.due !== before.due) noteDue(context, after, counts)
    if (before.status === 'live' && after.steps !== before.steps)
      await noteSteps(context, before, after, counts)
    return { summary: summaryOf(before, after, starts), result: id }
  }
}

function same(before: AssignmentRow, after: AssignmentRow): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

function summaryOf(before: AssignmentRow, after: AssignmentRow, starts: boolean): string {
  if (starts) return `Start “${after.title}”`
  return before.title === after.title
    ? `Change “${after.title}”`
    : `Rename “${before.title}” to “${after.title}”`
}

/** changes/moveDue.ts gives open recipients their new moment; the plan says so in words. */
function noteDue(
  { draft, workspace, now }: ActContext,
  after: AssignmentRow,
  counts: AssignmentCounts | undefined,
): void {
  const open = peopleWords((counts?.assigned ?? 0) + (counts?.opened ?? 0))
  const on = dueMoment(after.due, now, calendarOf(workspace))
  const kept = counts?.completed ? ' Those who have completed it keep the day they had.' : ''
  if (after.due === null || on === null) draft.notes.push(`${open} would have no due day any more.${kept}`)
  else if ('on' in JSON.parse(after.due))
    draft.notes.push(
      `The due day of ${open} becomes ${dayWords(on, workspace.time_zone)}${on < now ? ', which has passed already' : ''}.${kept}`,
    )
  else draft.notes.push(`The due day of ${open} is counted anew from the day they received it.${kept}`)
}
