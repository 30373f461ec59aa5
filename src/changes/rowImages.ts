import type { ChangeRowTable } from '../db/changeTables.ts'
import type { Sql } from '../db/db.ts'

const IDS_A_QUERY = 500

/**
 * Rows as they stood at a version, where a change has written them since: the before-image of the first such change; null for
 * what was not there yet, or had been taken back. What is not among them is as its row is.
 */
export async function rowImagesAfter<Row>(
  sql: Sql,
  { workspaceId, kind }: { workspaceId: number; kind: ChangeRowTable['kind'] },
  ids: readonly number[],
  version: number,
): Promise<Map<number, Row | null>> {
  const found = new Map<number, Row | null>()
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const images = await sql
      .selectFrom('change_row')
      .select(['row_id', 'before'])
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', kind)
      .where('row_id', 'in', ids.slice(start, start + IDS_A_QUERY))
      .where('change_id', '=', eb =>
        eb
          .selectFrom('change_row as first')
          .select(each => each.fn.min('first.change_id').as('change_id'))
          .where('first.workspace_id', '=', workspaceId)
          .where('first.kind', '=', kind)
          .whereRef('first.row_id', '=', 'change_row.row_id')
          .where('first.change_id', '>', version),
      )
      .execute()
    for (const { row_id, before } of images)
      found.set(row_id, before === null ? null : (JSON.parse(before) as Row))
  }
  return found
}
