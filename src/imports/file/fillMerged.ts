/** Merged cells of a sheet: one written over several rows is meant for each of them. */
import { columnName, type FileProblem, type TableRow } from './table.ts'
import { attribute, nextTag, type XmlCursor } from './xmlCursor.ts'

// Steps: ranges looked at and rows filled. More than any sheet made by hand needs.
const MOST_STEPS = 2_500_000
const TOO_MANY =
  'has too many merged cells to be read. Unmerge the cells of the list, fill in what they stood for, and import it again.'

/**
 * Reads on behind the rows to the list of merged cells, and writes the value of each into the rows it spans, in its first
 * column: a department beside five people is that of all five. Sideways nothing is filled, since titles are merged so.
 * Answers the notes to show. `spare` is how many cells may be added to those of the rows.
 */
export function fillMerged(xml: XmlCursor, rows: readonly TableRow[], spare: number): string[] | FileProblem {
  const columns = new Set<number>()
  let steps = MOST_STEPS
  let places = spare
  while (nextTag(xml)) {
    if (xml.closing && xml.name === 'mergeCells') break
    if (xml.closing || xml.name !== 'mergeCell') continue
    const span = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(attribute(xml, 'ref') ?? '')
    if (--steps < 0) return { problem: TOO_MANY }
    if (span === null) continue
    const [, letters = '', from, to] = span
    const column = columnAt(letters)
    let place = placeOf(rows, Number(from))
    const value = rows[place]?.row === Number(from) ? rows[place]?.cells[column] : undefined
    if (!value) continue
    for (place++; (rows[place]?.row ?? Number.POSITIVE_INFINITY) <= Number(to); place++) {
      const cells = rows[place]?.cells ?? []
      places -= Math.max(0, column + 1 - cells.length)
      if (--steps < 0 || places < 0) return { problem: TOO_MANY }
      if (cells[column]) continue
      while (cells.length < column) cells.push('')
      cells[column] = value
      columns.add(column)
    }
  }
  const names = [...columns].sort((one, other) => one - other).map(columnName)
  if (names.length === 0) return []
  const where = names.length === 1 ? `Column ${names[0]} holds` : `Columns ${names.join(', ')} hold`
  return [`${where} merged cells: each counts for all rows it spans.`]
}

/** The place of the first row with this number or a later one. */
function placeOf(rows: readonly TableRow[], row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.row ?? 0) < row) low = middle + 1
    else high = middle
  }
  return low
}

function columnAt(letters: string): number {
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}
