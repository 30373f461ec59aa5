import { Temporal } from 'temporal-polyfill'
import { dayIn } from '../changes/raiseDay.ts'
import type { Sql } from '../db/db.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { audienceOf } from '../roster/evaluate.ts'
import { difference, intersection, nobody, type PeopleSet, setOf } from '../roster/peopleSet.ts'
import type { Roster } from '../roster/roster.ts'
import { startOf } from './calendar.ts'
import type { Repeat } from './contract.ts'
import { anchorOf, lastDayComeRound, newestOn } from './occurrenceDays.ts'
import { audienceOfRow } from './withFields.ts'

/** The newest date up to today on which it comes for everyone and has not come yet; null when there is none. */
export function newestDate(
  { occurred_on }: Pick<AssignmentRow, 'occurred_on'>,
  repeat: Repeat,
  today: string,
): string | null {
  if (occurred_on === null) return null
  const last = Temporal.PlainDate.from(occurred_on)
  const newest = newestOn(repeat, anchorOf(repeat, last), last, Temporal.PlainDate.from(today))
  return newest === null ? null : newest.toString()
}

/** Who completed it so long ago that it comes again for them, and is still to receive it. */
export async function findComeRound(
  sql: Sql,
  roster: Roster,
  about: { row: AssignmentRow; repeat: Repeat; timeZone: string; now: number },
): Promise<PeopleSet> {
  const { row, repeat, timeZone, now } = about
  const last = lastDayComeRound(repeat, Temporal.PlainDate.from(dayIn(timeZone, now)))
  const completed = await sql
    .selectFrom('recipient')
    .select('person_id')
    .where('workspace_id', '=', roster.workspaceId)
    .where('assignment_id', '=', row.id)
    .where('status', '=', 'completed')
    .where('superseded_at', 'is', null)
    .where('completed_at', '<', startOf(last.add({ days: 1 }), timeZone))
    .orderBy('completed_at')
    .execute()
  if (completed.length === 0) return nobody
  const audience = audienceOf(audienceOfRow(row), segment => roster.members.get(segment) ?? nobody)
  const reached = difference(audience, roster.exempt.get(row.id) ?? nobody)
  return intersection(setOf(completed.map(each => each.person_id)), reached)
}

export async function highestOccurrence(
  sql: Sql,
  workspaceId: number,
  assignmentId: number,
): Promise<number> {
  const row = await sql
    .selectFrom('recipient')
    .select(eb => eb.fn.max<number | null>('occurrence').as('highest'))
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .executeTakeFirstOrThrow()
  return row.highest ?? 0
}
