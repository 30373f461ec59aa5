import { STORED_PERSON } from '../changes/loadPeople.ts'
import type { Sql } from '../db/db.ts'
import { PackedPeople } from '../people/packedPeople.ts'
import { fromStored, type PersonRow } from '../people/person.ts'
import { TextIndex } from './textIndex.ts'

export type PeopleByName = { get(name: string): PersonRow | undefined }

/** People of the workspace whom the file may mean, whatever their status. Each asking makes a row of its own. */
export type ExistingPeople = {
  byEmail: PeopleByName
  byExternalId: PeopleByName
  all: Iterable<PersonRow>
  count: number
}

const IDS_A_QUERY = 500
const PEOPLE_A_QUERY = 20_000

/** The addresses and external ids of a file. Finding them means reading it once more. */
export type NamesInFile = { emails: ReadonlySet<string>; externalIds: ReadonlySet<string> }

/** How many rows the file has, and what stands in them; `fullList`: it also concerns whom it leaves out. */
export type AskingFile = { rows: number; names: () => NamesInFile; fullList: boolean }

/** So few people are all read, whatever the file says, rather than reading the file twice. */
const FEW_PEOPLE = 10_000
/** As are so many people a row of the file: packed, they cost less than finding out who is not in it. */
const FEW_A_ROW = 3

/**
 * The people a file may mean. In a small workspace that is everybody. Otherwise few are asked for by name; for many, the
 * whole workspace is walked once, which is quicker than thousands of look-ups.
 */
export async function existingPeople(
  sql: Sql,
  workspaceId: number,
  file: AskingFile,
): Promise<ExistingPeople> {
  const { people } = await sql
    .selectFrom('person')
    .select(eb => eb.fn.countAll<number>().as('people'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const count = Number(people)
  const names = file.fullList || count <= Math.max(FEW_PEOPLE, FEW_A_ROW * file.rows) ? null : file.names()
  const found = indexed(names ? names.emails.size : count)
  const take = (rows: Parameters<typeof fromStored>[0][]) => {
    for (const row of rows) {
      const isNamed = !names || names.emails.has(row.email)
      if (isNamed || (row.external_id !== null && names.externalIds.has(row.external_id)))
        found.take(fromStored(row))
    }
  }
  const from = sql.selectFrom('person').select(STORED_PERSON).where('workspace_id', '=', workspaceId)
  if (!names || names.emails.size + names.externalIds.size > count / 10) {
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
  return found.people
}

/** Packed, with an index of addresses and one of external ids. Somebody who is taken twice is there once. */
function indexed(people: number): { people: ExistingPeople; take(person: PersonRow): void } {
  const all = new PackedPeople()
  const emails = new TextIndex(place => all.emailAt(place))
  const externalIds = new TextIndex(place => all.externalIdAt(place))
  all.reserve(people)
  emails.reserve(people)
  const by = (index: TextIndex): PeopleByName => ({
    get(name) {
      const place = index.find(name)
      return place === -1 ? undefined : all.at(place)
    },
  })
  return {
    people: {
      byEmail: by(emails),
      byExternalId: by(externalIds),
      all,
      get count() {
        return all.size
      },
    },
    take(person) {
      if (emails.find(person.email) !== -1) return
      emails.add(person.email, all.size)
      if (person.externalId !== null) externalIds.add(person.externalId, all.size)
      all.add(person)
    },
  }
}

function* batches(texts: ReadonlySet<string>): Generator<string[]> {
  const all = [...texts]
  for (let start = 0; start < all.length; start += IDS_A_QUERY) yield all.slice(start, start + IDS_A_QUERY)
}
