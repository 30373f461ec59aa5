import type { FastifyInstance } from 'fastify'
import { dayIn } from '../changes/raiseDay.ts'
import { contract } from '../contract.ts'
import type { AppContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { sendCsv, sendXlsx } from '../imports/file/sendTable.ts'
import { exportRows } from './exportRows.ts'
import { placeOf } from './placeOf.ts'

/** GET /people/export.csv and .xlsx: streamed, named by the day. */
export function peopleRawRoutes(app: FastifyInstance, context: AppContext): void {
  rawRoute(app, context, contract.people.exportCsv, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    const { headers, batches } = await exportRows(place, input)
    return sendCsv(reply, { name: nameOf(place), headers, batches: batches() })
  })
  rawRoute(app, context, contract.people.exportXlsx, async ({ input, context, reply }) => {
    const place = await placeOf(context)
    const { people, headers, batches } = await exportRows(place, input)
    const table = { name: nameOf(place), headers, batches: batches() }
    return sendXlsx(reply, table, { rows: people, what: 'people' })
  })
}

const nameOf = ({ timeZone, now }: { timeZone: string; now: number }) => `people-${dayIn(timeZone, now)}`
