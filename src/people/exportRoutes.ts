import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { dayIn } from '../changes/raiseDay.ts'
import { contract } from '../contract.ts'
import { TooLarge } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { LIMITS } from '../imports/file/table.ts'
import { csvBatches } from '../imports/file/writeCsv.ts'
import { xlsxChunks } from '../imports/file/writeXlsx.ts'
import { exportRows } from './exportRows.ts'
import { placeOf } from './placeOf.ts'

/** GET /people/export.csv and .xlsx: streamed, named by the day. */
export function peopleRawRoutes(app: FastifyInstance, context: AppContext): void {
  rawRoute(app, context, contract.people.exportCsv, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    const { headers, batches } = await exportRows(place, input)
    reply.header('content-disposition', attachment(place, 'csv'))
    reply.type('text/csv; charset=utf-8')
    return Readable.from(csvBatches(headers, batches()))
  })
  rawRoute(app, context, contract.people.exportXlsx, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    const { people, headers, batches } = await exportRows(place, input)
    // Said before the first byte is sent: afterwards there is no way to say it.
    if (people >= LIMITS.sheetRows) {
      throw new TooLarge(
        `An Excel sheet holds ${(LIMITS.sheetRows - 1).toLocaleString('en')} people below its headers and these are ${people.toLocaleString('en')}. Export them as CSV, or in parts.`,
      )
    }
    reply.header('content-disposition', attachment(place, 'xlsx'))
    reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return Readable.from(xlsxChunks(headers, batches()))
  })
}

const attachment = ({ timeZone, now }: { timeZone: string; now: number }, ending: string) =>
  `attachment; filename="people-${dayIn(timeZone, now)}.${ending}"`
