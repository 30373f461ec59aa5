import { createPerson, type Draft, ensureKey, ensureTag, putPerson, tagRow } from '../changes/draft.ts'
import type { RowsOfPeople } from '../changes/rowNumbers.ts'
import type { PersonRow } from '../people/person.ts'
import { clean } from '../tags/fold.ts'
import type { Column, RowProblem } from './contract.ts'
import { readEmail } from './file/checkEmail.ts'
import type { TableRow } from './file/table.ts'

/** People of the workspace whom the file may mean, whatever their status. */
export type ExistingPeople = {
  byEmail: ReadonlyMap<string, PersonRow>
  /** Who has which external id. */
  byExternalId: ReadonlyMap<string, number>
}

const LONGEST = 200
const PROGRESS_EVERY = 2_000

/**
 * Fills the draft with what the rows say: new people, changed people, new keys and tags. A blank cell leaves what is there;
 * a filled one replaces the person's tags of that key. A row that cannot be taken is refused whole, with the reason; the
 * others go on. Answers the problems in the order of the rows, and the row of everyone who is written.
 */
export function draftPeople(
  draft: Draft,
  columns: readonly Column[],
  rows: Iterable<TableRow>,
  existing: ExistingPeople,
  progress: (done: number) => void = () => {},
): { problems: RowProblem[]; written: RowsOfPeople } {
  const problems: RowProblem[] = []
  const written: RowsOfPeople = { ids: [], rows: [] }
  const note = (id: number, row: number) => {
    written.ids.push(id)
    written.rows.push(row)
  }
  const at = (role: Column['role']) => columns.findIndex(column => column.role === role)
  const places = {
    email: at('email'),
    firstName: at('firstName'),
    lastName: at('lastName'),
    externalId: at('externalId'),
  }
  const tagColumns = columns.flatMap((column, index): TagColumn[] =>
    column.role === 'tag' && column.key ? [{ index, key: column.key, keyId: null, known: new Map() }] : [],
  )
  const seen = new Map<string, number>()
  const externalIds = new Map<string, number>()
  const inactive: string[] = []
  let done = 0

  for (const { row, cells } of rows) {
    if (++done % PROGRESS_EVERY === 0) progress(done)
    const before = problems.length
    const refuse = (index: number, message: string) => {
      problems.push({
        row,
        column: columns[index]?.header ?? null,
        value: clean(cells[index] ?? '').slice(0, LONGEST) || null,
        message,
      })
    }
    const checked = readEmail(cells[places.email] ?? '')
    if ('reason' in checked) {
      refuse(places.email, checked.reason)
      continue
    }
    const earlier = seen.get(checked.email)
    if (earlier !== undefined) {
      refuse(
        places.email,
        `This address is in row ${earlier} already. Only the first row counts; put everything about a person into one row.`,
      )
      continue
    }
    seen.set(checked.email, row)
    const found = existing.byEmail.get(checked.email)
    const known = found?.status === 'removed' ? undefined : found
    const firstName = clean(cells[places.firstName] ?? '')
    const lastName = clean(cells[places.lastName] ?? '')
    if (!known && firstName === '')
      refuse(places.firstName, 'The first name is blank. A new person needs one.')
    if (!known && lastName === '') refuse(places.lastName, 'The last name is blank. A new person needs one.')
    if (firstName.length > LONGEST)
      refuse(
        places.firstName,
        `The first name has ${firstName.length} characters; at most ${LONGEST} are taken.`,
      )
    if (lastName.length > LONGEST)
      refuse(
        places.lastName,
        `The last name has ${lastName.length} characters; at most ${LONGEST} are taken.`,
      )
    const externalId = clean(cells[places.externalId] ?? '') || null
    if (externalId !== null) {
      const owner = existing.byExternalId.get(externalId)
      const inFile = externalIds.get(externalId)
      if (externalId.length > LONGEST)
        refuse(places.externalId, `This has ${externalId.length} characters; at most ${LONGEST} are taken.`)
      else if (inFile !== undefined)
        refuse(
          places.externalId,
          `This external id is in row ${inFile} already; it must be one person’s alone.`,
        )
      else if (owner !== undefined && owner !== found?.id)
        refuse(places.externalId, 'This external id belongs to another person already.')
      else externalIds.set(externalId, row)
    }
    const values = readTags(tagColumns, cells, refuse)
    if (problems.length > before) continue
    const tags = values.map(value => tagOf(draft, value))
    const words = {
      email: checked.email,
      firstName: firstName || known?.firstName || '',
      lastName: lastName || known?.lastName || '',
    }
    if (known) {
      if (known.status === 'inactive') inactive.push(known.email)
      putPerson(draft, known, {
        ...known,
        ...words,
        externalId: externalId ?? known.externalId,
        tags: withTags(draft, known.tags, tags),
        updatedAt: draft.now,
      })
      if (draft.people.has(known.id)) note(known.id, row)
    } else if (found) {
      // Made by an import that was undone: the same person comes back under the same number.
      putPerson(draft, found, {
        ...found,
        ...words,
        externalId,
        status: 'active',
        tags: sorted(tags.map(tag => tag.id)),
        createdAt: draft.now,
        updatedAt: draft.now,
      })
      note(found.id, row)
    } else {
      note(createPerson(draft, { ...words, externalId, tags: sorted(tags.map(tag => tag.id)) }).id, row)
    }
  }
  draft.refused = new Set(problems.map(problem => problem.row)).size
  if (inactive.length > 0) {
    draft.notes.push(
      `${inactive.length === 1 ? `${inactive[0]} is` : `${inactive.length} people of the file are`} inactive. Their details are brought up to date; they stay inactive.`,
    )
  }
  return { problems, written }
}

