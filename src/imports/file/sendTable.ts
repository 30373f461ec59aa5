import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { TooLarge } from '../../errors.ts'
import { LIMITS } from './table.ts'
import { type Batches, csvBatches } from './writeCsv.ts'
import { xlsxChunks } from './writeXlsx.ts'

/** Rows below their headers; `name` is the file's, without its ending. */
export type SentTable = { name: string; headers: readonly string[]; batches: Batches }

/** A table as a CSV file to be saved, written as it is read. */
export function sendCsv(reply: FastifyReply, { name, headers, batches }: SentTable): Readable {
  reply.header('content-disposition', `attachment; filename="${name}.csv"`)
  reply.type('text/csv; charset=utf-8')
  return Readable.from(csvBatches(headers, batches))
}

/**
 * The same as a workbook. Throws TooLarge for more rows than a sheet holds, before the first byte is sent: afterwards there is
 * no way to say it. `what` and `verb` are for that sentence.
 */
export function sendXlsx(
  reply: FastifyReply,
  { name, headers, batches }: SentTable,
  { rows, what, verb = 'Export', sheet }: { rows: number; what: string; verb?: string; sheet?: string },
): Readable {
  if (rows >= LIMITS.sheetRows) {
    throw new TooLarge(
      `An Excel sheet holds ${(LIMITS.sheetRows - 1).toLocaleString('en')} ${what} below its headers and these are ${rows.toLocaleString('en')}. ${verb} them as CSV, or in parts.`,
    )
  }
  reply.header('content-disposition', `attachment; filename="${name}.xlsx"`)
  reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  return Readable.from(xlsxChunks(headers, batches, sheet))
}
