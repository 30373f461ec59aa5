import type { Sql } from '../db/db.ts'
import { fromBytes } from '../roster/portable.ts'
import type { Roster } from '../roster/roster.ts'
import type { SegmentSizes } from './contract.ts'
import { getSegment } from './queries.ts'

/** A segment's size from a moment on, until the next point. */
type Point = SegmentSizes['points'][number]

/** Of all segments asked for together; beyond it their lines begin later, and say so. */
const MOST_MOVES = 10_000

/**
 * How segments grew and shrank: after each change that moved one, oldest first, with at most `points` of each. With `since`
 * the first point is its size at that moment. Counted back from today's members. Throws NotFound.
 */
export async function segmentSizes(
  sql: Sql,
  roster: Roster,
  ids: readonly number[],
  { since, points: most = 500 }: { since?: number; points?: number },
): Promise<SegmentSizes[]> {
  // Read together, before anything is awaited: a roster moves on while a query runs.
  const { workspaceId, version } = roster
  const now = new Map(ids.map(id => [getSegment(roster, id).id, roster.members.sizeOf(id)]))
  const moves = await movesOf(sql, { workspaceId, version }, ids, since)
  const created = await creations(sql, workspaceId, ids)
  const cut = moves.length > MOST_MOVES ? moves.pop() : undefined
  const byId = Map.groupBy(moves, move => move.id)
  return [...now].map(([id, size]) => {
    const points: Point[] = []
    let people = size
    for (const { changeId, at, entered, left } of byId.get(id) ?? []) {
      const moment = new Date(at).toISOString()
      // Of several changes in one millisecond the last counts: it is what the moment is answered with.
      if (points.at(-1)?.at !== moment) points.push({ changeId, at: moment, people })
      people += left - entered
    }
    const born = created.get(id)
    const from = Math.max(born?.at ?? 0, since ?? 0, cut ? cut.at : 0)
    const oldest = points.at(-1)
    // It came into being, or was that large when the line begins, without anybody moving.
    if (!oldest || Date.parse(oldest.at) > from) {
      const changeId = born && born.at === from ? born.changeId : null
      points.push({ changeId, at: new Date(from).toISOString(), people })
    }
    return { id, points: thin(points.reverse(), most), isWhole: points.length <= most && !cut }
  })
}

/** Newest first, and one more than there is room for. */
async function movesOf(
  sql: Sql,
  { workspaceId, version }: Pick<Roster, 'workspaceId' | 'version'>,
  ids: readonly number[],
  since: number | undefined,
) {
  let moves = sql
    .selectFrom('change_set')
    .innerJoin('change', join =>
      join
        .onRef('change.workspace_id', '=', 'change_set.workspace_id')
        .onRef('change.id', '=', 'change_set.change_id'),
    )
    .select(['change_set.target_id', 'change.id', 'change.at', 'change_set.entered', 'change_set.left_set'])
    .where('change_set.workspace_id', '=', workspaceId)
    .where('change_set.kind', '=', 'segment')
    .where('change_set.target_id', 'in', ids)
    .where('change_set.change_id', '<=', version)
  if (since !== undefined) moves = moves.where('change.at', '>', since)
  const rows = await moves
    .orderBy('change_set.change_id', 'desc')
    .limit(MOST_MOVES + 1)
    .execute()
  return rows.map(row => ({
    id: row.target_id,
    changeId: row.id,
    at: row.at,
    entered: fromBytes(row.entered).size,
    left: fromBytes(row.left_set).size,
  }))
}

/** The change that made each; of one that was deleted and came back, the first. */
async function creations(
  sql: Sql,
  workspaceId: number,
  ids: readonly number[],
): Promise<Map<number, { changeId: number; at: number }>> {
  const rows = await sql
    .selectFrom('change_row')
    .innerJoin('change', join =>
      join
        .onRef('change.workspace_id', '=', 'change_row.workspace_id')
        .onRef('change.id', '=', 'change_row.change_id'),
    )
    .select(['change_row.row_id', 'change.id', 'change.at'])
    .where('change_row.workspace_id', '=', workspaceId)
    .where('change_row.kind', '=', 'segment')
    .where('change_row.row_id', 'in', ids)
    .where('change_row.before', 'is', null)
    .orderBy('change_row.change_id', 'desc')
    .execute()
  return new Map(rows.map(row => [row.row_id, { changeId: row.id, at: row.at }]))
}

/** At most so many points: time is cut into equal parts, and each keeps the last of its own. The first and last stay. */
export function thin(points: readonly Point[], most: number): Point[] {
  const [first] = points
  const last = points.at(-1)
  if (points.length <= most || !first || !last) return [...points]
  const from = Date.parse(first.at)
  const span = Math.max(Date.parse(last.at) - from, 1)
  const parts = new Map<number, Point>()
  for (const point of points.slice(1))
    parts.set(Math.min(most - 2, Math.floor(((Date.parse(point.at) - from) / span) * (most - 1))), point)
  return [first, ...parts.values()]
}
