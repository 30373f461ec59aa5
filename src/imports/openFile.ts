import type { ImportOptions } from './contract.ts'
import { readTable } from './file/readTable.ts'
import { type FileProblem, LIMITS, type Table } from './file/table.ts'

/**
 * Opens a file as an import's options say; what they leave out (or set to null) is recognised. The bytes are taken over: a
 * table does not need them, and waiting until they are collected would keep as much memory again as its text.
 */
export async function openFile(
  bytes: Buffer<ArrayBuffer>,
  fileName: string,
  { encoding, delimiter, sheet }: ImportOptions,
  maxBytes: number = LIMITS.fileBytes,
): Promise<Table | FileProblem> {
  const chosen = {
    encoding: encoding ?? undefined,
    delimiter: delimiter ?? undefined,
    sheet: sheet ?? undefined,
  }
  const table = await readTable(bytes, fileName, chosen, { fileBytes: maxBytes })
  // Small ones share memory with others.
  if (bytes.byteLength === bytes.buffer.byteLength) bytes.buffer.transfer(0)
  return table
}
