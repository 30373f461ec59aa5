import type { FastifyInstance } from 'fastify'
import { admit } from '../access/actor.ts'
import { authenticate } from '../access/authenticate.ts'
import type { AppContext } from './context.ts'
import type { LiveEvent } from './live.ts'

const HEARTBEAT_MS = 20_000
const RECHECK_MS = 60_000

/**
 * GET /api/v1/events: Server-sent events of the caller's workspace. Who may listen is asked again every minute, so a
 * revoked session or key does not go on hearing.
 */
export function eventsRoute(app: FastifyInstance, context: AppContext): void {
  app.get('/api/v1/events', { exposeHeadRoute: false }, async (request, reply) => {
    const actor = admit((await authenticate(context, request.headers)).actor, 'viewer')
    reply.hijack()
    const stream = reply.raw
    // Whoever went away while they were asked who they are says so no second time: nothing would ever be cleared again, and
    // the timers would keep the process from ending.
    if (stream.destroyed) return
    stream.writeHead(200, {
      ...plainHeaders(reply.getHeaders()),
      'content-type': 'text/event-stream; charset=utf-8',
      // nginx would otherwise hold events back until its buffer is full.
      'x-accel-buffering': 'no',
    })
    stream.write('retry: 2000\n\n')
    const stop = context.live.listen(actor.workspaceId, event => {
      if (event === 'closed') stream.end()
      else stream.write(asText(event))
    })
    const heartbeat = setInterval(() => stream.write(': \n\n'), HEARTBEAT_MS)
    const recheck = setInterval(async () => {
      const still = await authenticate(context, request.headers).catch(() => undefined)
      if (still?.actor?.workspaceId !== actor.workspaceId) stream.end()
    }, RECHECK_MS)
    stream.on('close', () => {
      stop()
      clearInterval(heartbeat)
      clearInterval(recheck)
    })
  })
}

const asText = ({ event, data }: LiveEvent) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

function plainHeaders(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
