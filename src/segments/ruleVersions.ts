import type { Sql } from '../db/db.ts'
import type { SegmentRow } from '../db/schema.ts'
import type { Roster } from '../roster/roster.ts'

/** A rule as a change set it, and the one it found; JSON of BoundRules. */
export type RuleVersion = { before: string | undefined; after: string }

/**
 * The rules of a segment by the change that set each, oldest first: what the log found before the next one is what this one
 * had left. `present` is the rule at the version that is asked for.
 */
export async function ruleVersions(
  sql: Sql,
  { workspaceId, version }: Pick<Roster, 'workspaceId' | 'version'>,
  id: number,
  present: string,
): Promise<Map<number, RuleVersion>> {
  const images = await sql
    .selectFrom('change_row')
    .select(['change_id', 'before'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'segment')
    .where('row_id', '=', id)
    .where('change_id', '<=', version)
    .orderBy('change_id')
    .execute()
  const ruleIn = (before: string | null | undefined) =>
    before ? (JSON.parse(before) as SegmentRow).rule : undefined
  const set = new Map<number, RuleVersion>()
  for (const [index, image] of images.entries()) {
    const next = images[index + 1]
    const before = ruleIn(image.before)
    const after = next ? ruleIn(next.before) : present
    if (after !== undefined && after !== before) set.set(image.change_id, { before, after })
  }
  return set
}
