import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { attach, CSV, XLSX } from '../http/attach.ts'
import type { AppContext } from '../http/context.ts'
import { isDryRun, rawRoute, uploadRoute } from '../http/route.ts'
import { cancelImport } from './cancelImport.ts'
import { importsContract } from './contract.ts'
import { templateCsv, templateXlsx } from './file/templates.ts'
import { fileChunks, refuseDeletedFile } from './fileQueries.ts'
import { getImport } from './queries.ts'
import { receiveUpload } from './receiveUpload.ts'
import { within } from './runImport.ts'
import { showImport } from './showImport.ts'

const MOST_SECONDS = 20

export function importsRawRoutes(fastify: FastifyInstance, context: AppContext): void {
  const { config, db, background } = context
  uploadRoute(fastify, context, importsContract.create, async ({ request, reply, context: asked }) => {
    const { actor, now, idempotencyKey } = asked
    const upload = await receiveUpload(request, config.dataFolder, config.maxUploadBytes)
    try {
      const { path, fileName, options } = upload
      const { workspaceId } = actor
      if (isDryRun(request)) {
        const from = { path, fileName }
        return await background.run('tryImport', { workspaceId, actor, options, from, now: now().getTime() })
      }
      const received = { workspaceId, actor, path, fileName, options, now: now().getTime() }
      const importId = await background.run('receiveImport', received)
      const planned = background.run('planImport', { workspaceId, actor, importId, now: now().getTime() })
      // Whoever hangs up now never learns its number. With a key they will ask again, and are answered then.
      const hungUp = () => {
        if (!reply.raw.writableFinished && idempotencyKey === null)
          cancelImport(context, { actor, importId, now: now().getTime() }).catch((error: unknown) =>
            context.log.warn(
              { err: error, workspaceId, importId },
              'An import nobody waits for was not cancelled',
            ),
          )
      }
      if (reply.raw.destroyed) hungUp()
      else reply.raw.once('close', hungUp)
      await within(planned, secondsToWait(request) * 1000)
      return await showImport(context, workspaceId, importId)
    } finally {
      await upload.remove()
    }
  })
  rawRoute(fastify, context, importsContract.file, async ({ input, reply, context: { actor } }) => {
    const row = await getImport(db.read, actor.workspaceId, input.id)
    refuseDeletedFile(row)
    attach(reply, row.file_name, 'application/octet-stream')
    reply.header('content-length', row.bytes)
    return Readable.from(fileChunks(db.read, actor.workspaceId, row.id))
  })
  for (const ending of ['csv', 'xlsx'] as const) {
    const endpoint = ending === 'csv' ? importsContract.rejectedCsv : importsContract.rejectedXlsx
    rawRoute(fastify, context, endpoint, async ({ input, reply, context: { actor } }) => {
      const { workspaceId } = actor
      const row = await getImport(db.read, workspaceId, input.id)
      const bytes = await background.run('rejectedFile', { workspaceId, importId: row.id, ending })
      const name = `refused from ${row.file_name.replace(/\.\w+$/, '')}.${ending}`
      attach(reply, name, ending === 'csv' ? 'text/csv' : XLSX)
      return Buffer.from(bytes)
    })
  }
  rawRoute(fastify, context, importsContract.templateCsv, async ({ reply }) => {
    attach(reply, 'people.csv', CSV)
    return templateCsv()
  })
  rawRoute(fastify, context, importsContract.templateXlsx, async ({ reply }) => {
    attach(reply, 'people.xlsx', XLSX)
    return Buffer.from(await templateXlsx())
  })
}

/**
 * How long the answer waits for the plan: `Prefer: respond-async, wait=1` (RFC 7240) is for who looks again by
 * itself and wants to show how far it is.
 */
function secondsToWait({ headers }: FastifyRequest): number {
  const asked = /(?:^|[,;\s])wait=(\d+)/.exec(String(headers.prefer ?? ''))?.[1]
  return Math.min(MOST_SECONDS, asked === undefined ? MOST_SECONDS : Number(asked))
}
