import type { FastifyInstance, FastifyReply } from 'fastify'
import { contract } from '../contract.ts'
import type { AppContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { sendCsv, sendXlsx } from '../imports/file/sendTable.ts'
import type { MoveFilter } from './moveContract.ts'
import { MOVE_HEADERS, moveTable } from './moves/moveTable.ts'
import { type PeopleMoved, peopleOfChange, peopleOfPlan } from './peopleMoved.ts'

/** The people a plan or a change moves as a file, streamed page by page. */
export function changesRawRoutes(app: FastifyInstance, context: AppContext): void {
  const { changes } = contract
  rawRoute(app, context, changes.peopleCsv, async ({ input: { id, ...filter }, context, reply }) =>
    asCsv(reply, `change-${id}`, filter, await peopleOfChange(context, id)),
  )
  rawRoute(app, context, changes.peopleXlsx, async ({ input: { id, ...filter }, context, reply }) =>
    asXlsx(reply, `change-${id}`, filter, await peopleOfChange(context, id)),
  )
  rawRoute(app, context, changes.planPeopleCsv, async ({ input: { id, ...filter }, context, reply }) =>
    asCsv(reply, 'plan', filter, peopleOfPlan(context, id)),
  )
  rawRoute(app, context, changes.planPeopleXlsx, async ({ input: { id, ...filter }, context, reply }) =>
    asXlsx(reply, 'plan', filter, peopleOfPlan(context, id)),
  )
}

async function asCsv(reply: FastifyReply, name: string, filter: MoveFilter, people: PeopleMoved) {
  // What is not there is said before the first byte: afterwards there is no way to say it.
  await people({ ...filter, limit: 1 })
  return sendCsv(reply, tableOf(name, filter, people))
}

async function asXlsx(reply: FastifyReply, name: string, filter: MoveFilter, people: PeopleMoved) {
  const { total: rows } = await people({ ...filter, limit: 1 })
  return sendXlsx(reply, tableOf(name, filter, people), { rows, what: 'people', verb: 'Download' })
}

function tableOf(name: string, filter: MoveFilter, people: PeopleMoved) {
  const { part, side, what } = filter
  return {
    name: [name, part?.replace(':', '-'), side, what].filter(Boolean).join('-'),
    headers: MOVE_HEADERS,
    batches: moveTable(page => people({ ...filter, ...page })),
  }
}
