import type { Sql } from '../db/db.ts'
import { PackedPeople } from '../people/packedPeople.ts'
import { AT, everybodyAsTexts, peopleAsTexts, personOfTexts, TEXTS } from '../people/peopleAsTexts.ts'
import type { PersonRow } from '../people/person.ts'
import type { Table } from './file/table.ts'
import type { Places } from './findWhom.ts'
import { emailsIn, externalIdsIn, type NamesInFile, readNames } from './namesInFile.ts'
import { TextIndex } from './textIndex.ts'

export type PeopleByName = { get(name: string): PersonRow | undefined }

/** People of the workspace whom the file may mean, whatever their status. Each asking makes a row of its own. */
export type ExistingPeople = {
  byEmail: PeopleByName
  byExternalId: PeopleByName
  all: Iterable<PersonRow>
  count: number
}

const NAMES_A_QUERY = 500

/** The file that is to be drafted, and its rows that say what is so already, which are marked here. */
export type AskingFile = {
  table: Table
  places: Places
  names: NamesInFile
  /** It also concerns whom it leaves out. */
  fullList: boolean
  settled: SettledRows
  /** The place of a row that says what is so already of the person whose texts begin there, or -1. */
  settledRow(texts: readonly string[], start: number): number
  /** Told after some thousand people how many rows are settled. */
  progress(settled: number): void
}
export type SettledRows = { isSettled: Uint8Array; count: number }

/** So few a row of the file are not worth a look at its names before. */
const FEW_A_ROW = 0.1
/** From so many a row on, they are asked for by name. */
const MANY_A_ROW = 10

/**
 * The people a file may mean, but for those of whom it says only what is so already. Of very many few are asked for by name;
 * otherwise the whole workspace is walked once, which is quicker than thousands of look-ups.
 */
export async function existingPeople(
  sql: Sql,
  workspaceId: number,
  { table, places, names, fullList, settled, settledRow, progress }: AskingFile,
): Promise<ExistingPeople> {
  const { rowCount } = table
  const count = await countPeople(sql, workspaceId)
  const isLookedAt = count > rowCount * FEW_A_ROW
  if (isLookedAt) readNames(names, table, places)
  const found = indexed()
  const take = (texts: readonly string[]) => {
    for (let start = 0; start < texts.length; start += TEXTS) {
      const row = isLookedAt ? settledRow(texts, start) : -1
      if (row !== -1) settle(settled, row)
      else if (!isLookedAt || fullList || isNamed(names, texts, start))
        found.take(personOfTexts(texts, start))
    }
    progress(settled.count)
  }
  if (fullList || count <= rowCount * MANY_A_ROW) {
    for await (const texts of everybodyAsTexts(sql, workspaceId)) take(texts)
  } else {
    for (const column of ['email', 'external_id'] as const) {
      const asked = column === 'email' ? emailsIn(table, places) : externalIdsIn(table, places)
      for (const some of batches(asked)) take(await peopleAsTexts(sql, workspaceId, column, some))
    }
  }
  return found.people
}

async function countPeople(sql: Sql, workspaceId: number): Promise<number> {
  const { people } = await sql
    .selectFrom('person')
    .select(eb => eb.fn.countAll<number>().as('people'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(people)
}

/** Once, though who is asked for by address and by external id comes twice. */
function settle(settled: SettledRows, row: number): void {
  if (settled.isSettled[row] === 1) return
  settled.isSettled[row] = 1
  settled.count++
}

function isNamed({ emails, externalIds }: NamesInFile, texts: readonly string[], start: number): boolean {
  const externalId = texts[start + AT.externalId] as string
  if (emails.first(texts[start + AT.email] as string) !== -1) return true
  return externalId !== '' && externalIds.first(externalId) !== -1
}

/** Packed, with an index of addresses and one of external ids. Somebody who is taken twice is there once. */
function indexed(): { people: ExistingPeople; take(person: PersonRow): void } {
  const all = new PackedPeople()
  const emails = new TextIndex((place, email) => all.emailAt(place) === email)
  const externalIds = new TextIndex((place, id) => all.externalIdAt(place) === id)
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

function* batches(names: Iterable<string>): Generator<string[]> {
  let some: string[] = []
  for (const name of names) {
    some.push(name)
    if (some.length < NAMES_A_QUERY) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
