import { peopleAsOf, versionAt } from '../changes/asOf.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import { type PastRows, rowsAsOf } from '../changes/namesAsOf.ts'
import type { Sql } from '../db/db.ts'
import type { Person } from './contract.ts'
import { findPeople, type PeopleFilter, type Place } from './findPeople.ts'
import type { PersonRow } from './person.ts'
import { showPerson, tagNames } from './showPerson.ts'
import { type PeopleSort, walkPeople } from './walkPeople.ts'

export type PeopleQuery = PeopleFilter & { sort?: PeopleSort; cursor?: string; limit?: number }

/**
 * A page of the people a filter finds. With `asOf` they and their tags are shown as they were, in the order of their present
 * names, and words are looked for in those.
 */
export async function listPeople(
  place: Place,
  query: PeopleQuery,
): Promise<{ items: Person[]; total: number; nextCursor: string | null }> {
  const { sql, roster } = place
  const set = await findPeople(place, query)
  const { ids, nextCursor } = await walkPeople(sql, roster.workspaceId, set, query)
  const people = await peopleInOrder(sql, roster.workspaceId, ids, query.asOf)
  const names = await tagNames(sql, roster, people, await pastRows(sql, roster.workspaceId, query.asOf))
  return { items: people.map(person => showPerson(person, names)), total: set.size, nextCursor }
}

/** Rows in the order of their ids, as they are or as they were. */
export async function peopleInOrder(
  sql: Sql,
  workspaceId: number,
  ids: readonly number[],
  asOf: string | undefined,
): Promise<PersonRow[]> {
  const rows = asOf
    ? await peopleAsOf(sql, workspaceId, ids, await versionAt(sql, workspaceId, Date.parse(asOf)))
    : new Map((await loadPeople(sql, workspaceId, ids)).map(person => [person.id, person]))
  return ids.flatMap(id => rows.get(id) ?? [])
}

/** What tags were called at a moment; undefined for the present. */
export async function pastRows(
  sql: Sql,
  workspaceId: number,
  asOf: string | undefined,
): Promise<PastRows | undefined> {
  if (asOf === undefined) return undefined
  return await rowsAsOf(sql, workspaceId, await versionAt(sql, workspaceId, Date.parse(asOf)))
}
