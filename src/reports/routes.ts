import type { Audience } from '../assignments/contract.ts'
import { getAssignmentRow } from '../assignments/queries.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import { placeOf } from '../people/placeOf.ts'
import { assignmentHistory } from './assignmentHistory.ts'
import { breakDown, byKey, bySegments, keyNamed } from './breakdown.ts'
import type { Breakdown } from './contract.ts'
import { tally } from './tally.ts'

const PAGE = 50

export const reportsRoutes = {
  history: app.reports.history.handler(async ({ input: { id, ...range }, context }) => {
    const { sql, roster, timeZone, now } = await placeOf(context)
    return await assignmentHistory(sql, { id: roster.workspaceId, timeZone }, id, range, now)
  }),

  breakdown: app.reports.breakdown.handler(async ({ input: { id, by, segments, ...page }, context }) => {
    const { audience } = await getAssignmentRow(context.db.read, context.actor.workspaceId, id)
    const { sql, roster, now } = await placeOf(context)
    const include = segments ? (JSON.parse(audience) as Audience).include : []
    const key = by === undefined || segments ? undefined : keyNamed(roster, by)
    const counted = await tally(sql, roster, { assignmentIds: [id], now })
    return pageOfGroups(breakDown(counted, key ? byKey(roster, key) : bySegments(roster, include)), page)
  }),
}

function pageOfGroups(
  found: ReturnType<typeof breakDown>,
  { cursor, limit = PAGE }: { cursor?: string; limit?: number },
): Breakdown {
  const from = readCursor(RowNumber, cursor) ?? 0
  const items = found.items.slice(from, from + limit)
  const total = found.items.length
  return { ...found, items, total, nextCursor: from + limit < total ? writeCursor(from + limit) : null }
}