type CellTag = { id: number; keyId: number }
type CellValue = { column: TagColumn; value: string; tag: CellTag | null }
type TagColumn = {
  index: number
  key: string
  keyId: number | null
  known: Map<string, CellValue | string | null>
}

/**
 * A column's cells repeat: each different spelling is cleaned once. Answers null for a blank, and a text as the reason to
 * refuse the row.
 */
function readCell(column: TagColumn, cell: string): CellValue | string | null {
  const found = column.known.get(cell)
  if (found !== undefined) return found
  const value = clean(cell)
  const answer = value === '' ? null : value.length <= LONGEST ? { column, value, tag: null } : tooLong(value)
  column.known.set(cell, answer)
  return answer
}

const tooLong = (value: string) =>
  `This has ${value.length} characters; a tag takes at most ${LONGEST}. Leave the column out if it holds texts.`

function readTags(
  columns: readonly TagColumn[],
  cells: readonly string[],
  refuse: (index: number, message: string) => void,
): CellValue[] {
  const values: CellValue[] = []
  for (const column of columns) {
    const cell = cells[column.index]
    if (!cell) continue
    const value = readCell(column, cell)
    if (typeof value === 'string') refuse(column.index, value)
    else if (value) values.push(value)
  }
  return values
}

/** Only a row that is taken makes keys and tags, so a column of blanks or of refused rows leaves no trace. */
function tagOf(draft: Draft, cell: CellValue): CellTag {
  if (cell.tag) return cell.tag
  cell.column.keyId ??= ensureKey(draft, cell.column.key)
  const { keyId } = cell.column
  cell.tag = { id: ensureTag(draft, keyId, cell.value), keyId }
  return cell.tag
}

function withTags(draft: Draft, present: readonly number[], given: readonly CellTag[]): number[] {
  const replaced = new Set(given.map(tag => tag.keyId))
  const kept = present.filter(id => !replaced.has(tagRow(draft, id)?.key_id ?? 0))
  return sorted([...kept, ...given.map(tag => tag.id)])
}

/** Ascending, each once, in place. A person's tags are few: insertion beats a general sort several times over. */
function sorted(tags: number[]): number[] {
  for (let i = 1; i < tags.length; i++) {
    const tag = tags[i] as number
    let j = i - 1
    for (; j >= 0 && (tags[j] as number) > tag; j--) tags[j + 1] = tags[j] as number
    tags[j + 1] = tag
  }
  let kept = 0
  for (let i = 0; i < tags.length; i++)
    if (i === 0 || tags[i] !== tags[i - 1]) tags[kept++] = tags[i] as number
  tags.length = kept
  return tags
}
