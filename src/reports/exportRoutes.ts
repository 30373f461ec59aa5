import type { FastifyInstance } from 'fastify'
import { dayIn } from '../changes/raiseDay.ts'
import type { AppContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { sendCsv, sendXlsx } from '../imports/file/sendTable.ts'
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
    return sendCsv(reply, named(place, await progressTable(place, input)))
  })
  rawRoute(app, context, reportsContract.progressXlsx, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    const table = await progressTable(place, input)
    return sendXlsx(reply, named(place, table), { ...table, what: 'rows' })
  })
  rawRoute(app, context, reportsContract.overdueCsv, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    return sendCsv(reply, named(place, await overdueTable(place, input)))
  })
  rawRoute(app, context, reportsContract.overdueXlsx, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    const table = await overdueTable(place, input)
    return sendXlsx(reply, named(place, table), { ...table, what: 'rows' })
  })
}

const named = ({ timeZone, now }: Place, table: ReportTable) => ({
  ...table,
  name: `${table.name}-${dayIn(timeZone, now)}`,
})
