import type { Sql } from '../db/db.ts'
import type { ExceptionRow } from '../db/schema.ts'
import { NotFound } from '../errors.ts'

/** Without what the commit fills in: the row as drafts hold it. */
export const EXCEPTION_COLUMNS = [
  'id',
  'assignment_id',
  'person_id',
  'kind',
  'occurrence',
  'until',
  'reason',
  'made_at',
  'made_by',
  'ended_at',
  'ended_by',
] as const

export type ExceptionFilter = { workspaceId: number; assignmentId: number; standing?: boolean }

/** Newest first, with whom they are for, from below the id `before`. */
export async function listExceptions(
  sql: Sql,
  filter: ExceptionFilter,
  page: { before?: number; limit: number },
) {
  let query = withPerson(sql, filter)
  if (page.before !== undefined) query = query.where('exception.id', '<', page.before)
  return await query.orderBy('exception.id', 'desc').limit(page.limit).execute()
}

export type ExceptionShown = Awaited<ReturnType<typeof listExceptions>>[number]

export async function countExceptions(
  sql: Sql,
  { workspaceId, assignmentId, standing = false }: ExceptionFilter,
): Promise<number> {
  const row = await sql
    .selectFrom('exception')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('deleted_in', 'is', null)
    .$if(standing, query => query.where('ended_at', 'is', null))
    .executeTakeFirstOrThrow()
  return row.count
}

export async function getException(sql: Sql, filter: ExceptionFilter, id: number): Promise<ExceptionShown> {
  const row = await withPerson(sql, filter).where('exception.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such exception.')
  return row
}

/** The one that stands for a person, if there is one. */
export async function findStanding(
  sql: Sql,
  workspaceId: number,
  about: Pick<ExceptionRow, 'assignment_id' | 'person_id' | 'kind' | 'occurrence'>,
): Promise<ExceptionRow | undefined> {
  return await sql
    .selectFrom('exception')
    .select(EXCEPTION_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', about.assignment_id)
    .where('person_id', '=', about.person_id)
    .where('kind', '=', about.kind)
    .where('occurrence', '=', about.occurrence)
    .where('ended_at', 'is', null)
    .where('deleted_in', 'is', null)
    .executeTakeFirst()
}

function withPerson(sql: Sql, { workspaceId, assignmentId, standing = false }: ExceptionFilter) {
  return sql
    .selectFrom('exception')
    .innerJoin('person', join =>
      join
        .onRef('person.workspace_id', '=', 'exception.workspace_id')
        .onRef('person.id', '=', 'exception.person_id'),
    )
    .select(EXCEPTION_COLUMNS.map(column => `exception.${column}` as const))
    .select(['person.email', 'person.first_name', 'person.last_name'])
    .where('exception.workspace_id', '=', workspaceId)
    .where('exception.assignment_id', '=', assignmentId)
    .where('exception.deleted_in', 'is', null)
    .$if(standing, query => query.where('exception.ended_at', 'is', null))
}
