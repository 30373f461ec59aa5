import { type Expression, sql } from 'kysely'
import type { Sql } from '../db/db.ts'
import type { PersonTable } from '../db/schema.ts'
import { fromStored, type PersonRow } from './person.ts'

const COLUMNS = [
  'id',
  'email',
  'first_name',
  'last_name',
  'external_id',
  'status',
  'tags',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof PersonTable)[]

/** So many texts are one person, of whom each stands at its place. */
export const TEXTS = COLUMNS.length
export const AT = { id: 0, email: 1, firstName: 2, lastName: 3, externalId: 4, status: 5, tags: 6 } as const

/** ASCII's unit separator, which no stored name has: `clean` makes spaces of control characters. */
const SEPARATOR = '\u001f'
const PEOPLE_A_PAGE = 2_000

/**
 * Everybody of a workspace, some thousand at a time and in no particular order among these, as the texts of their columns one after the other. The database puts a page
 * into one text: a million rows of nine values each cost most of their time on the way from the database to JavaScript.
 */
export async function* everybodyAsTexts(db: Sql, workspaceId: number): AsyncGenerator<string[]> {
  const { next_person } = await db
    .selectFrom('workspace')
    .select('next_person')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  for (let from = 0; from < next_person; from += PEOPLE_A_PAGE)
    yield await pageOf(db, workspaceId, sql<boolean>`id >= ${from} and id < ${from + PEOPLE_A_PAGE}`)
}

/** The same of those with one of these addresses or external ids. */
export async function peopleAsTexts(
  db: Sql,
  workspaceId: number,
  column: 'email' | 'external_id',
  among: readonly string[],
): Promise<string[]> {
  return await pageOf(db, workspaceId, sql<boolean>`${sql.ref(column)} in (${sql.join(among)})`)
}

async function pageOf(db: Sql, workspaceId: number, where: Expression<boolean>): Promise<string[]> {
  const columns = COLUMNS.map(column => sql`coalesce(cast(${sql.ref(column)} as text), '')`)
  const separator = sql.lit(SEPARATOR)
  const { rows } = await sql<{ people: number; page: string | null }>`
    select count(*) as people, string_agg(concat_ws(${separator}, ${sql.join(columns)}), ${separator}) as page
    from person where workspace_id = ${workspaceId} and ${where}`.execute(db)
  const { people = 0, page = null } = rows[0] ?? {}
  return page === null ? [] : checked(page.split(SEPARATOR), people)
}

function checked(texts: string[], people: number): string[] {
  if (texts.length !== people * TEXTS) throw new Error('A person has a control character in their names.')
  return texts
}

/** The row of the person whose texts begin there. */
export function personOfTexts(texts: readonly string[], start: number): PersonRow {
  const text = (place: number) => texts[start + place] ?? ''
  return fromStored({
    id: Number(text(AT.id)),
    email: text(AT.email),
    first_name: text(AT.firstName),
    last_name: text(AT.lastName),
    external_id: text(AT.externalId) || null,
    status: text(AT.status) as PersonTable['status'],
    tags: text(AT.tags),
    created_at: Number(text(AT.tags + 1)),
    updated_at: Number(text(AT.tags + 2)),
  })
}
