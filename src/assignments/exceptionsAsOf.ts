import type { Sql } from '../db/db.ts'
import type { ExceptionRow } from '../db/schema.ts'
import { EXCEPTION_COLUMNS } from './exceptionQueries.ts'
import type { RecipientsOf } from './recipientsAsOf.ts'

const IDS_A_QUERY = 500

/** The exceptions that stood at a version for some people, or for one person in all assignments, as they were then. */
export async function exceptionsAsOf(
  sql: Sql,
  of: RecipientsOf,
  version: number,
  people?: readonly number[],
): Promise<ExceptionRow[]> {
  const rows: (ExceptionRow & { changed_in: number; deleted_in: number | null })[] = []
  for (const some of people ? parts(people) : [undefined]) {
    let query = sql
      .selectFrom('exception')
      .select([...EXCEPTION_COLUMNS, 'changed_in', 'deleted_in'])
      .where('workspace_id', '=', of.workspaceId)
    if (of.assignmentId !== undefined) query = query.where('assignment_id', '=', of.assignmentId)
    if (of.personId !== undefined) query = query.where('person_id', '=', of.personId)
    if (some) query = query.where('person_id', 'in', some)
    rows.push(...(await query.orderBy('id').execute()))
  }
  const changed = rows.filter(row => row.changed_in > version).map(row => row.id)
  const then = await imagesAfter(sql, of.workspaceId, changed, version)
  const stood = rows.flatMap(({ changed_in, deleted_in, ...row }) =>
    changed_in > version ? (then.get(row.id) ?? []) : deleted_in === null ? row : [],
  )
  return stood.filter(row => row.ended_at === null)
}

/** The first before-image after a version; null for what was made after it, or had been taken back. */
async function imagesAfter(sql: Sql, workspaceId: number, ids: readonly number[], version: number) {
  const found = new Map<number, ExceptionRow | null>()
  for (const some of parts(ids)) {
    const images = await sql
      .selectFrom('change_row')
      .select(['row_id', 'before'])
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', 'exception')
      .where('row_id', 'in', some)
      .where('change_id', '>', version)
      .orderBy('change_id')
      .execute()
    for (const { row_id, before } of images) {
      if (!found.has(row_id)) found.set(row_id, before === null ? null : (JSON.parse(before) as ExceptionRow))
    }
  }
  return found
}

function* parts(ids: readonly number[]): Generator<number[]> {
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) yield ids.slice(start, start + IDS_A_QUERY)
}
