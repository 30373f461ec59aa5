import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { dayIn } from '../changes/raiseDay.ts'
import { TooLarge } from '../errors.ts'
import type { AppContext, RequestContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { LIMITS } from '../imports/file/table.ts'
import { csvBatches } from '../imports/file/writeCsv.ts'
import { xlsxChunks } from '../imports/file/writeXlsx.ts'
import { assignmentAsOf } from './assignmentAsOf.ts'
import { assignmentsContract, type RecipientsQuery } from './contract.ts'
import { countRecipients, pastMoment } from './recipientQueries.ts'
import { RECIPIENT_HEADERS, recipientTable } from './recipientTable.ts'

/** GET /assignments/{id}/recipients.csv and .xlsx: streamed page by page, named by the day. */
export function recipientRawRoutes(app: FastifyInstance, context: AppContext): void {
  rawRoute(app, context, assignmentsContract.recipientsCsv, async ({ input, context, reply }) => {
    const { name, batches } = await find(context, input)
    reply.header('content-disposition', `attachment; filename="${name}.csv"`)
    reply.type('text/csv; charset=utf-8')
    return Readable.from(csvBatches(RECIPIENT_HEADERS, batches))
  })
  rawRoute(app, context, assignmentsContract.recipientsXlsx, async ({ input, context, reply }) => {
    const { name, batches, filter } = await find(context, input)
    const total = await countRecipients(context.db.read, filter)
    // Said before the first byte is sent: afterwards there is no way to say it.
    if (total >= LIMITS.sheetRows) {
      throw new TooLarge(
        `An Excel sheet holds ${(LIMITS.sheetRows - 1).toLocaleString('en')} recipients below its headers and these are ${total.toLocaleString('en')}. Export them as CSV, or in parts.`,
      )
    }
    reply.header('content-disposition', `attachment; filename="${name}.xlsx"`)
    reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return Readable.from(xlsxChunks(RECIPIENT_HEADERS, batches, 'Recipients'))
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
    name: `assignment-${id}-recipients-${dayIn(timeZone, asOf?.at ?? filter.now)}`,
    batches: recipientTable(db.read, filter, timeZone),
  }
}
