import { STORED_PERSON } from '../changes/loadPeople.ts'
import type { Sql } from '../db/db.ts'
import { fromStored, type PersonRow } from '../people/person.ts'

/** People of the workspace whom the file may mean, whatever their status. */
export type ExistingPeople = {
  byEmail: ReadonlyMap<string, PersonRow>
  byExternalId: ReadonlyMap<string, PersonRow>
}

const IDS_A_QUERY = 500
const PEOPLE_A_QUERY = 20_000

/** The addresses and external ids of a file. Finding them means reading it once more. */
export type NamesInFile = { emails: ReadonlySet<string>; externalIds: ReadonlySet<string> }

/** So few people are all read, whatever the file says, rather than reading the file twice. */
const FEW_PEOPLE = 10_000

/**
 * The people a file may mean. In a small workspace that is everybody. Otherwise few are asked for by name; for many, the
 * whole workspace is walked once, which is quicker than thousands of look-ups. `everybody`: also whom the file leaves out.
 */
export async function existingPeople(
  sql: Sql,
  workspaceId: number,
  namesInFile: () => NamesInFile,
  everybody = false,
): Promise<ExistingPeople> {
  const { people } = await sql
    .selectFrom('person')
    .select(eb => eb.fn.countAll<number>().as('people'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const names = everybody || Number(people) <= FEW_PEOPLE ? null : namesInFile()
  const byEmail = new Map<string, PersonRow>()
  const byExternalId = new Map<string, PersonRow>()
  const take = (rows: Parameters<typeof fromStored>[0][]) => {
    for (const row of rows) {
      const isByEmail = !names || names.emails.has(row.email)
      const isById = row.external_id !== null && (!names || names.externalIds.has(row.external_id))
      if (!isByEmail && !isById) continue
      const person = fromStored(row)
      if (isByEmail) byEmail.set(person.email, person)
      if (isById && person.externalId !== null) byExternalId.set(person.externalId, person)
    }
  }
  const from = sql.selectFrom('person').select(STORED_PERSON).where('workspace_id', '=', workspaceId)
  if (!names || names.emails.size + names.externalIds.size > Number(people) / 10) {
    for (let last = 0; ; ) {
      const rows = await from.where('id', '>', last).orderBy('id').limit(PEOPLE_A_QUERY).execute()
      take(rows)
      if (rows.length < PEOPLE_A_QUERY) break
      last = rows.at(-1)?.id ?? 0
    }
  } else {
    for (const some of batches(names.emails)) take(await from.where('email', 'in', some).execute())
    for (const some of batches(names.externalIds)) take(await from.where('external_id', 'in', some).execute())
  }
  return { byEmail, byExternalId }
}

function* batches(texts: ReadonlySet<string>): Generator<string[]> {
  const all = [...texts]
  for (let start = 0; start < all.length; start += IDS_A_QUERY) yield all.slice(start, start + IDS_A_QUERY)
}
