/**
 * Finds the cells of a CSV text in one pass and stores only where they are: two numbers per cell instead of a string.
 * Own code because the libraries were slower (csv-parse: five times) or silent about broken quotes (udsv, which is as fast).
 *
 * The dialect is RFC 4180 as spreadsheet programs write it: CR, LF and CRLF end a record in any mixture; a quote that is
 * not the first character of a cell is plain text; a quoted cell may be followed by spaces. What would move cells
 * silently is refused with its line: a quote never closed, and text after a closing quote.
 */
import { columnName, type FileProblem, type Limits } from './table.ts'

export type CsvIndex = {
  /** Two entries per cell: where its text starts and ends. The end carries `DOUBLED` when it holds doubled quotes. */
  spans: Uint32Array<ArrayBuffer>
  /** Record r has the cells from firstCell[r] up to firstCell[r + 1]. */
  firstCell: Uint32Array<ArrayBuffer>
  /** The 1-based line that record r begins on. */
  lines: Uint32Array<ArrayBuffer>
  records: number
}

type CsvLimits = Pick<Limits, 'columns' | 'cellCharacters'>

/** `start` is where in the text the first record begins, `firstLine` the number of its line. */
export type CsvDialect = { delimiter: string; start: number; firstLine: number }

// Texts are far shorter than 2^31 characters, so the top bit of an offset is free.
export const DOUBLED = 0x80000000
const QUOTE = 34
const LF = 10
const CR = 13
const SPACE = 32

function fill(
  index: CsvIndex,
  text: string,
  dialect: CsvDialect,
  limits: CsvLimits,
  maxRecords: number,
): FileProblem | undefined {
  const delimiter = dialect.delimiter.charCodeAt(0)
  const length = text.length
  let { spans, firstCell, lines } = index
  let used = 0
  let records = 0
  let line = dialect.firstLine
  let position = dialect.start

  while (position < length && records < maxRecords) {
    if (records + 1 >= lines.length) {
      firstCell = index.firstCell = doubled(firstCell)
      lines = index.lines = doubled(lines)
    }
    const recordStart = used
    lines[records] = line
    for (;;) {
      let start = position
      let end: number
      let flag = 0
      if (text.charCodeAt(position) === QUOTE) {
        start = position + 1
        // A doubled quote is one character of the cell, which ends later by as much. What grows too long is left early.
        let latest = start + limits.cellCharacters
        end = text.indexOf('"', start)
        while (end !== -1 && end < latest + 1 && text.charCodeAt(end + 1) === QUOTE) {
          flag = DOUBLED
          latest++
          end = text.indexOf('"', end + 2)
        }
        const column = (used - recordStart) / 2
        if (end === -1) return unclosed(line, column)
        const inside = linesIn(text, start, Math.min(end, latest + 1))
        if (end > latest) return inside > 0 ? unclosed(line, column) : tooLong(line, column, limits)
        position = end + 1
        while (text.charCodeAt(position) === SPACE && delimiter !== SPACE) position++
        const next = text.charCodeAt(position)
        if (position < length && next !== delimiter && next !== LF && next !== CR) {
          return textAfterQuote(line + inside, column)
        }
        line += inside
      } else {
        const latest = Math.min(length, start + limits.cellCharacters + 1)
        while (position < latest) {
          const code = text.charCodeAt(position)
          if (code === delimiter || code === LF || code === CR) break
          position++
        }
        end = position
        if (end - start > limits.cellCharacters) return tooLong(line, (used - recordStart) / 2, limits)
      }
      if (used + 2 > spans.length) spans = index.spans = doubled(spans)
      spans[used] = start
      spans[used + 1] = end + flag
      used += 2
      if (position >= length || text.charCodeAt(position) !== delimiter) break
      position++
      if (used - recordStart >= 2 * limits.columns) return tooManyColumns(line, limits)
    }
    firstCell[++records] = used / 2
    index.records = records
    if (text.charCodeAt(position) === CR && text.charCodeAt(position + 1) === LF) position++
    position++
    line++
  }
}

/** The records before the first broken one, at most `maxRecords`: for looking at the beginning of a file. */
export function indexBeginning(
  text: string,
  dialect: CsvDialect,
  limits: CsvLimits,
  maxRecords: number,
): CsvIndex {
  const index = emptyIndex()
  fill(index, text, dialect, limits, maxRecords)
  return index
}

export function indexCsv(text: string, dialect: CsvDialect, limits: CsvLimits): CsvIndex | FileProblem {
  const index = emptyIndex()
  return fill(index, text, dialect, limits, Number.POSITIVE_INFINITY) ?? index
}

function emptyIndex(): CsvIndex {
  return {
    spans: new Uint32Array(1024),
    firstCell: new Uint32Array(256),
    lines: new Uint32Array(256),
    records: 0,
  }
}

/** The cells of one record. */
export function cellsOf(text: string, index: CsvIndex, record: number): string[] {
  const { spans, firstCell } = index
  const first = firstCell[record] ?? 0
  const past = firstCell[record + 1] ?? first
  const cells = new Array<string>(past - first)
  for (let cell = first; cell < past; cell++) {
    const end = spans[2 * cell + 1] ?? 0
    cells[cell - first] =
      end < DOUBLED
        ? text.substring(spans[2 * cell] ?? 0, end)
        : text.substring(spans[2 * cell] ?? 0, end - DOUBLED).replaceAll('""', '"')
  }
  return cells
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}

/** How many line breaks lie between two places. */
function linesIn(text: string, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count++
  }
  return count
}

function unclosed(line: number, column: number): FileProblem {
  return {
    problem: `The quote that opens on line ${line} in column ${columnName(column)} is never closed. Close it, or remove it, and import the file again.`,
  }
}

function textAfterQuote(line: number, column: number): FileProblem {
  return {
    problem: `On line ${line}, column ${columnName(column)} has text after its closing quote. Write a quote inside a quoted cell twice (""), or remove the quotes around the cell.`,
  }
}

function tooLong(line: number, column: number, limits: CsvLimits): FileProblem {
  return {
    problem: `On line ${line}, the cell in column ${columnName(column)} is longer than ${limits.cellCharacters.toLocaleString('en')} characters. Shorten it, or choose another delimiter if this is not one cell.`,
  }
}

function tooManyColumns(line: number, limits: CsvLimits): FileProblem {
  return {
    problem: `Line ${line} has more than ${limits.columns} columns. Remove the columns you do not need, or choose another delimiter if the file is split wrongly.`,
  }
}
