import { z } from 'zod'
import type { Sql } from '../db/db.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { ids as idsOf, type PeopleSet } from '../roster/peopleSet.ts'
import type { personSorts } from './contract.ts'
import { FEW } from './findPeople.ts'

export type PeopleSort = (typeof personSorts)[number]
type Column = 'search' | 'email' | 'id' | 'updated_at'
type Order = { column: Column; descending: boolean }
type Stop = { id: number; value: string | number }

const COLUMNS = { name: 'search', email: 'email', created: 'id', updated: 'updated_at' } as const

const LEAST_A_QUERY = 500
const MOST_A_QUERY = 20_000

/** The ids of one page of a set, in order, and the cursor of the next. */
export async function walkPeople(
  sql: Sql,
  workspaceId: number,
  set: PeopleSet,
  page: { sort?: PeopleSort; cursor?: string; limit?: number },
): Promise<{ ids: number[]; nextCursor: string | null }> {
  const { sort = 'name', cursor, limit = 50 } = page
  const order = orderOf(sort)
  const Cursor = z.tuple([z.literal(sort), z.union([z.string(), z.number()]), RowNumber])
  const after = readCursor(Cursor, cursor)
  // One more than asked for tells whether there is a next page.
  const stops = await nextStops(sql, workspaceId, set, order, {
    after: after && { value: after[1], id: after[2] },
    wanted: limit + 1,
  })
  const last = stops[limit - 1]
  return {
    ids: stops.slice(0, limit).map(stop => stop.id),
    nextCursor: stops.length > limit && last ? writeCursor([sort, last.value, last.id]) : null,
  }
}

function orderOf(sort: PeopleSort): Order {
  const descending = sort.startsWith('-')
  const name = sort.replace('-', '') as keyof typeof COLUMNS
  return { column: COLUMNS[name], descending }
}

/**
 * A small set is asked for by id and sorted by the database; in a large one the index is walked in order and whoever is
 * not of the set is passed over. How many rows are read at once follows from how many of them will be of the set.
 */
async function nextStops(
  sql: Sql,
  workspaceId: number,
  set: PeopleSet,
  order: Order,
  { after, wanted }: { after: Stop | undefined; wanted: number },
): Promise<Stop[]> {
  if (set.isEmpty) return []
  if (set.size <= FEW) {
    const query = orderedPeople(sql, workspaceId, order, after, wanted).where('id', 'in', [...idsOf(set)])
    return await query.execute()
  }
  const { next_person: people } = await sql
    .selectFrom('workspace')
    .select('next_person')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const share = Math.max(1, people / set.size)
  const step = Math.min(Math.max(Math.ceil(wanted * share * 1.2), LEAST_A_QUERY), MOST_A_QUERY)
  const stops: Stop[] = []
  for (let from = after; stops.length < wanted; ) {
    const rows = await orderedPeople(sql, workspaceId, order, from, step).execute()
    for (const row of rows) if (set.has(row.id)) stops.push(row)
    if (rows.length < step) break
    from = rows.at(-1)
  }
  return stops.slice(0, wanted)
}

/** Ids in an order, from a stop on. Of equals the lower id goes first, last when the order is turned round. */
export function orderedPeople(
  sql: Sql,
  workspaceId: number,
  { column, descending }: Order,
  after: Stop | undefined,
  limit: number,
) {
  const direction = descending ? 'desc' : 'asc'
  let query = sql
    .selectFrom('person')
    .select(['id', `${column} as value`])
    .where('workspace_id', '=', workspaceId)
  if (after) {
    query = query.where(eb =>
      eb(eb.refTuple(column, 'id'), descending ? '<' : '>', eb.tuple(after.value, after.id)),
    )
  }
  return query.orderBy(column, direction).orderBy('id', direction).limit(limit)
}
