import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  fastify,
  LogController,
} from 'fastify'
import { authRoutes } from '../access/authRoutes.ts'
import { rawRoutes, router } from '../router.ts'
import type { AppContext } from './context.ts'
import { eventsRoute } from './events.ts'
import { guardHeaders } from './headers.ts'
import { healthRoute } from './health.ts'
import { measure } from './metrics.ts'
import { requireOwnOrigin } from './ownOrigin.ts'
import { problemOf } from './problem.ts'
import { readJson } from './readJson.ts'
import { referenceRoutes } from './reference.ts'
import { registerRoutes } from './route.ts'
import { speakPlainly } from './sentences.ts'
import { storable } from './storable.ts'
import { webApp } from './webApp.ts'

const MEGABYTE = 1024 * 1024

/** The whole HTTP side over a context. Does not listen yet; `app.listen` or `app.inject` come next. */
export async function buildApp(context: AppContext): Promise<FastifyInstance> {
  speakPlainly()
  const app = fastify({
    loggerInstance: context.log as FastifyBaseLogger,
    // Logged below, by route: addresses carry signed links.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 8 * MEGABYTE,
    // X-Forwarded-For and -Proto are believed only from a proxy on this machine; anybody else could write them.
    trustProxy: 'loopback',
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 400 },
    // An address that cannot be read comes to no route; its answer is a problem like any other.
    frameworkErrors: (error, request, reply: FastifyReply) => answerProblem(error, request.id, reply),
  })
  app.decorateRequest('muster', null)
  answerWithProblems(app)
  readBodies(app)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  app.addHook('onRequest', requireOwnOrigin(context.config))
  app.addHook('preValidation', async request => {
    if (!request.url.includes('%00')) return
    request.query = storable(request.query)
    request.params = storable(request.params)
  })
  app.addHook('preClose', () => context.live.close())
  measure(app, context)
  await guardHeaders(app, context.config)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, { limits: { fileSize: context.config.maxUploadBytes, files: 1, fields: 20 } })
  authRoutes(app, context)
  registerRoutes(app, context, router)
  for (const register of rawRoutes) register(app, context)
  eventsRoute(app, context)
  healthRoute(app, context)
  referenceRoutes(app, context.config)
  await webApp(app)
  return app
}

function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => answerProblem(error, request.id, reply))
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, id } = request
    const ms = Math.round(reply.elapsedTime)
    request.log.debug({ id, method, route: routeOptions.url, status: reply.statusCode, ms })
  })
}

function answerProblem(error: unknown, id: string, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, id)
  if (problem.status >= 500) reply.log.error({ err: error, id }, 'A request failed')
  if (problem.status === 429) reply.header('retry-after', '60')
  return reply
    .status(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

function readBodies(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, readJson(String(body)))
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  )
}
