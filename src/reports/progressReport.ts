import type { z } from 'zod'
import { listAssignmentRows } from '../assignments/queries.ts'
import { momentOf } from '../assignments/showAssignment.ts'
import type { Place } from '../people/findPeople.ts'
import { breakDown, byKey, bySegments, keyNamed } from './breakdown.ts'
import type { AssignmentProgress, Figures, ProgressQuery } from './contract.ts'
import { assignmentsIn, peopleAmong } from './reportFilter.ts'
import { noFigures, type Tally, tally } from './tally.ts'

type Filter = z.output<typeof ProgressQuery>

/** Assignments newest first, each with its figures, and all of them together; `from` and `limit` count assignments. */
export async function listProgress(
  place: Place,
  filter: Filter,
  { from = 0, limit = Number.POSITIVE_INFINITY }: { from?: number; limit?: number } = {},
): Promise<{ items: AssignmentProgress[]; total: number; all: Figures }> {
  const { sql, roster } = place
  const { counted, ids } = await count(place, filter)
  const rows = await listAssignmentRows(sql, roster.workspaceId, ids.slice(from, from + limit))
  return {
    items: rows.map(row => ({
      id: row.id,
      title: row.title,
      status: row.status,
      publishedAt: momentOf(row.published_at),
      ...(counted.ofAssignment.get(row.id) ?? noFigures()),
    })),
    total: ids.length,
    all: counted.all,
  }
}

/** All of them together by the values of a key; without one, in one piece. */
export async function groupProgress(place: Place, { by, ...filter }: Filter & { by?: string }) {
  const key = by === undefined ? undefined : keyNamed(place.roster, by)
  const { counted } = await count(place, filter)
  return breakDown(counted, key ? byKey(place.roster, key) : bySegments(place.roster, []))
}

async function count(place: Place, filter: Filter): Promise<{ counted: Tally; ids: number[] }> {
  const { sql, roster, now } = place
  const ids = assignmentsIn(roster, filter).map(({ id }) => id)
  const among = await peopleAmong(place, filter)
  return { counted: await tally(sql, roster, { assignmentIds: ids, among, now }), ids }
}
