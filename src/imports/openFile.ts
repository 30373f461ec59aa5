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

/**
 * The same with bytes that nobody else needs: they are given back at once. A table does without them, and until they are
 * collected they would take as much memory again as its text.
 */
export async function openAndFree(
  bytes: Buffer<ArrayBuffer>,
  ...how: [fileName: string, options: ImportOptions, maxBytes: number]
): Promise<Table | FileProblem> {
  const table = await openFile(bytes, ...how)
  // Small ones share memory with others.
  if (bytes.byteLength === bytes.buffer.byteLength) bytes.buffer.transfer(0)
  return table
}
