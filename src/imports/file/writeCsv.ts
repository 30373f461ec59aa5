import { guard } from './guardFormula.ts'

/** Rows in batches that are fetched one after the other. */
export type Batches = AsyncIterable<readonly (readonly string[])[]>

const CHUNK = 64 * 1024

// The other delimiters are quoted too: whoever guesses the delimiter, as our own reader does, is not misled by a cell.
const NEEDS_QUOTES = /[",;\t|\r\n]|^\s|\s$/

/**
 * A CSV file (RFC 4180) in pieces of some 64 KB. It begins with a byte-order mark, without which Excel takes UTF-8 for
 * the computer's old encoding; cells that a spreadsheet program would run are guarded, see `guardFormula.ts`.
 */
export function* csvRows(
  headers: readonly string[],
  rows: Iterable<readonly string[]>,
  delimiter = ',',
): Generator<string> {
  let chunk = `\ufeff${csvRow(headers, delimiter)}`
  for (const row of rows) {
    chunk += csvRow(row, delimiter)
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** The same from rows that come in batches, such as pages read from the database. */
export async function* csvBatches(headers: readonly string[], batches: Batches): AsyncGenerator<string> {
  yield `\ufeff${csvRow(headers)}`
  for await (const rows of batches) yield rows.map(row => csvRow(row)).join('')
}

function csvRow(cells: readonly string[], delimiter = ','): string {
  let line = ''
  for (let at = 0; at < cells.length; at++) line += (at === 0 ? '' : delimiter) + csvCell(cells[at] ?? '')
  return `${line}\r\n`
}

function csvCell(text: string): string {
  const guarded = guard(text)
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
