import type { Plan } from '../changes/contract.ts'
import { Conflict } from '../errors.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { app } from '../http/implement.ts'
import { cancelImport, cancelled } from './cancelImport.ts'
import type { Import, ImportOptions } from './contract.ts'
import { daysFilesAreKept } from './fileQueries.ts'
import { withPreset } from './presets.ts'
import { getImport, listImports, listProblems, toImport, updateOpenImport } from './queries.ts'
import { runImport, within } from './runImport.ts'
import { showImport } from './showImport.ts'

const PAGE = 50

export const importsRoutes = {
  list: app.imports.list.handler(async ({ input, context: { db, actor } }) => {
    const limit = input.limit ?? PAGE
    const { rows, total } = await listImports(
      db.read,
      actor.workspaceId,
      readCursor(RowNumber, input.cursor) ?? null,
      limit + 1,
    )
    const items = rows.slice(0, limit)
    const keptDays = await daysFilesAreKept(db.read, actor.workspaceId)
    return {
      items: items.map(row => toImport(row, keptDays)),
      total,
      nextCursor: rows.length > limit ? writeCursor(items.at(-1)?.id) : null,
    }
  }),

  get: app.imports.get.handler(({ input, context }) =>
    showImport(context, context.actor.workspaceId, input.id),
  ),

  update: app.imports.update.handler(async ({ input, context }) => {
    const { db, actor, background, now } = context
    const { id } = input.params
    const row = await getImport(db.read, actor.workspaceId, id)
    if (input.query.dryRun) {
      return await background.run('tryImport', {
        workspaceId: actor.workspaceId,
        actor,
        options: input.body.options,
        from: { importId: id },
        now: now().getTime(),
      })
    }
    if (row.status !== 'ready' && row.status !== 'failed') {
      throw new Conflict(`This import is ${row.status}: its options can no longer be changed.`)
    }
    const options = await withPreset(db.read, actor.workspaceId, {
      given: input.body.options,
      present: JSON.parse(row.options) as ImportOptions,
    })
    await db.transaction(tx =>
      updateOpenImport(tx.sql, actor.workspaceId, id, {
        options: JSON.stringify(options),
        status: 'reading',
        plan: null,
        error: null,
      }),
    )
    await within(
      background.run('planImport', {
        workspaceId: actor.workspaceId,
        actor,
        importId: id,
        now: now().getTime(),
      }),
    )
    return await showImport(context, actor.workspaceId, id)
  }),

  commit: app.imports.commit.handler(async ({ input, context }) => {
    const { actor, background, db, now } = context
    const { id } = input.params
    const { workspaceId } = actor
    if (input.query.dryRun) {
      const { status } = await getImport(db.read, workspaceId, id)
      if (status === 'ready' || status === 'reading')
        await background.run('planImport', { workspaceId, actor, importId: id, now: now().getTime() })
      return readyPlan(await showImport(context, workspaceId, id))
    }
    readyPlan(await showImport(context, workspaceId, id))
    const changeId = await runImport(context, {
      workspaceId,
      actor,
      importId: id,
      query: input.query,
      idempotencyKey: context.idempotencyKey,
    })
    return { ...(await showImport(context, workspaceId, id)), changeId }
  }),

  cancel: app.imports.cancel.handler(async ({ input, context }) => {
    const { actor, now } = context
    const { id } = input.params
    await cancelImport(context, { actor, importId: id, now: now().getTime() })
    return await showImport(context, actor.workspaceId, id)
  }),

  problems: app.imports.problems.handler(async ({ input, context: { db, actor } }) => {
    const row = await getImport(db.read, actor.workspaceId, input.id)
    const from = readCursor(RowNumber, input.cursor) ?? 0
    const limit = input.limit ?? PAGE
    const items = await listProblems(db.read, actor.workspaceId, row.id, from, limit)
    return {
      items,
      total: row.problems,
      nextCursor: from + items.length < row.problems ? writeCursor(from + items.length) : null,
    }
  }),
}

function readyPlan(shown: Import): Plan {
  if (shown.plan && shown.status !== 'reading') return shown.plan
  if (shown.status === 'cancelled') throw cancelled()
  throw new Conflict(
    shown.error
      ? `This import cannot be committed: ${shown.error}`
      : 'The file is still being read. Its plan is there in a moment.',
  )
}
