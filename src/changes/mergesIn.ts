import type { Sql } from '../db/db.ts'
import type { Plan } from './contract.ts'

/** What has been merged into what: tags and keys, by the id of the one that went. */
export type Merges = { tags: Map<number, number>; keys: Map<number, number> }

/**
 * What changes merged. Undoing the undo of a merge merges again, and its plan does not say into what: the merge's own does.
 */
export async function mergesIn(sql: Sql, workspaceId: number, changes: readonly number[]): Promise<Merges> {
  if (changes.length === 0) return { tags: new Map(), keys: new Map() }
  const rows = await sql
    .selectFrom('change')
    .leftJoin('change as undo', join =>
      join.onRef('undo.workspace_id', '=', 'change.workspace_id').onRef('undo.id', '=', 'change.undoes'),
    )
    .leftJoin('change as merge', join =>
      join.onRef('merge.workspace_id', '=', 'undo.workspace_id').onRef('merge.id', '=', 'undo.undoes'),
    )
    .select(['change.plan', 'merge.plan as merged'])
    .where('change.workspace_id', '=', workspaceId)
    .where('change.id', 'in', [...new Set(changes)])
    .execute()
  const plans = rows.map(row => JSON.parse(row.merged ?? row.plan) as Plan)
  return {
    tags: pairs(plans.flatMap(plan => plan.tags.removed)),
    keys: pairs(plans.flatMap(plan => plan.tags.keysRemoved ?? [])),
  }
}

function pairs(removed: readonly { id: number; mergedInto?: number | undefined }[]): Map<number, number> {
  return new Map(
    removed.flatMap(({ id, mergedInto }): [number, number][] =>
      mergedInto === undefined ? [] : [[id, mergedInto]],
    ),
  )
}
