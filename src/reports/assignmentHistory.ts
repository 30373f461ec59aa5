import { Temporal } from 'temporal-polyfill'
import { endOf } from '../assignments/calendar.ts'
import { getAssignmentRow } from '../assignments/queries.ts'
import type { Sql } from '../db/db.ts'
import type { HistoryPoint, HistoryStep } from './contract.ts'
import { historyPoints } from './historyPoints.ts'
import { sumTurns } from './historyQueries.ts'
import { historySteps, type Range } from './historySteps.ts'

/** How far the recipients of an assignment were at the end of each step of a range. Throws NotFound, Invalid. */
export async function assignmentHistory(
  sql: Sql,
  workspace: { id: number; timeZone: string },
  assignmentId: number,
  { past = false, ...range }: Range & { past?: boolean },
  now: number,
): Promise<{ step: HistoryStep; items: HistoryPoint[] }> {
  const { timeZone } = workspace
  await getAssignmentRow(sql, workspace.id, assignmentId)
  const end = range.to === undefined ? now : endOf(Temporal.PlainDate.from(range.to), timeZone)
  const until = Math.min(end, now)
  const turns = await sumTurns(sql, { workspaceId: workspace.id, assignmentId, past, until })
  const began = turns.reduce((first, { at }) => Math.min(first, at), until)
  const { step, steps } = historySteps(range, { began, now, timeZone })
  return { step, items: historyPoints(turns, steps) }
}
