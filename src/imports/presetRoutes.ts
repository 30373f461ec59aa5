import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import { keepPreset, removePreset } from './keepPreset.ts'
import { listPresets, toPreset } from './presets.ts'

const PAGE = 50

export const importPresetsRoutes = {
  list: app.importPresets.list.handler(async ({ input, context: { db, actor } }) => {
    const all = await listPresets(db.read, actor.workspaceId)
    const start = readCursor(RowNumber, input.cursor) ?? 0
    const end = start + (input.limit ?? PAGE)
    return {
      items: all.slice(start, end).map(toPreset),
      total: all.length,
      nextCursor: end < all.length ? writeCursor(end) : null,
    }
  }),

  create: app.importPresets.create.handler(async ({ input: { body }, context: { db, actor, now } }) =>
    toPreset(await keepPreset(db, { ...body, actor, now: now().getTime() })),
  ),

  remove: app.importPresets.remove.handler(async ({ input: { params }, context: { db, actor } }) => {
    await removePreset(db, actor.workspaceId, params.id)
    return { id: params.id }
  }),
}
