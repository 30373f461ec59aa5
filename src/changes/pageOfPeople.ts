import { sql as raw } from 'kysely'
import { z } from 'zod'
import type { Sql } from '../db/db.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { searchable, searchText } from '../people/person.ts'
import {
  countUpTo,
  difference,
  intersection,
  type PeopleSet,
  pageOfIds,
  setOf,
  union,
} from '../roster/peopleSet.ts'
import type { PersonName } from './contract.ts'
import { personNames } from './personNames.ts'

type PageInput = { q?: string; cursor?: string; limit?: number }

const Cursor = z.number().int()

/**
 * A page of the people of a set, in the order in which they came to the workspace. `drafted` are names that a plan has and
 * the database has not (yet).
 */
export async function pageOfPeople(
  sql: Sql,
  workspaceId: number,
  set: PeopleSet,
  { q, cursor, limit = 50 }: PageInput,
  drafted: ReadonlyMap<number, PersonName> = new Map(),
): Promise<{ items: PersonName[]; total: number; nextCursor: string | null }> {
  const words = q ? searchable(q).split(' ').filter(Boolean) : []
  const found = words.length === 0 ? set : await search(sql, workspaceId, set, words, drafted)
  const after = readCursor(Cursor, cursor)
  const start = after === undefined ? 0 : countUpTo(found, after)
  const ids = pageOfIds(found, start, limit)
  const stored = await personNames(
    sql,
    workspaceId,
    ids.filter(id => !drafted.has(id)),
  )
  const last = ids.at(-1)
  return {
    items: ids.flatMap(id => drafted.get(id) ?? stored.get(id) ?? []),
    total: found.size,
    nextCursor: last !== undefined && start + ids.length < found.size ? writeCursor(last) : null,
  }
}

async function search(
  sql: Sql,
  workspaceId: number,
  set: PeopleSet,
  words: readonly string[],
  drafted: ReadonlyMap<number, PersonName>,
): Promise<PeopleSet> {
  let query = sql.selectFrom('person').select('id').where('workspace_id', '=', workspaceId)
  for (const word of words)
    query = query.where(raw<boolean>`search like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  const rows = await query.orderBy('id').execute()
  const stored = setOf(rows.map(row => row.id))
  const fits = (name: PersonName) => {
    const text = searchText({ ...name, externalId: null })
    return words.every(word => text.includes(word))
  }
  const named = setOf([...drafted.keys()])
  const fitting = setOf([...drafted.values()].filter(fits).map(name => name.id))
  return intersection(set, union(difference(stored, named), fitting))
}
