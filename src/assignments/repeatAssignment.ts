import { Temporal } from 'temporal-polyfill'
import type { Act } from '../changes/perform.ts'
import { beginDay, dayIn } from '../changes/raiseDay.ts'
import { startOf } from './calendar.ts'
import type { Repeat } from './contract.ts'
import { dayWords } from './dateWords.ts'
import { findComeRound, highestOccurrence, newestDate } from './findComeRound.ts'
import { morningOf } from './morning.ts'
import { peopleWords } from './peopleWords.ts'
import { getAssignmentRow } from './queries.ts'
import { everyWords } from './repeatWords.ts'

/**
 * The clock brings an assignment again: to everyone in its audience when its date has come, or to those who completed it
 * long enough ago. Of dates that were missed only the newest comes. Answers false when it is not time, or when another
 * server has been quicker.
 */
export function repeatAssignment(id: number): Act<boolean> {
  return async ({ sql, draft, roster, workspace, now }) => {
    const row = await getAssignmentRow(sql, workspace.id, id)
    const repeat = row.repeat === null ? null : (JSON.parse(row.repeat) as Repeat)
    const nothing = { summary: `“${row.title}” does not come again today`, result: false }
    if (row.status !== 'live' || repeat === null) return nothing
    draft.sendFrom = Math.max(now, morningOf(now, workspace.time_zone))
    if (repeat.from === 'date') {
      const on = newestDate(row, repeat, dayIn(workspace.time_zone, now))
      if (on === null) return nothing
      const occurrence = Math.max(row.occurrence, await highestOccurrence(sql, workspace.id, id)) + 1
      draft.assignments.set(id, { before: row, after: { ...row, occurrence, occurred_on: on } })
      beginDay(draft, workspace)
      return {
        summary: `Bring “${row.title}” again, as of ${dayWords(startOf(Temporal.PlainDate.from(on), workspace.time_zone), workspace.time_zone)}`,
        result: true,
      }
    }
    const people = await findComeRound(sql, roster, { row, repeat, timeZone: workspace.time_zone, now })
    if (people.isEmpty) return nothing
    draft.renew.set(id, people)
    beginDay(draft, workspace)
    return {
      summary: `Bring “${row.title}” again to ${peopleWords(people.size)}, ${everyWords(repeat.every)} after they completed it`,
      result: true,
    }
  }
}
