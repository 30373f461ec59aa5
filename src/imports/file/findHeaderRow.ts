/** Lists often begin with a title or a remark: the headers are the first row that names an e-mail column. */
import { isEmailHeader } from './recogniseColumns.ts'
import { type FileProblem, isBlank, type Limits, type TableRow } from './table.ts'

/** `position` counts the rows that are not blank, from 0; `row` is the number a spreadsheet program shows. */
export type HeaderRow = { headers: string[]; row: number; position: number }

/**
 * When no row names an e-mail column, the first row that is not blank counts as the headers, so that the person is told
 * which column is missing among those there are. `rows` may hold blank rows or leave them out.
 */
export function findHeaderRow(
  rows: Iterable<TableRow>,
  fileName: string,
  limits: Limits,
): HeaderRow | FileProblem {
  let first: HeaderRow | undefined
  let position = -1
  for (const { row, cells } of rows) {
    if (isBlank(cells)) continue
    if (++position >= limits.headerRows) break
    const candidate = { headers: trimEnd(cells), row, position }
    if (cells.some(isEmailHeader)) return candidate
    first ??= candidate
  }
  return (
    first ?? {
      problem: `“${fileName}” is empty. It needs a row of headers (email, first_name, last_name, …) and a row for each person.`,
    }
  )
}

/** Spreadsheet programs save columns that were once touched: empty headers at the end name nothing. */
function trimEnd(cells: readonly string[]): string[] {
  let length = cells.length
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length--
  return cells.slice(0, length)
}
