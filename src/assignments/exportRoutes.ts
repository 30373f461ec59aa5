import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { dayIn } from '../changes/raiseDay.ts'
import type { AppContext, RequestContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { sendCsv, sendXlsx } from '../imports/file/sendTable.ts'
import { assignmentAsOf } from './assignmentAsOf.ts'
import { assignmentsContract, type RecipientsQuery } from './contract.ts'
import { countRecipients, pastMoment } from './recipientQueries.ts'
import { RECIPIENT_HEADERS, recipientTable } from './recipientTable.ts'

/** GET /assignments/{id}/recipients.csv and .xlsx: streamed page by page, named by the day. */
export function recipientRawRoutes(app: FastifyInstance, context: AppContext): void {
  rawRoute(app, context, assignmentsContract.recipientsCsv, async ({ input, context, reply }) => {
    const { table } = await find(context, input)
    return sendCsv(reply, table)
  })
  rawRoute(app, context, assignmentsContract.recipientsXlsx, async ({ input, context, reply }) => {
    const { table, filter } = await find(context, input)
    const rows = await countRecipients(context.db.read, filter)
    return sendXlsx(reply, table, { rows, what: 'recipients', sheet: 'Recipients' })
  })
}

async function find(
  { db, actor, now }: RequestContext & { actor: Actor },
  { id, q, status, past, asOf: moment }: z.output<typeof RecipientsQuery>,
) {
  const { workspaceId } = actor
  const asOf = await pastMoment(db.read, workspaceId, moment)
  await assignmentAsOf(db.read, workspaceId, id, asOf?.version)
  const { time_zone: timeZone } = await db.read
    .selectFrom('workspace')
    .select('time_zone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const filter = { workspaceId, assignmentId: id, q, status, past, now: now().getTime(), asOf }
  return {
    filter,
    table: {
      name: `assignment-${id}-recipients-${dayIn(timeZone, asOf?.at ?? filter.now)}`,
      headers: RECIPIENT_HEADERS,
      batches: recipientTable(db.read, filter, timeZone),
    },
  }
}
