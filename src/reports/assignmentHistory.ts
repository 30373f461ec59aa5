import { getAssignmentRow } from '../assignments/queries.ts'
import type { Sql } from '../db/db.ts'
import type { HistoryPoint, HistoryStep } from './contract.ts'
import { historyPoints } from './historyPoints.ts'
import { listMoments } from './historyQueries.ts'
import { historySteps, type Range } from './historySteps.ts'

/** How far the recipients of an assignment were at the end of each step of a range. Throws NotFound, Invalid. */
export async function assignmentHistory(
  sql: Sql,
  workspace: { id: number; timeZone: string },
  assignmentId: number,
  { past = false, ...range }: Range & { past?: boolean },
  now: number,
): Promise<{ step: HistoryStep; items: HistoryPoint[] }> {
  const about = { workspaceId: workspace.id, assignmentId, past }
  await getAssignmentRow(sql, workspace.id, assignmentId)
  const began = (await firstAssigned(sql, about)) ?? now
  const { step, steps } = historySteps(range, { began, now, timeZone: workspace.timeZone })
  return { step, items: historyPoints(await listMoments(sql, about), steps) }
}

async function firstAssigned(
  sql: Sql,
  { workspaceId, assignmentId, past }: { workspaceId: number; assignmentId: number; past: boolean },
): Promise<number | null> {
  let query = sql
    .selectFrom('recipient')
    .select(eb => eb.fn.min('assigned_at').as('at'))
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
  if (!past) query = query.where('superseded_at', 'is', null)
  return (await query.executeTakeFirst())?.at ?? null
}
