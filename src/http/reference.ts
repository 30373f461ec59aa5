import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { openApiDocument } from './openApi.ts'
import { referencePage } from './referencePage.ts'

/** /api/openapi.json for programs, /api/docs for people. Both are the contract and hold nothing of any workspace. */
export function referenceRoutes(app: FastifyInstance, config: Config): void {
  let made: ReturnType<typeof openApiDocument> | undefined
  const document = () => {
    made ??= openApiDocument()
    return made
  }
  app.get('/api/openapi.json', async (_request, reply) => reply.send(await document()))
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(referencePage(await document(), config.baseUrl)),
  )
  app.get('/api/docs.css', async (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .send(await readFile(join(import.meta.dirname, 'reference.css'), 'utf8')),
  )
}
