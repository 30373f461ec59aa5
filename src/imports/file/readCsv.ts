import { aroundTable } from './aroundTable.ts'
import { decodeText } from './decodeText.ts'
import { findHeaderRow, noRowsBelow } from './findHeaderRow.ts'
import { unguardCells } from './guardFormula.ts'
import { type CsvIndex, cellsOf, indexCsv } from './indexCsv.ts'
import { sniffDelimiter } from './sniffDelimiter.ts'
import {
  type FileProblem,
  isBlank,
  isProblem,
  type Limits,
  type ReadOptions,
  type Table,
  type TableRow,
} from './table.ts'

/** Excel's own hint in the first line: `sep=;`. It hides that line from its rows. Some programs quote it. */
const SEP_LINE = /^"?sep=(.)"?(?:\r\n|\r|\n|$)/i

export function readCsv(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions,
  limits: Limits,
): Table | FileProblem {
  const decoded = decodeText(bytes, fileName, options.encoding)
  if (isProblem(decoded)) return decoded
  const { text, encoding, certainty, readings } = decoded
  const named = namedDelimiter(options.delimiter)
  if (typeof named === 'object') return named
  const sep = SEP_LINE.exec(text)
  const start = sep?.[0].length ?? 0
  const delimiter = named ?? sep?.[1] ?? sniffDelimiter(text, start, limits)
  const index = indexCsv(text, { delimiter, start, firstLine: sep === null ? 1 : 2 }, limits)
  if (isProblem(index)) return { problem: `“${fileName}”: ${index.problem}` }

  const records = filledRecords(text, index)
  const header = findHeaderRow(recordsFrom(text, index, records, 0), limits)
  if (isProblem(header)) return { problem: `“${fileName}” ${header.problem}` }
  const first = header.position + 1
  if (first >= records.length) return { problem: `“${fileName}” ${noRowsBelow(header).problem}` }
  const around = aroundTable(
    {
      count: records.length,
      row: place => (records[place] ?? 0) + 1,
      cells: place => cellsOf(text, index, records[place] ?? 0),
      hasBeyond: (place, column) => hasTextFrom(text, index, records[place] ?? 0, column),
    },
    header,
  )
  return {
    info: {
      format: 'csv',
      encoding,
      certainty,
      readings,
      delimiter,
      sheet: null,
      sheets: [],
      headers: header.headers,
      headerRow: header.row,
    },
    notes: [...decoded.notes, ...around.notes],
    rowCount: around.past - first,
    rows: () => recordsFrom(text, index, records.subarray(0, around.past), first),
    at: (place, columns) => rowOf(text, index, records[first + place] ?? 0, columns),
  }
}

function namedDelimiter(named: string | undefined): string | undefined | FileProblem {
  if (named === undefined || named === '') return undefined
  if (/^(?:\\t|tab)$/i.test(named)) return '\t'
  return named.length === 1 && !/["\r\n\0]/.test(named)
    ? named
    : { problem: `“${named}” cannot separate cells. Name one character: a comma, semicolon, tab or pipe.` }
}

function filledRecords(text: string, index: CsvIndex): Uint32Array {
  const filled = new Uint32Array(index.records)
  let count = 0
  for (let record = 0; record < index.records; record++) {
    if (!isBlankRecord(text, index, record)) filled[count++] = record
  }
  return filled.subarray(0, count)
}

function hasTextFrom(text: string, index: CsvIndex, record: number, column: number): boolean {
  return (index.counts[record] ?? 0) > column && !isBlank(cellsOf(text, index, record).slice(column))
}

function isBlankRecord(text: string, index: CsvIndex, record: number): boolean {
  // Nearly always the first character answers, without a string being made.
  const first = text.charCodeAt(index.starts[record] ?? 0)
  if (first > 34 && first < 127 && first !== index.delimiter) return false
  return isBlank(cellsOf(text, index, record))
}

function* recordsFrom(
  text: string,
  index: CsvIndex,
  records: Uint32Array,
  first: number,
): Generator<TableRow> {
  for (let at = first; at < records.length; at++) yield rowOf(text, index, records[at] ?? 0)
}

function rowOf(text: string, index: CsvIndex, record: number, columns?: number): TableRow {
  return {
    row: record + 1,
    line: index.lines[record] ?? 0,
    cells: unguardCells(cellsOf(text, index, record, columns)),
  }
}
