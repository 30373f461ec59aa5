import { z } from 'zod'
import type { Sql } from '../db/db.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { searchable } from '../people/person.ts'
import { countUpTo, pageOfIds } from '../roster/pages.ts'
import type { PeopleSet } from '../roster/peopleSet.ts'
import type { PersonName } from './moveContract.ts'
import { personNames } from './personNames.ts'
import { searchPeople } from './searchPeople.ts'

type PageInput = { q?: string; cursor?: string; limit?: number }

const Cursor = z.number().int()

/** A page of the people of a set, in the order in which they came to the workspace. */
export async function pageOfPeople(
  sql: Sql,
  workspaceId: number,
  set: PeopleSet,
  { q, cursor, limit = 50 }: PageInput,
): Promise<{ items: PersonName[]; total: number; nextCursor: string | null }> {
  const words = q ? searchable(q).split(' ').filter(Boolean) : []
  const found = words.length === 0 ? set : await searchPeople(sql, workspaceId, set, words)
  const after = readCursor(Cursor, cursor)
  const start = after === undefined ? 0 : countUpTo(found, after)
  const ids = pageOfIds(found, start, limit)
  const names = await personNames(sql, workspaceId, ids)
  const last = ids.at(-1)
  return {
    items: ids.flatMap(id => names.get(id) ?? []),
    total: found.size,
    nextCursor: last !== undefined && start + ids.length < found.size ? writeCursor(last) : null,
  }
}
