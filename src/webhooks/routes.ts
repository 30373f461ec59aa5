import type { Actor } from '../access/actor.ts'
import type { RequestContext } from '../http/context.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import {
  callOnce,
  checkAddress,
  deleteWebhook,
  insertWebhook,
  rotateSecret,
  updateWebhook,
} from './changeWebhook.ts'
import { countCallsOf, getCall, getWebhook, getWebhookRow, listCalls, listWebhooks } from './queries.ts'
import { secretOf } from './secret.ts'

const PAGE = 50

type Context = RequestContext & { actor: Actor }

export const webhooksRoutes = {
  list: app.webhooks.list.handler(async ({ context: { db, actor, now } }) => ({
    items: await listWebhooks(db.read, actor.workspaceId, now().getTime()),
  })),

  create: app.webhooks.create.handler(async ({ input: { body }, context }) => {
    const { db, actor, config, now } = context
    checkAddress(config, body.url)
    const made = { by: actor.name, now: now().getTime() }
    return await withSecret(
      context,
      await db.transaction(tx => insertWebhook(tx, actor.workspaceId, body, made)),
    )
  }),

  update: app.webhooks.update.handler(async ({ input: { params, body }, context }) => {
    const { db, actor, config, now } = context
    checkAddress(config, body.url)
    await db.transaction(tx => updateWebhook(tx, actor.workspaceId, params.id, body))
    return await getWebhook(db.read, actor.workspaceId, params.id, now().getTime())
  }),

  remove: app.webhooks.remove.handler(async ({ input: { params }, context: { db, actor, now } }) => {
    await db.transaction(tx => deleteWebhook(tx, actor.workspaceId, params.id, now().getTime()))
    return { removed: true as const }
  }),

  rotate: app.webhooks.rotate.handler(async ({ input: { params }, context }) => {
    const { db, actor, now } = context
    await db.transaction(tx => rotateSecret(tx, actor.workspaceId, params.id, now().getTime()))
    return await withSecret(context, params.id)
  }),

  test: app.webhooks.test.handler(({ input: { params }, context }) => call(context, params.id, null)),

  calls: app.webhooks.calls.handler(async ({ input, context: { db, actor } }) => {
    const { id, status, cursor, limit = PAGE } = input
    await getWebhookRow(db.read, actor.workspaceId, id)
    const filter = { workspaceId: actor.workspaceId, webhookId: id, status }
    const before = readCursor(RowNumber, cursor)
    const [rows, total] = await Promise.all([
      listCalls(db.read, filter, { before, limit: limit + 1 }),
      countCallsOf(db.read, filter),
    ])
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, total, nextCursor: rows.length > limit && last ? writeCursor(last.id) : null }
  }),

  replay: app.webhooks.replay.handler(async ({ input: { params }, context }) => {
    const { db, actor } = context
    const of = { workspaceId: actor.workspaceId, webhookId: params.id }
    return await call(context, params.id, await getCall(db.read, of, params.callId))
  }),
}

async function call(context: Context, id: number, event: Parameters<typeof callOnce>[3]) {
  const { db, actor, now } = context
  const once = event && { event: event.event, eventId: event.eventId, body: event.body }
  const made = await db.transaction(tx => callOnce(tx, actor.workspaceId, id, once, now().getTime()))
  return await getCall(db.read, { workspaceId: actor.workspaceId, webhookId: id }, made)
}

async function withSecret({ db, actor, config, now }: Context, id: number) {
  const row = await getWebhookRow(db.read, actor.workspaceId, id)
  const webhook = await getWebhook(db.read, actor.workspaceId, id, now().getTime())
  return { ...webhook, secret: secretOf(config, row, row.salt) }
}
