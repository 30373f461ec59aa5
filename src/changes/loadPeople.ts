import type { Sql } from '../db/db.ts'
import { fromStored, type PersonRow } from '../people/person.ts'

/** Far below what either database takes as parameters; larger statements gain nothing. */
const IDS_A_QUERY = 2_000

/** What `fromStored` reads. */
export const STORED_PERSON = [
  'id',
  'email',
  'first_name',
  'last_name',
  'external_id',
  'status',
  'tags',
  'created_at',
  'updated_at',
] as const

/** People by id, whatever their status, in no particular order; ids nobody has are left out. */
export async function loadPeople(
  sql: Sql,
  workspaceId: number,
  ids: readonly number[],
): Promise<PersonRow[]> {
  const people: PersonRow[] = []
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const rows = await sql
      .selectFrom('person')
      .select(STORED_PERSON)
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids.slice(start, start + IDS_A_QUERY))
      .execute()
    for (const row of rows) people.push(fromStored(row))
  }
  return people
}
