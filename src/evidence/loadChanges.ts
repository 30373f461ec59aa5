import type { Sql } from '../db/db.ts'

export type ChangeMade = { at: number; by: string; act: string }

const IDS_A_QUERY = 500

/** When some changes were made, by whom, and by which act. */
export async function loadChanges(
  sql: Sql,
  workspaceId: number,
  ids: Iterable<number>,
): Promise<Map<number, ChangeMade>> {
  const found = new Map<number, ChangeMade>()
  const all = [...new Set(ids)]
  for (let start = 0; start < all.length; start += IDS_A_QUERY) {
    const rows = await sql
      .selectFrom('change')
      .select(['id', 'at', 'actor_name', 'act'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', all.slice(start, start + IDS_A_QUERY))
      .execute()
    for (const { id, at, actor_name, act } of rows) found.set(id, { at, by: actor_name, act })
  }
  return found
}
