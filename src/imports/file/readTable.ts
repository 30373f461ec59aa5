/**
 * Opens a list of people, CSV or Excel, as rows of text. What kind of file it is its content says, not its name. Whatever
 * is wrong with it is an answer in a sentence, never an exception: see `FileProblem`.
 */
import { readCsv } from './readCsv.ts'
import { readXlsx } from './readXlsx.ts'
import { recogniseFormat } from './recogniseFormat.ts'
import { type FileProblem, LIMITS, type Limits, type ReadOptions, type Table } from './table.ts'

export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
  limits: Partial<Limits> = {},
): Promise<Table | FileProblem> {
  const within = { ...LIMITS, ...limits }
  if (bytes.length === 0)
    return { problem: `“${fileName}” is empty. Choose a CSV or Excel file with people in it.` }
  if (bytes.length > within.fileBytes) {
    const megabytes = Math.floor(within.fileBytes / 1024 / 1024)
    return {
      problem: `“${fileName}” is larger than ${megabytes} MB. Split it and import the parts one after the other.`,
    }
  }
  const format = recogniseFormat(bytes)
  if (typeof format === 'object') return { problem: `“${fileName}” ${format.problem}` }
  if (format === 'xlsx') {
    return readXlsx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fileName, options, within)
  }
  return readCsv(bytes, fileName, options, within)
}
