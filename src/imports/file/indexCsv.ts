/**
 * Goes through a CSV text once, finds everything that is wrong with it, and stores only where its records begin; the cells of
 * a record are cut out when they are asked for. Where all cells are would take as much memory as the text itself.
 * Own code because the libraries were slower (csv-parse: five times) or silent about broken quotes (udsv, which is as fast).
 *
 * The dialect is RFC 4180 as spreadsheet programs write it: CR, LF and CRLF end a record in any mixture; a quote that is
 * not the first character of a cell is plain text; a quoted cell may be followed by spaces. What would move cells
 * silently is refused with its line: a quote never closed, and text after a closing quote.
 */
import { columnName, type FileProblem, type Limits } from './table.ts'

export type CsvIndex = {
  /** The code of the character that separates cells. */
  delimiter: number
  /** Where record r begins, and how many cells it has. */
  starts: Uint32Array<ArrayBuffer>
  counts: Uint16Array<ArrayBuffer>
  /** The 1-based line that record r begins on. */
  lines: Uint32Array<ArrayBuffer>
  records: number
}

type CsvLimits = Pick<Limits, 'columns' | 'cellCharacters'>

/** `start` is where in the text the first record begins, `firstLine` the number of its line. */
export type CsvDialect = { delimiter: string; start: number; firstLine: number }

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
  const { delimiter } = index
  const { cellCharacters, columns } = limits
  const length = text.length
  let records = 0
  let line = dialect.firstLine
  let position = dialect.start

  while (position < length && records < maxRecords) {
    if (records === index.starts.length)
      widen(index, (records * (length - dialect.start)) / (position - dialect.start))
    index.starts[records] = position
    index.lines[records] = line
    let column = 0
    for (;;) {
      if (text.charCodeAt(position) === QUOTE) {
        const start = position + 1
        // A doubled quote is one character of the cell, which ends later by as much. What grows too long is left early.
        let latest = start + cellCharacters
        let end = text.indexOf('"', start)
        while (end !== -1 && end < latest + 1 && text.charCodeAt(end + 1) === QUOTE) {
          latest++
          end = text.indexOf('"', end + 2)
        }
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
        const start = position
        const latest = Math.min(length, start + cellCharacters + 1)
        while (position < latest) {
          const code = text.charCodeAt(position)
          if (code === delimiter || code === LF || code === CR) break
          position++
        }
        if (position - start > cellCharacters) return tooLong(line, column, limits)
      }
      column++
      if (position >= length || text.charCodeAt(position) !== delimiter) break
      position++
      if (column >= columns) return tooManyColumns(line, limits)
    }
    index.counts[records] = column
    index.records = ++records
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
  const index = emptyIndex(dialect)
  fill(index, text, dialect, limits, maxRecords)
  return index
}

export function indexCsv(text: string, dialect: CsvDialect, limits: CsvLimits): CsvIndex | FileProblem {
  const index = emptyIndex(dialect)
  return fill(index, text, dialect, limits, Number.POSITIVE_INFINITY) ?? index
}

function emptyIndex({ delimiter }: CsvDialect): CsvIndex {
  return {
    delimiter: delimiter.charCodeAt(0),
    starts: new Uint32Array(256),
    counts: new Uint16Array(256),
    lines: new Uint32Array(256),
    records: 0,
  }
}

/** The first cells of one record, or all: as `fill` went through it, which has found nothing wrong with it. */
export function cellsOf(
  text: string,
  index: CsvIndex,
  record: number,
  first = Number.POSITIVE_INFINITY,
): string[] {
  const { delimiter } = index
  const { length } = text
  const cells = new Array<string>(Math.min(index.counts[record] as number, first))
  let position = index.starts[record] as number
  for (let column = 0; column < cells.length; column++) {
    const start = position
    if (text.charCodeAt(start) === QUOTE) {
      let isDoubled = false
      let end = text.indexOf('"', start + 1)
      while (text.charCodeAt(end + 1) === QUOTE) {
        isDoubled = true
        end = text.indexOf('"', end + 2)
      }
      const cell = text.substring(start + 1, end)
      cells[column] = isDoubled ? cell.replaceAll('""', '"') : cell
      position = end + 1
      while (text.charCodeAt(position) === SPACE && delimiter !== SPACE) position++
    } else {
      while (position < length) {
        const code = text.charCodeAt(position)
        if (code === delimiter || code === LF || code === CR) break
        position++
      }
      cells[column] = text.substring(start, position)
    }
    position++
  }
  return cells
}

/** To about as many as will be needed, going by those so far: arrays that grow leave their shorter selves behind. */
function widen(index: CsvIndex, expected: number): void {
  const length = Math.ceil(Math.max(index.starts.length * 1.25, expected * 1.02))
  const { starts, counts, lines } = index
  index.starts = new Uint32Array(length)
  index.starts.set(starts)
  index.counts = new Uint16Array(length)
  index.counts.set(counts)
  index.lines = new Uint32Array(length)
  index.lines.set(lines)
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
