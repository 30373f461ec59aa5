import type { Sql } from '../db/db.ts'
import type { Draft } from './draft.ts'
import type { PersonName } from './moveContract.ts'

const IDS_A_QUERY = 500

/** Names by id, from the draft where it writes the person, otherwise from the database. */
export async function personNames(
  sql: Sql,
  workspaceId: number,
  ids: readonly number[],
  drafted?: Draft['people'],
): Promise<Map<number, PersonName>> {
  const names = new Map<number, PersonName>()
  const missing: number[] = []
  for (const id of ids) {
    const after = drafted?.get(id)?.after
    if (after) names.set(id, { id, email: after.email, firstName: after.firstName, lastName: after.lastName })
    else missing.push(id)
  }
  for (let start = 0; start < missing.length; start += IDS_A_QUERY) {
    const rows = await sql
      .selectFrom('person')
      .select(['id', 'email', 'first_name', 'last_name'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', missing.slice(start, start + IDS_A_QUERY))
      .execute()
    for (const row of rows)
      names.set(row.id, { id: row.id, email: row.email, firstName: row.first_name, lastName: row.last_name })
  }
  return names
}
