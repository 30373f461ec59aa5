import type { ImportOptions } from './contract.ts'
import { readTable } from './file/readTable.ts'
import { type FileProblem, LIMITS, type Table } from './file/table.ts'

/** Opens a file as an import's options say; what they leave out (or set to null) is recognised. */
export async function openFile(
  bytes: Uint8Array,
  fileName: string,
  { encoding, delimiter, sheet }: ImportOptions,
  maxBytes: number = LIMITS.fileBytes,
): Promise<Table | FileProblem> {
  const chosen = {
    encoding: encoding ?? undefined,
    delimiter: delimiter ?? undefined,
    sheet: sheet ?? undefined,
  }
  return await readTable(bytes, fileName, chosen, { fileBytes: maxBytes })
}
