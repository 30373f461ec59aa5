import iconv from 'iconv-lite'
import { Conflict, NotFound } from '../errors.ts'
import { REASON_HEADER } from './chooseColumns.ts'
import { isProblem, type Table } from './file/table.ts'
import { csvRows } from './file/writeCsv.ts'
import { xlsxBytes } from './file/writeXlsx.ts'
import { refuseDeletedFile } from './fileQueries.ts'
import type { ImportJobs } from './importJobs.ts'
import { openFile } from './openFile.ts'
import { openTable } from './openTable.ts'
import { getImport, listProblems } from './queries.ts'

const ALL = 1_100_000

export type Rejected = { workspaceId: number; importId: number; ending: 'csv' | 'xlsx' }

/**
 * The refused rows as the file had them, with a column that says why: mended, they can be imported as they are. A CSV has
 * the delimiter and the encoding of the file.
 */
export async function rejectedFile(
  jobs: ImportJobs,
  { workspaceId, importId, ending }: Rejected,
): Promise<Uint8Array> {
  const { read } = jobs.engine.db
  const row = await getImport(read, workspaceId, importId)
  refuseDeletedFile(row)
  if (row.status === 'reading') throw new Conflict('The file is still being read. Try again in a moment.')
  const table = await openTable(jobs, row)
  if (isProblem(table)) throw new NotFound(table.problem)
  const reasons = new Map<number, string[]>()
  for (const { row: at, column, message } of await listProblems(read, workspaceId, importId, 0, ALL)) {
    const reason = column === null ? message : `${column}: ${message}`
    reasons.set(at, [...(reasons.get(at) ?? []), reason])
  }
  return await refusedRowsFile(table, reasons, ending)
}

/** Rows of a file, by their number and with why each was refused, in the layout of the file. */
export async function refusedRowsFile(
  table: Table,
  reasons: ReadonlyMap<number, string[]>,
  ending: Rejected['ending'],
): Promise<Uint8Array> {
  const headers = [...table.info.headers, REASON_HEADER]
  const rows = () => refusedRows(table, reasons)
  return ending === 'xlsx'
    ? await xlsxBytes(headers, rows(), table.info.sheet ?? 'People')
    : await asTheFileWas(table, headers, rows)
}

function* refusedRows(table: Table, reasons: ReadonlyMap<number, string[]>): Generator<string[]> {
  const { headers } = table.info
  for (const { row, cells } of table.rows()) {
    const why = reasons.get(row)
    if (why) yield [...headers.map((_, index) => cells[index] ?? ''), why.join(' ')]
  }
}

/**
 * In the delimiter and encoding of the original, provided that whoever opens it without a word finds the same in it: a few
 * rows may be too few to tell an old encoding by. Otherwise UTF-8 with a mark and commas, of which nobody is in doubt.
 */
async function asTheFileWas(
  { info }: Table,
  headers: readonly string[],
  rows: () => Iterable<readonly string[]>,
): Promise<Uint8Array> {
  const plain = () => Buffer.from([...csvRows(headers, rows())].join(''))
  const { delimiter, encoding } = info
  if (info.format !== 'csv' || delimiter === null || encoding === null) return plain()
  const text = [...csvRows(headers, rows(), delimiter)].join('')
  const bytes = isUnicode(encoding)
    ? iconv.encode(text, encoding)
    : iconv.encode(plainQuotes(text.slice(1), encoding), encoding)
  const again = await openFile(Buffer.from(bytes), 'refused.csv', {})
  const isSame =
    !isProblem(again) &&
    again.info.delimiter === delimiter &&
    again.info.encoding === encoding &&
    again.info.headers.every((header, index) => header === headers[index])
  return isSame ? bytes : plain()
}

const isUnicode = (encoding: string) => /^utf/i.test(encoding)

/** The reasons quote cells; where an encoding has no curly quotes, straight ones do. */
function plainQuotes(text: string, encoding: string): string {
  const quotes = '“”’'
  if (iconv.decode(iconv.encode(quotes, encoding), encoding) === quotes) return text
  // Within a CSV cell a double quote would end it.
  return text.replaceAll(/[“”’]/g, "'")
}
