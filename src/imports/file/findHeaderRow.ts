/** Lists often begin with a title or a remark: the headers are the first row that names an e-mail column. */
import { roleOfHeader } from './headerNames.ts'
import { isEmailHeader } from './recogniseColumns.ts'
import { type FileProblem, isBlank, type Limits, type TableRow } from './table.ts'

/** `position` counts the rows that are not blank, from 0; `row` is the number a spreadsheet program shows. */
export type HeaderRow = { headers: string[]; row: number; position: number }

/**
 * When no row names an e-mail column, the first that names another known one, or else the first that is not blank,
 * counts as the headers, so that the person is told
 * which column is missing among those there are. Problems continue a sentence that begins with the file's name. `rows` may hold blank rows or leave them out.
 */
export function findHeaderRow(rows: Iterable<TableRow>, limits: Limits): HeaderRow | FileProblem {
  let first: HeaderRow | undefined
  let likely: HeaderRow | undefined
  let position = -1
  for (const { row, cells } of rows) {
    if (isBlank(cells)) continue
    if (++position >= limits.headerRows) break
    const candidate = { headers: trimEnd(cells), row, position }
    if (cells.some(isEmailHeader)) return candidate
    first ??= candidate
    if (cells.some(cell => roleOfHeader(cell) !== undefined)) likely ??= candidate
  }
  return (
    likely ??
    first ?? {
      problem:
        'is empty. Add a row of headers (email, first_name, last_name, …) and a row for each person, and import it again.',
    }
  )
}

export function noRowsBelow(header: HeaderRow): FileProblem {
  return {
    problem: `has headers in row ${header.row} and no rows below them. Add the people and import it again.`,
  }
}

/** Spreadsheet programs save columns that were once touched: empty headers at the end name nothing. */
function trimEnd(cells: readonly string[]): string[] {
  let length = cells.length
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length--
  return cells.slice(0, length)
}
