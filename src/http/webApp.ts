import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '../errors.ts'

const DIST = join(import.meta.dirname, '../../web/dist')

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Muster</title>
<h1>The web app is not built yet</h1>
<p>Run <code>npm run build</code> in Muster’s folder and load this page again. The API is up: see <a href="/api/docs">its reference</a>.</p></html>`

/** The built web app: its hashed files for good, its page for every address that is not the API's. */
export async function webApp(app: FastifyInstance, dist = DIST): Promise<void> {
  await app.register(staticFiles, {
    root: dist,
    index: false,
    wildcard: false,
    serve: false,
  })
  app.get('/assets/*', { exposeHeadRoute: true }, (request, reply) =>
    reply.sendFile(`assets/${wildcard(request)}`, { maxAge: '365d', immutable: true }),
  )
  app.get('/:file', async (request, reply) => {
    const { file } = request.params as { file: string }
    if (/^[\w-]+\.(svg|png|ico|txt|webmanifest|woff2)$/.test(file) && existsSync(join(dist, file)))
      return reply.sendFile(file, { maxAge: '1h' })
    return reply.callNotFound()
  })
  app.setNotFoundHandler(async (request, reply) => {
    if (!wantsPage(request)) {
      throw new NotFound(`There is nothing at ${request.method} ${request.url.split('?')[0]}.`)
    }
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8')
    const page = await readFile(join(dist, 'index.html'), 'utf8').catch(() => undefined)
    return reply.status(page === undefined ? 503 : 200).send(page ?? NOT_BUILT)
  })
}

function wantsPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  return !/^\/(api|assets)(\/|$|\?)/.test(request.url)
}

const wildcard = (request: FastifyRequest) => (request.params as { '*': string })['*']
