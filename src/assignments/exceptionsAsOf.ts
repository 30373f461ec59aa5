import { rowImagesAfter } from '../changes/rowImages.ts'
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
  const about = { workspaceId: of.workspaceId, kind: 'exception' } as const
  const then = await rowImagesAfter<ExceptionRow>(sql, about, changed, version)
  const stood = rows.flatMap(({ changed_in, deleted_in, ...row }) =>
    changed_in > version ? (then.get(row.id) ?? []) : deleted_in === null ? row : [],
  )
  return stood.filter(row => row.ended_at === null)
}

function* parts(ids: readonly number[]): Generator<number[]> {
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) yield ids.slice(start, start + IDS_A_QUERY)
}
