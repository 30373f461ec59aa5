import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { contract } from '../contract.ts'
import { TooLarge } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { LIMITS } from '../imports/file/table.ts'
import { csvBatches } from '../imports/file/writeCsv.ts'
import { xlsxChunks } from '../imports/file/writeXlsx.ts'
import type { MoveFilter } from './moveContract.ts'
import { MOVE_HEADERS, moveTable } from './moves/moveTable.ts'
import { type PeopleMoved, peopleOfChange, peopleOfPlan } from './peopleMoved.ts'

/** The people a plan or a change moves as a file, streamed page by page. */
export function changesRawRoutes(app: FastifyInstance, context: AppContext): void {
  const { changes } = contract
  rawRoute(app, context, changes.peopleCsv, async ({ input: { id, ...filter }, context, reply }) =>
    sendCsv(reply, `change-${id}`, filter, await peopleOfChange(context, id)),
  )
  rawRoute(app, context, changes.peopleXlsx, async ({ input: { id, ...filter }, context, reply }) =>
    sendXlsx(reply, `change-${id}`, filter, await peopleOfChange(context, id)),
  )
  rawRoute(app, context, changes.planPeopleCsv, async ({ input: { id, ...filter }, context, reply }) =>
    sendCsv(reply, 'plan', filter, peopleOfPlan(context, id)),
  )
  rawRoute(app, context, changes.planPeopleXlsx, async ({ input: { id, ...filter }, context, reply }) =>
    sendXlsx(reply, 'plan', filter, peopleOfPlan(context, id)),
  )
}

async function sendCsv(reply: FastifyReply, name: string, filter: MoveFilter, people: PeopleMoved) {
  // What is not there is said before the first byte: afterwards there is no way to say it.
  await people({ ...filter, limit: 1 })
  attach(reply, name, filter, 'csv')
  reply.type('text/csv; charset=utf-8')
  return Readable.from(
    csvBatches(
      MOVE_HEADERS,
      moveTable(page => people({ ...filter, ...page })),
    ),
  )
}

async function sendXlsx(reply: FastifyReply, name: string, filter: MoveFilter, people: PeopleMoved) {
  const { total } = await people({ ...filter, limit: 1 })
  if (total >= LIMITS.sheetRows)
    throw new TooLarge(
      `An Excel sheet holds ${(LIMITS.sheetRows - 1).toLocaleString('en')} people below its headers and these are ${total.toLocaleString('en')}. Download them as CSV, or in parts.`,
    )
  attach(reply, name, filter, 'xlsx')
  reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  return Readable.from(
    xlsxChunks(
      MOVE_HEADERS,
      moveTable(page => people({ ...filter, ...page })),
    ),
  )
}

function attach(reply: FastifyReply, name: string, { part, side, what }: MoveFilter, ending: string): void {
  const parts = [name, part?.replace(':', '-'), side, what].filter(Boolean).join('-')
  reply.header('content-disposition', `attachment; filename="${parts}.${ending}"`)
}
