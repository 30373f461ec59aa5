import type { Draft } from '../changes/draft.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { audienceOf } from '../roster/evaluate.ts'
import { nobody } from '../roster/peopleSet.ts'
import type { Roster } from '../roster/roster.ts'
import { dueMoment } from './dueMoment.ts'
import { audienceOfRow } from './withFields.ts'

/** The row as it is once it is live: from then on everybody in its audience receives it. */
export function startNow(row: AssignmentRow, now: number): AssignmentRow {
  return { ...row, status: 'live', published_at: now, updated_at: now }
}

/** People in the row's audience as the roster stands. */
export function audienceSize(row: AssignmentRow, roster: Roster): number {
  return audienceOf(audienceOfRow(row), id => roster.members.get(id) ?? nobody).size
}

/** Says in the plan what one would otherwise find out afterwards. */
export function noteSurprises(draft: Draft, row: AssignmentRow, roster: Roster, timeZone: string): void {
  if (audienceSize(row, roster) === 0) {
    draft.notes.push(
      row.joiners === 'receive'
        ? 'Nobody is in the audience at the moment; whoever enters it receives this.'
        : 'Nobody is in the audience at the moment, and people who enter it later do not receive this.',
    )
  }
  const dueAt = dueMoment(row.due, draft.now, timeZone)
  if (dueAt !== null && dueAt < draft.now) {
    draft.notes.push('The due day has passed already: it is overdue from the start.')
  }
}
