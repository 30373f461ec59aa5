import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import packageJson from '../../package.json' with { type: 'json' }
import type { AppContext } from './context.ts'

/** GET /healthz: 200 while the database answers, otherwise 503. */
export function healthRoute(app: FastifyInstance, context: AppContext): void {
  app.get('/healthz', async (request, reply) => {
    const database = await sql`select 1`.execute(context.db.read).then(
      () => 'reachable',
      error => {
        request.log.error({ err: error }, 'The database does not answer')
        return 'not reachable'
      },
    )
    reply.header('cache-control', 'no-store')
    return reply
      .status(database === 'reachable' ? 200 : 503)
      .send({ status: database === 'reachable' ? 'ok' : 'failing', version: packageJson.version, database })
  })
}
