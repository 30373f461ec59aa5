import { clean } from '../tags/fold.ts'
import { readEmail } from './file/checkEmail.ts'
import type { Table } from './file/table.ts'
import type { Places } from './findWhom.ts'
import { TextIndex } from './textIndex.ts'

/** Which rows of a file, by their places, have a name. The names themselves are cut out of the file when they are needed. */
export class RowsByName {
  private readonly index: TextIndex
  /** By place: whether a later row has the same name. */
  private readonly isRepeated: Uint8Array

  constructor(rowCount: number, isAt: (place: number, name: string) => boolean) {
    this.index = new TextIndex(isAt)
    this.index.reserve(rowCount)
    this.isRepeated = new Uint8Array(rowCount)
  }

  /** The first row that has the name; -1 where none has been added. */
  first(name: string): number {
    return this.index.find(name)
  }

  /** Of two rows with one name only the first stands. Answers that one. Rows are added in order, perhaps more than once. */
  add(name: string, place: number): number {
    const first = this.index.findOrAdd(name, place)
    if (first !== place) this.isRepeated[first] = 1
    return first
  }

  /** Whether the row, which is the first with its name, is the only one. */
  isOnly(place: number): boolean {
    return this.isRepeated[place] === 0
  }
}

/** The addresses and external ids of a file, once `readNames` has gone through it. */
export type NamesInFile = { emails: RowsByName; externalIds: RowsByName }

export function startNames(table: Table, places: Places): NamesInFile {
  const cellAt = (place: number, column: number) => table.at(place, column + 1).cells[column]
  // Nearly always the cell is the address as it is compared.
  const isEmail = (place: number, email: string) =>
    cellAt(place, places.email) === email || emailIn(table, places, place) === email
  const isExternalId = (place: number, id: string) => externalIdIn(table, places, place) === id
  return {
    emails: new RowsByName(table.rowCount, isEmail),
    externalIds: new RowsByName(places.externalId === -1 ? 0 : table.rowCount, isExternalId),
  }
}

export function readNames({ emails, externalIds }: NamesInFile, table: Table, places: Places): void {
  for (let place = 0; place < table.rowCount; place++) {
    const email = emailIn(table, places, place)
    if (email !== null) emails.add(email, place)
    const externalId = externalIdIn(table, places, place)
    if (externalId !== '') externalIds.add(externalId, place)
  }
}

export function* emailsIn(table: Table, places: Places): Generator<string> {
  for (let place = 0; place < table.rowCount; place++) {
    const email = emailIn(table, places, place)
    if (email !== null) yield email
  }
}

export function* externalIdsIn(table: Table, places: Places): Generator<string> {
  for (let place = 0; place < table.rowCount; place++) {
    const externalId = externalIdIn(table, places, place)
    if (externalId !== '') yield externalId
  }
}

function emailIn(table: Table, { email: column }: Places, place: number): string | null {
  const checked = readEmail(table.at(place, column + 1).cells[column] ?? '')
  return 'email' in checked ? checked.email : null
}

function externalIdIn(table: Table, { externalId: column }: Places, place: number): string {
  return column === -1 ? '' : clean(table.at(place, column + 1).cells[column] ?? '')
}
