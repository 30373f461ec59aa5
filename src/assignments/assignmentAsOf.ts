import { rowImagesAfter } from '../changes/rowImages.ts'
import type { Sql } from '../db/db.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import { getAssignmentRow } from './queries.ts'

/**
 * An assignment as its row stood at a version (undefined: as it is), also if it has been deleted since. One that was deleted by
 * then only where `deletedToo`: what people had of it stays on record. Throws NotFound where there was none.
 */
export async function assignmentAsOf(
  sql: Sql,
  workspaceId: number,
  id: number,
  version: number | undefined,
  { deletedToo = false } = {},
): Promise<AssignmentRow> {
  if (version === undefined) return await getAssignmentRow(sql, workspaceId, id, { deletedToo })
  const about = { workspaceId, kind: 'assignment' } as const
  const image = (await rowImagesAfter<AssignmentRow>(sql, about, [id], version)).get(id)
  if (image === undefined) return await getAssignmentRow(sql, workspaceId, id, { deletedToo })
  if (image === null) throw new NotFound('There was no such assignment at that moment.')
  return withNewFields(image)
}

/** Images from before assignments had steps and repeats lack those fields. */
function withNewFields(row: AssignmentRow): AssignmentRow {
  return {
    ...row,
    repeat: row.repeat ?? null,
    occurrence: row.occurrence ?? 1,
    occurred_on: row.occurred_on ?? null,
    completion: row.completion ?? 'done',
    steps: row.steps ?? '[]',
    next_step: row.next_step ?? 1,
  }
}
