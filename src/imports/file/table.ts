/** What a person's file looks like once it has been opened: the words that the readers and their callers share. */

import type { Certainty } from './certainties.ts'
import type { Reading } from './recogniseEncoding.ts'

/** What the person chose in place of what Muster would guess. */
export type ReadOptions = { encoding?: string; delimiter?: string; sheet?: string }

export type TableInfo = {
  format: 'csv' | 'xlsx'
  /** Of a CSV file: `utf-8`, `utf-16le`, `windows-1252`, … */
  encoding: string | null
  /** How sure that is; null for a workbook. */
  certainty: Certainty | null
  /** The other encodings the file may be in, with an example of how each would read. */
  readings: Reading[]
  delimiter: string | null
  sheet: string | null
  /** The visible sheets of a workbook, in its order; empty for CSV. */
  sheets: string[]
  headers: string[]
  /** 1-based, as a spreadsheet program numbers rows. */
  headerRow: number
}

/**
 * One row below the headers. `row` is the number a spreadsheet program shows beside it (for CSV: the record's number,
 * blank ones counted); `line` is the line of a CSV file it begins on, which differs once a cell holds line breaks.
 * Rows may be shorter or longer than the headers. Cells of a CSV may share memory with the whole file's text.
 */
export type TableRow = { row: number; line?: number; cells: string[] }

/** An opened file. Everything that can be wrong with it as a file is found before; going through the rows never fails. */
export type Table = {
  info: TableInfo
  /** What was passed over, in sentences. */
  notes: string[]
  /** How many rows `rows()` yields. */
  rowCount: number
  /** The rows that are not blank, in order. May be called again. */
  rows(): Iterable<TableRow>
  /** The same one by one, from 0. `columns`: no more cells than that are asked for. */
  at(place: number, columns?: number): TableRow
}

/** Why a file cannot be read, as one or two sentences: what, where, and what to do. */
export type FileProblem = { problem: string }

export type Limits = {
  fileBytes: number
  columns: number
  cellCharacters: number
  /** The headers are looked for in this many rows that are not blank. */
  headerRows: number
  /** Rows of a sheet: the most that Excel itself can hold. */
  sheetRows: number
  /** Of a sheet, counted up to the last filled one of each row: what it costs in memory. */
  sheetCells: number
  /** What a workbook may unpack to: each of its parts, all of them, and how many there may be. */
  partBytes: number
  unpackedBytes: number
  parts: number
}

export const LIMITS: Limits = {
  fileBytes: 500 * 1024 * 1024,
  columns: 500,
  cellCharacters: 32_767,
  headerRows: 30,
  sheetRows: 1_048_576,
  sheetCells: 20_000_000,
  // A million people with nine columns are 350 to 480 MB of sheet XML; a JavaScript string ends at 512 MB.
  partBytes: 508 * 1024 * 1024,
  unpackedBytes: 800 * 1024 * 1024,
  parts: 10_000,
}

export function isProblem(value: object): value is FileProblem {
  return 'problem' in value
}

export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}

/** The letters a spreadsheet program shows above a column: 0 → `A`, 26 → `AA`. */
export function columnName(index: number): string {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}
