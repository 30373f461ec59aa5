import type { Draft } from '../changes/draft.ts'
import { AT } from '../people/peopleAsTexts.ts'
import { tagIds } from '../people/person.ts'
import { clean } from '../tags/fold.ts'
import { CellsOfTags } from './cellsOfTags.ts'
import type { Table } from './file/table.ts'
import type { Places } from './findWhom.ts'
import type { Meaning } from './meaning.ts'
import type { NamesInFile } from './namesInFile.ts'
import { LONGEST, leavesTags, readTags, type TagColumn } from './tagCells.ts'

type File = { table: Table; meaning: Meaning; places: Places; tags: readonly TagColumn[]; names: NamesInFile }

/**
 * Finds the row that only says of an active person what is so already, while the people are read: nothing has to be kept of
 * either then, which is nearly all of a file that comes again. No other row of the file may have the person's address or
 * external id, since what becomes of that row may depend on the person. Answers the place of the row; -1 where there is none.
 */
export function settledRows(draft: Draft, { table, meaning, places, tags, names }: File) {
  const present: number[] = []
  const known = new CellsOfTags(tags)
  return (texts: readonly string[], start: number): number => {
    if (meaning.mode === 'create' || texts[start + AT.status] !== 'active') return -1
    const externalId = texts[start + AT.externalId] as string
    const byEmail = names.emails.first(texts[start + AT.email] as string)
    const byId = externalId === '' ? -1 : names.externalIds.first(externalId)
    const place = meaning.match === 'email' ? byEmail : byId
    if (place === -1 || !isAlone(place, byEmail, byId)) return -1
    const { cells } = table.at(place)
    const says = (column: number, stored: string) => saysOrLeaves(cells[column], stored)
    if (byEmail === -1 && clean(cells[places.email] ?? '') !== '') return -1
    if (!says(places.firstName, texts[start + AT.firstName] as string)) return -1
    if (!says(places.lastName, texts[start + AT.lastName] as string)) return -1
    if (!says(places.externalId, externalId)) return -1
    tagIds(texts[start + AT.tags] as string, present)
    return known.areTags(present, cells) || leavesAll(cells) ? place : -1
  }

  function leavesAll(cells: readonly string[]): boolean {
    let isRefused = false
    const read = readTags(tags, cells, () => {
      isRefused = true
    })
    if (isRefused || !leavesTags(draft, present, read)) return false
    known.note(read, cells)
    return true
  }

  function isAlone(place: number, byEmail: number, byId: number): boolean {
    if (byEmail !== -1 && (byEmail !== place || !names.emails.isOnly(place))) return false
    return byId === -1 || (byId === place && names.externalIds.isOnly(place))
  }
}

/** Blank cells of a person leave what is there. */
function saysOrLeaves(cell: string | undefined, stored: string): boolean {
  if (cell === undefined || cell === '') return true
  const text = clean(cell)
  return text === '' || (text === stored && text.length <= LONGEST)
}
