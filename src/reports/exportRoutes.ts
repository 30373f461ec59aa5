import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayIn } from '../changes/raiseDay.ts'
import { TooLarge } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { LIMITS } from '../imports/file/table.ts'
import { csvBatches } from '../imports/file/writeCsv.ts'
import { xlsxChunks } from '../imports/file/writeXlsx.ts'
import type { Place } from '../people/findPeople.ts'
import { placeOf } from '../people/placeOf.ts'
import { reportsContract } from './contract.ts'
import { overdueTable } from './overdueTable.ts'
import { progressTable } from './progressTable.ts'
import type { ReportTable } from './reportTable.ts'

/** GET /reports/progress and /reports/overdue as .csv and .xlsx: streamed, named by the day. */
export function reportRawRoutes(app: FastifyInstance, context: AppContext): void {
  rawRoute(app, context, reportsContract.progressCsv, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    return sendCsv(reply, place, await progressTable(place, input))
  })
  rawRoute(app, context, reportsContract.progressXlsx, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    return sendXlsx(reply, place, await progressTable(place, input))
  })
  rawRoute(app, context, reportsContract.overdueCsv, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    return sendCsv(reply, place, await overdueTable(place, input))
  })
  rawRoute(app, context, reportsContract.overdueXlsx, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    return sendXlsx(reply, place, await overdueTable(place, input))
  })
}

function sendCsv(reply: FastifyReply, place: Place, { name, headers, batches }: ReportTable): Readable {
  reply.header('content-disposition', attachment(place, name, 'csv'))
  reply.type('text/csv; charset=utf-8')
  return Readable.from(csvBatches(headers, batches))
}

function sendXlsx(
  reply: FastifyReply,
  place: Place,
  { name, sheet, headers, rows, batches }: ReportTable,
): Readable {
  // Said before the first byte is sent: afterwards there is no way to say it.
  if (rows >= LIMITS.sheetRows) {
    throw new TooLarge(
      `An Excel sheet holds ${(LIMITS.sheetRows - 1).toLocaleString('en')} rows below its headers and these are ${rows.toLocaleString('en')}. Export them as CSV, or in parts.`,
    )
  }
  reply.header('content-disposition', attachment(place, name, 'xlsx'))
  reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  return Readable.from(xlsxChunks(headers, batches, sheet))
}

const attachment = ({ timeZone, now }: Place, name: string, ending: string) =>
  `attachment; filename="${name}-${dayIn(timeZone, now)}.${ending}"`
