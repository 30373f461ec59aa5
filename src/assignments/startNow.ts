import type { Draft } from '../changes/draft.ts'
import { dayIn } from '../changes/raiseDay.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { audienceOf } from '../roster/evaluate.ts'
import { differenceSize, nobody } from '../roster/peopleSet.ts'
import type { Roster } from '../roster/roster.ts'
import type { Calendar } from './calendar.ts'
import type { Repeat } from './contract.ts'
import { dueMoment } from './dueMoment.ts'
import { audienceOfRow } from './withFields.ts'

/** The row as it is once it is live: from then on everybody in its audience receives it. */
export function startNow(row: AssignmentRow, now: number, timeZone: string): AssignmentRow {
  const started = { ...row, status: 'live' as const, published_at: now, updated_at: now }
  return startRepeat(started, dayIn(timeZone, now))
}

/**
 * From this day on it is looked for when it comes again: what would have come before is not made up for. A repeat by date
 * that names no day counts from this one.
 */
export function startRepeat(row: AssignmentRow, today: string): AssignmentRow {
  const repeat = row.repeat === null ? null : (JSON.parse(row.repeat) as Repeat)
  const on = repeat?.from === 'date' ? (repeat.on ?? today) : null
  return {
    ...row,
    repeat: on === null ? row.repeat : JSON.stringify({ ...repeat, on }),
    occurred_on: row.occurred_on !== null && row.occurred_on > today ? row.occurred_on : today,
  }
}

/** People in the row's audience as the roster stands, but for the exempt ones. */
export function audienceSize(row: AssignmentRow, roster: Roster): number {
  const audience = audienceOf(audienceOfRow(row), id => roster.members.get(id) ?? nobody)
  return differenceSize(audience, roster.exempt.get(row.id) ?? nobody)
}

/** Says in the plan what one would otherwise find out afterwards. */
export function noteSurprises(draft: Draft, row: AssignmentRow, roster: Roster, calendar: Calendar): void {
  if (audienceSize(row, roster) === 0) {
    draft.notes.push(
      row.joiners === 'receive'
        ? 'Nobody is in the audience at the moment; whoever enters it receives this.'
        : 'Nobody is in the audience at the moment, and people who enter it later do not receive this.',
    )
  }
  const dueAt = dueMoment(row.due, draft.now, calendar)
  if (dueAt !== null && dueAt < draft.now) {
    draft.notes.push('The due day has passed already: it is overdue from the start.')
  }
}
