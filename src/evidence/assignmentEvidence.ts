import { assignmentAsOf } from '../assignments/assignmentAsOf.ts'
import type { Audience } from '../assignments/contract.ts'
import { momentOf } from '../assignments/showAssignment.ts'
import { stepsOf } from '../assignments/steps.ts'
import type { Sql } from '../db/db.ts'
import type { AssignmentRow } from '../db/schema.ts'
import type { EvidenceAssignment } from './contract.ts'
import { loadChanges } from './loadChanges.ts'

/** What an assignment was at a version of the workspace, and which version of its own. Throws NotFound. */
export async function assignmentEvidence(
  sql: Sql,
  workspaceId: number,
  id: number,
  version: number,
  options?: { deletedToo: boolean },
): Promise<EvidenceAssignment> {
  const row = await assignmentAsOf(sql, workspaceId, id, version, options)
  const { number, change } = await contentVersion(sql, workspaceId, row, version)
  const set = (await loadChanges(sql, workspaceId, [change])).get(change)
  const { include, exclude } = JSON.parse(row.audience) as Audience
  return {
    id,
    title: row.title,
    instructions: row.instructions,
    link: row.link,
    steps: stepsOf(row),
    version: { number, set: { change, at: momentOf(set?.at ?? row.created_at), by: set?.by ?? '' } },
    status: row.status,
    include,
    exclude,
    publishedAt: momentOf(row.published_at),
    closedAt: momentOf(row.closed_at),
  }
}

const content = ({ title, instructions, link, steps = '[]', completion = 'done' }: AssignmentRow) =>
  JSON.stringify([title, instructions, link, steps, completion])

/** Which of its contents, counted from the first, and the change that set it. */
async function contentVersion(sql: Sql, workspaceId: number, present: AssignmentRow, version: number) {
  const images = await sql
    .selectFrom('change_row')
    .select(['change_id', 'before'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'assignment')
    .where('row_id', '=', present.id)
    .where('change_id', '<=', version)
    .orderBy('change_id')
    .execute()
  const rows = images.map(({ before }) => (before === null ? null : (JSON.parse(before) as AssignmentRow)))
  let number = 0
  let change = 0
  for (const [index, image] of images.entries()) {
    const before = rows[index]
    const after = index + 1 < rows.length ? rows[index + 1] : present
    if (!after || (before && content(before) === content(after))) continue
    number += 1
    change = image.change_id
  }
  return { number, change }
}
