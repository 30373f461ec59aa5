import { type Draft, putPerson } from '../changes/draft.ts'
import type { RowsOfPeople } from '../changes/rowNumbers.ts'
import type { Sql } from '../db/db.ts'
import { clean } from '../tags/fold.ts'
import type { Column, RowProblem } from './contract.ts'
import { deactivateMissing, type Named, nameRow } from './deactivateMissing.ts'
import { type ExistingPeople, existingPeople } from './existingPeople.ts'
import type { Table } from './file/table.ts'
import { findWhom, placesOf, type Refuse } from './findWhom.ts'
import type { Meaning } from './meaning.ts'
import { startNames } from './namesInFile.ts'
import { settledRows } from './settledRows.ts'
import { LONGEST, readTags, tagColumns } from './tagCells.ts'
import { takenEmails } from './takenEmails.ts'
import { type ReadyRow, writeRow } from './writeRow.ts'

export type FileOfPeople = { columns: readonly Column[]; meaning: Meaning; table: Table }

const PROGRESS_EVERY = 2_000

/**
 * Fills the draft with what the rows say: new people, changed people, new keys and tags; of a full list, also who is
 * missing. A row that cannot be taken is refused whole, with the reason; the others go on. Answers the problems in the
 * order of the rows, and the row of everyone who is written.
 */
export async function draftPeople(
  sql: Sql,
  draft: Draft,
  { columns, meaning, table }: FileOfPeople,
  progress: (done: number) => void = () => {},
): Promise<{ problems: RowProblem[]; written: RowsOfPeople }> {
  const problems: RowProblem[] = []
  const places = placesOf(columns)
  const names = startNames(table, places)
  const tags = tagColumns(columns, meaning)
  const settled = { isSettled: new Uint8Array(table.rowCount), count: 0 }
  const existing = await existingPeople(sql, draft.roster.workspaceId, {
    table,
    places,
    names,
    fullList: meaning.fullList,
    settled,
    settledRow: settledRows(draft, { table, meaning, places, tags, names }),
    progress,
  })
  const rowAt = (place: number) => table.at(place).row
  const finder = findWhom(meaning, { places, emails: names.emails, rowAt }, existing)
  const named: Named | null = meaning.fullList ? { ids: new Set(), nameless: [] } : null
  const inactive: string[] = []
  const newPeople = table.rowCount - settled.count - existing.count
  draft.people.made.reserve(newPeople, newPeople * tags.length)
  draft.unchanged += settled.count
  const ids = new Uint32Array(table.rowCount - settled.count)
  const rows = new Uint32Array(ids.length)
  let written = 0
  let leftOut = 0
  let done = settled.count

  const refuse = (row: number, index: number, cell: string, message: string) => {
    const value = clean(cell).slice(0, LONGEST) || null
    problems.push({ row, column: columns[index]?.header ?? null, value, message })
  }
  const write = (ready: ReadyRow) => {
    if (ready.found?.status === 'inactive') inactive.push(ready.found.email)
    const id = writeRow(draft, ready)
    if (id === null) return
    ids[written] = id
    rows[written++] = ready.row
  }
  // Whose address is free is known once all rows are read; by e-mail no address changes hands.
  const waiting: ReadyRow[] = []
  const take = meaning.match === 'email' ? write : (ready: ReadyRow) => waiting.push(ready)

  for (let place = 0; place < table.rowCount; place++) {
    if (settled.isSettled[place] === 1) continue
    const { row, cells } = table.at(place)
    if (++done % PROGRESS_EVERY === 0) progress(done)
    const before = problems.length
    const refuseCell: Refuse = (index, message) => refuse(row, index, cells[index] ?? '', message)
    if (named) nameRow(named, existing, { row, cells, places })
    const whom = finder.find({ place, row, cells }, refuseCell)
    if (!whom) continue
    const isNew = !whom.found || whom.found.status === 'removed'
    if ((isNew && meaning.mode === 'update') || (!isNew && meaning.mode === 'create')) {
      leftOut++
      continue
    }
    const firstName = clean(cells[places.firstName] ?? '')
    const lastName = clean(cells[places.lastName] ?? '')
    if (isNew || firstName.length > LONGEST) checkName(places.firstName, 'first name', firstName, refuseCell)
    if (isNew || lastName.length > LONGEST) checkName(places.lastName, 'last name', lastName, refuseCell)
    const externalId = finder.externalId({ place, row, cells }, whom, refuseCell)
    const tagCells = readTags(tags, cells, refuseCell)
    if (problems.length > before) continue
    take({ row, found: whom.found, email: whom.email, firstName, lastName, externalId, cells: tagCells })
  }

  if (waiting.length > 0) {
    const taken = takenEmails(waiting, existing.byEmail)
    for (const ready of waiting) {
      const holder = taken.get(ready)
      if (holder)
        refuse(
          ready.row,
          places.email,
          ready.email,
          `This address belongs to ${holder.firstName} ${holder.lastName} (person ${holder.id}). Give another address, or change that person first.`,
        )
      else {
        giveUpRemoved(draft, ready, existing)
        write(ready)
      }
    }
    problems.sort((a, b) => a.row - b.row)
  }
  draft.people.made.own()
  const refused = new Set(problems.map(problem => problem.row))
  draft.refused = refused.size
  draft.leftOut = leftOut
  draft.notes.push(...notesOn(inactive, leftOut, meaning.mode))
  if (named) deactivateMissing(draft, existing, named, refused)
  return { problems, written: { ids: ids.subarray(0, written), rows: rows.subarray(0, written) } }
}

function checkName(index: number, what: 'first name' | 'last name', name: string, refuse: Refuse): void {
  if (name === '') refuse(index, `The ${what} is blank. A new person needs one.`)
  if (name.length > LONGEST)
    refuse(index, `The ${what} has ${name.length} characters; at most ${LONGEST} are taken.`)
}

/** Nobody sees a removed person, so their address is free; the row keeps one that nobody can want. */
function giveUpRemoved(draft: Draft, { found, email }: ReadyRow, { byEmail }: ExistingPeople): void {
  const holder = byEmail.get(email)
  if (holder?.status === 'removed' && holder.id !== found?.id)
    putPerson(draft, holder, { ...holder, email: `removed ${holder.id}` })
}

function notesOn(inactive: readonly string[], leftOut: number, mode: Meaning['mode']): string[] {
  const notes: string[] = []
  if (inactive.length > 0)
    notes.push(
      `${inactive.length === 1 ? `${inactive[0]} is` : `${inactive.length} people of the file are`} inactive. Their details are brought up to date; they stay inactive.`,
    )
  if (leftOut > 0) {
    const rows = leftOut === 1 ? 'One row is' : `${leftOut.toLocaleString('en')} rows are`
    notes.push(
      mode === 'create'
        ? `${rows} left out: this import only adds people, and ${leftOut === 1 ? 'its person is' : 'their people are'} here already.`
        : `${rows} left out: this import only updates people, and ${leftOut === 1 ? 'its person is' : 'their people are'} not here.`,
    )
  }
  return notes
}
