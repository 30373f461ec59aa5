import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import { countMessages, findMessage, listMessages } from './queries.ts'
import { retryMessage } from './retryMessage.ts'

const PAGE = 50

export const deliveryRoutes = {
  list: app.delivery.list.handler(async ({ input, context: { db, engine, actor } }) => {
    const { assignment, status, cursor, limit = PAGE } = input
    const filter = { workspaceId: actor.workspaceId, assignment, status }
    const before = readCursor(z.number(), cursor)
    const [rows, counts] = await Promise.all([
      listMessages(db.read, filter, { before, limit: limit + 1 }),
      countMessages(db.read, filter),
    ])
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items,
      total: status ? counts[status] : Object.values(counts).reduce((sum, count) => sum + count, 0),
      nextCursor: rows.length > limit && last ? writeCursor(last.id) : null,
      sending: engine.sendingIsSetUp ? ('on' as const) : ('notSetUp' as const),
      counts,
    }
  }),

  retry: app.delivery.retry.handler(async ({ input: { params }, context }) => {
    const { db, engine, actor, live, now } = context
    const { workspaceId } = actor
    await db.transaction(tx =>
      retryMessage(tx, workspaceId, params.id, {
        sendingIsSetUp: engine.sendingIsSetUp,
        now: now().getTime(),
      }),
    )
    const message = await findMessage(db.read, workspaceId, params.id)
    if (!message) throw new NotFound('There is no such message.')
    live.tell(workspaceId, { event: 'message', data: { assignments: [message.assignment.id] } })
    return message
  }),
}
