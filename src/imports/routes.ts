import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Plan } from '../changes/contract.ts'
import { Conflict } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { app } from '../http/implement.ts'
import { isDryRun, rawRoute, uploadRoute } from '../http/route.ts'
import { type Import, type ImportOptions, importsContract } from './contract.ts'
import { templateCsv, templateXlsx } from './file/templates.ts'
import { withPreset } from './presets.ts'
import { getImport, listImports, listProblems, toImport, updateImport } from './queries.ts'
import { receiveUpload } from './receiveUpload.ts'
import { rejectedCsv } from './rejectedCsv.ts'
import { runImport, within } from './runImport.ts'

const PAGE = 50
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** An import as it stands; a committed one with its plan as the log has it. */
async function show({ db, background }: AppContext, workspaceId: number, id: number): Promise<Import> {
  const row = await getImport(db.read, workspaceId, id)
  const shown = toImport(row, background.progressOf(workspaceId, id))
  if (row.change_id === null) return shown
  const { plan } = await db.read
    .selectFrom('change')
    .select('plan')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', row.change_id)
    .executeTakeFirstOrThrow()
  return { ...shown, plan: JSON.parse(plan) as Plan }
}

export const importsRoutes = {
  list: app.imports.list.handler(async ({ input, context: { db, actor } }) => {
    const limit = input.limit ?? PAGE
    const { rows, total } = await listImports(
      db.read,
      actor.workspaceId,
      input.cursor ? Number(input.cursor) : null,
      limit + 1,
    )
    const items = rows.slice(0, limit)
    return {
      items: items.map(row => toImport(row)),
      total,
      nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null,
    }
  }),

  get: app.imports.get.handler(({ input, context }) => show(context, context.actor.workspaceId, input.id)),

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
      updateImport(tx.sql, actor.workspaceId, id, {
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
    return await show(context, actor.workspaceId, id)
  }),

  commit: app.imports.commit.handler(async ({ input, context }) => {
    const { actor, background, db, now } = context
    const { id } = input.params
    const { workspaceId } = actor
    if (input.query.dryRun) {
      const { status } = await getImport(db.read, workspaceId, id)
      if (status === 'ready' || status === 'reading')
        await background.run('planImport', { workspaceId, actor, importId: id, now: now().getTime() })
      return readyPlan(await show(context, workspaceId, id))
    }
    readyPlan(await show(context, workspaceId, id))
    const changeId = await runImport(context, {
      workspaceId,
      actor,
      importId: id,
      query: input.query,
      idempotencyKey: context.idempotencyKey,
    })
    return { ...(await show(context, workspaceId, id)), changeId }
  }),

  problems: app.imports.problems.handler(async ({ input, context: { db, actor } }) => {
    const row = await getImport(db.read, actor.workspaceId, input.id)
    const from = input.cursor ? Number(input.cursor) : 0
    const limit = input.limit ?? PAGE
    const items = await listProblems(db.read, actor.workspaceId, row.id, from, limit)
    return {
      items,
      total: row.problems,
      nextCursor: from + items.length < row.problems ? String(from + items.length) : null,
    }
  }),
}

function readyPlan(shown: Import): Plan {
  if (shown.plan && shown.status !== 'reading') return shown.plan
  throw new Conflict(
    shown.error
      ? `This import cannot be committed: ${shown.error}`
      : 'The file is still being read. Its plan is there in a moment.',
  )
}

export function importsRawRoutes(fastify: FastifyInstance, context: AppContext): void {
  const { config, db, background } = context
  uploadRoute(fastify, context, importsContract.create, async ({ request, context: { actor, now } }) => {
    const upload = await receiveUpload(request, config.dataFolder, config.maxUploadBytes)
    try {
      const { path, fileName, options } = upload
      const { workspaceId } = actor
      if (isDryRun(request)) {
        const from = { path, fileName }
        return await background.run('tryImport', { workspaceId, actor, options, from, now: now().getTime() })
      }
      const id = await background.run('receiveImport', {
        workspaceId: actor.workspaceId,
        actor,
        path,
        fileName,
        options,
        now: now().getTime(),
      })
      return await show(context, actor.workspaceId, id)
    } finally {
      await upload.remove()
    }
  })
  rawRoute(fastify, context, importsContract.rejectedCsv, async ({ input, reply, context: { actor } }) => {
    const row = await getImport(db.read, actor.workspaceId, input.id)
    attach(reply, `refused from ${row.file_name.replace(/\.\w+$/, '')}.csv`, 'text/csv; charset=utf-8')
    return Readable.from(await rejectedCsv(db.read, row))
  })
  rawRoute(fastify, context, importsContract.templateCsv, async ({ reply }) => {
    attach(reply, 'people.csv', 'text/csv; charset=utf-8')
    return templateCsv()
  })
  rawRoute(fastify, context, importsContract.templateXlsx, async ({ reply }) => {
    attach(reply, 'people.xlsx', XLSX)
    return Buffer.from(await templateXlsx())
  })
}

type Headers = { header(name: string, value: string): unknown }

/** A download by name; the second form carries names beyond ASCII (RFC 6266). */
function attach(reply: Headers, fileName: string, type: string): void {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  reply.header('content-type', type)
  reply.header(
    'content-disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  )
}
