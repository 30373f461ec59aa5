import { NotFound } from '../errors.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import { bounceMessages } from './bounceMessages.ts'
import { countMessages, findMessage, holdOf, listMessages } from './queries.ts'
import { retryMessage } from './retryMessage.ts'

const PAGE = 50

export const deliveryRoutes = {
  list: app.delivery.list.handler(async ({ input, context: { db, engine, actor } }) => {
    const { assignment, status, cursor, limit = PAGE } = input
    const filter = { workspaceId: actor.workspaceId, assignment, status }
    const before = readCursor(RowNumber, cursor)
    const [rows, counts, hold] = await Promise.all([
      listMessages(db.read, filter, { before, limit: limit + 1 }),
      countMessages(db.read, filter),
      holdOf(db.read, actor.workspaceId),
    ])
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items,
      total: status ? counts[status] : Object.values(counts).reduce((sum, count) => sum + count, 0),
      nextCursor: rows.length > limit && last ? writeCursor(last.id) : null,
      sending: engine.sendingIsSetUp ? hold : ('notSetUp' as const),
      counts,
    }
  }),

  bounce: app.delivery.bounce.handler(async ({ input: { body }, context: { db, actor, live } }) => {
    const bounced = await db.transaction(tx => bounceMessages(tx, actor.workspaceId, body))
    live.tell(actor.workspaceId, { event: 'message', data: { assignments: bounced.assignments } })
    return { messages: bounced.messages }
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
