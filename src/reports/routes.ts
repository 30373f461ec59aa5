import type { Audience } from '../assignments/contract.ts'
import { getAssignmentRow } from '../assignments/queries.ts'
import { currentRoster } from '../changes/engine.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import { placeOf } from '../people/placeOf.ts'
import { assignmentHistory } from './assignmentHistory.ts'
import { breakDown, byKey, bySegments, keyNamed } from './breakdown.ts'
import { leaderboard } from './leaderboard.ts'
import { saveLeaderboard, showLeaderboard } from './leaderboardSettings.ts'
import { groupOverdue } from './overdueGroups.ts'
import { listOverdue } from './overdueList.ts'
import { personProgress } from './personProgress.ts'
import { groupProgress, listProgress } from './progressReport.ts'
import { tally } from './tally.ts'

const PAGE = 50

export const reportsRoutes = {
  assignments: app.reports.assignments.handler(
    async ({ input: { cursor, limit = PAGE, ...filter }, context }) => {
      const from = readCursor(RowNumber, cursor) ?? 0
      const found = await listProgress(await placeOf(context), filter, { from, limit })
      return { ...found, nextCursor: cursorAfter(from + limit, found.total) }
    },
  ),

  groups: app.reports.groups.handler(async ({ input: { cursor, limit, ...filter }, context }) => {
    const { items, ...rest } = await groupProgress(await placeOf(context), filter)
    return { ...rest, ...pageOf(items, { cursor, limit }) }
  }),

  overdue: app.reports.overdue.handler(
    async ({ input, context }) => await listOverdue(await placeOf(context), input),
  ),

  overdueGroups: app.reports.overdueGroups.handler(
    async ({ input: { cursor, limit, ...query }, context }) => {
      const { key, groups } = await groupOverdue(await placeOf(context), query)
      return { key, ...pageOf(groups, { cursor, limit }) }
    },
  ),

  leaderboard: app.reports.leaderboard.handler(
    async ({ context }) => await leaderboard(await placeOf(context)),
  ),

  leaderboardSettings: app.reports.leaderboardSettings.handler(async ({ context: { db, engine, actor } }) =>
    showLeaderboard(db.read, await currentRoster(engine, actor.workspaceId)),
  ),

  updateLeaderboard: app.reports.updateLeaderboard.handler(async ({ input: { body }, context }) => {
    const { db, engine, actor, live } = context
    const roster = await currentRoster(engine, actor.workspaceId)
    await db.transaction(tx => saveLeaderboard(tx, roster, body.leaderboard))
    live.tell(actor.workspaceId, { event: 'message', data: { assignments: [] } })
    return await showLeaderboard(db.read, roster)
  }),

  person: app.reports.person.handler(
    async ({ input: { id }, context }) => await personProgress(await placeOf(context), id),
  ),

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
    const { items, ...rest } = breakDown(counted, key ? byKey(roster, key) : bySegments(roster, include))
    return { ...rest, ...pageOf(items, page) }
  }),
}

/** A page of what is known as a whole. */
function pageOf<Item>(
  all: readonly Item[],
  { cursor, limit = PAGE }: { cursor?: string | undefined; limit?: number | undefined },
) {
  const from = readCursor(RowNumber, cursor) ?? 0
  const items = all.slice(from, from + limit)
  return { items, total: all.length, nextCursor: cursorAfter(from + limit, all.length) }
}

const cursorAfter = (next: number, total: number) => (next < total ? writeCursor(next) : null)
