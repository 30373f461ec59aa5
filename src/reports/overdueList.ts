import { z } from 'zod'
import { daysBetween } from '../assignments/dateWords.ts'
import { momentOf } from '../assignments/showAssignment.ts'
import { readDelivery } from '../delivery/storedDelivery.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { FEW, type Place } from '../people/findPeople.ts'
import { ids, type PeopleSet } from '../roster/peopleSet.ts'
import type { Roster, RosterKey } from '../roster/roster.ts'
import { keyNamed } from './breakdown.ts'
import type { Overdue, OverdueQuery } from './contract.ts'
import {
  countOverdueRows,
  listOverdueNumbers,
  listOverdueRows,
  type OverdueFilter,
  type OverduePlace,
  type OverdueRow,
} from './overdueQueries.ts'
import { assignmentsIn, peopleAmong } from './reportFilter.ts'

const PAGE = 50
const LEAST_A_QUERY = 500
const Cursor = z.tuple([z.number(), RowNumber, RowNumber])

type Query = z.output<typeof OverdueQuery>
type Paged = Query & { cursor?: string; limit?: number }

/** What a list of overdue recipients is about, read once for all of its pages. */
export type OverdueScope = {
  filter: OverdueFilter
  among: PeopleSet | undefined
  /** Names the managers; null where escalation is not set up. */
  managerKey: RosterKey | null
  by: RosterKey | null
}

/** Of live assignments: what is closed is nobody's debt any more. Throws Invalid for names that are not there. */
export async function overdueScope(place: Place, query: Query): Promise<OverdueScope> {
  const { roster, now } = place
  const live = assignmentsIn(roster, {}).map(({ id }) => id)
  const { assignment } = query
  return {
    filter: {
      workspaceId: roster.workspaceId,
      assignmentIds: assignment === undefined ? live : live.filter(id => id === assignment),
      now,
    },
    among: await peopleAmong(place, query),
    managerKey: await managerKeyOf(place),
    by: query.by === undefined ? null : keyNamed(roster, query.by),
  }
}

async function managerKeyOf({ sql, roster }: Place): Promise<RosterKey | null> {
  const { delivery } = await sql
    .selectFrom('workspace')
    .select('delivery')
    .where('id', '=', roster.workspaceId)
    .executeTakeFirstOrThrow()
  return roster.keys.get(readDelivery(delivery).escalation?.managerKey ?? 0) ?? null
}

export async function listOverdue(place: Place, { cursor, limit = PAGE, ...query }: Paged) {
  const scope = await overdueScope(place, query)
  const after = readCursor(Cursor, cursor)
  const rows = await overdueRows(place, scope, after, limit + 1)
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(row => showOverdue(row, place, scope)),
    total: await countOverdue(place, scope),
    nextCursor: rows.length > limit && last ? writeCursor(placeIn(last)) : null,
    managerKey: scope.managerKey?.name ?? null,
  }
}

export const placeIn = (row: OverdueRow): OverduePlace => [row.due_at, row.assignment_id, row.person_id]

/** A few people are asked for by their numbers; of many, the list is walked and whoever is not among them passed over. */
export async function overdueRows(
  { sql }: Place,
  { filter, among }: OverdueScope,
  after: OverduePlace | undefined,
  wanted: number,
): Promise<OverdueRow[]> {
  if (!among) return await listOverdueRows(sql, filter, { after, limit: wanted })
  if (among.size <= FEW) {
    return await listOverdueRows(sql, filter, { after, people: [...ids(among)], limit: wanted })
  }
  const found: OverdueRow[] = []
  const step = Math.max(wanted * 2, LEAST_A_QUERY)
  for (let from = after; found.length < wanted; ) {
    const rows = await listOverdueRows(sql, filter, { after: from, limit: step })
    for (const row of rows) if (among.has(row.person_id)) found.push(row)
    const last = rows.at(-1)
    if (!last || rows.length < step) break
    from = placeIn(last)
  }
  return found.slice(0, wanted)
}

export async function countOverdue({ sql }: Place, { filter, among }: OverdueScope): Promise<number> {
  if (!among) return await countOverdueRows(sql, filter)
  let count = 0
  for (const { people } of await listOverdueNumbers(sql, filter)) {
    count += people.filter(id => among.has(id)).length
  }
  return count
}

export function showOverdue(row: OverdueRow, { roster, timeZone, now }: Place, scope: OverdueScope): Overdue {
  const tags = JSON.parse(row.tags) as number[]
  const [manager] = scope.managerKey ? valuesOf(roster, tags, scope.managerKey) : []
  return {
    person: {
      id: row.person_id,
      email: row.email,
      firstName: row.first_name,
      lastName: row.last_name,
      status: row.person_status === 'active' ? 'active' : 'inactive',
    },
    assignment: { id: row.assignment_id, title: row.title },
    occurrence: row.occurrence,
    status: row.status,
    assignedAt: momentOf(row.assigned_at),
    dueAt: momentOf(row.due_at),
    daysLate: daysBetween(row.due_at, now, timeZone),
    manager: manager ?? null,
    values: scope.by ? valuesOf(roster, tags, scope.by) : [],
  }
}

function valuesOf(roster: Roster, tags: readonly number[], { id }: RosterKey): string[] {
  return tags.flatMap(tagId => {
    const tag = roster.tags.get(tagId)
    return tag?.keyId === id ? [tag.value] : []
  })
}
