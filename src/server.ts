import type { FastifyInstance } from 'fastify'
import { createAuth } from './access/auth.ts'
import { makeFirstAccount } from './access/makeFirstAccount.ts'
import { hasAccounts } from './access/queries.ts'
import { startBackground } from './background/background.ts'
import { createEngine } from './changes/engine.ts'
import type { Config } from './config.ts'
import { migrate, openDatabase } from './db/open.ts'
import { recogniseInstallation } from './delivery/installation.ts'
import { startDelivery } from './delivery/startDelivery.ts'
import { buildApp } from './http/app.ts'
import { createAttempts } from './http/attempts.ts'
import type { AppContext } from './http/context.ts'
import { createLive } from './http/live.ts'
import { resumeImports } from './imports/resumeImports.ts'
import { sweepUploads } from './imports/sweepUploads.ts'
import { createLog, type Log } from './log.ts'
import { services } from './services.ts'

export type Server = { url: string; app: FastifyInstance; context: AppContext; close(): Promise<void> }

/**
 * Everything that runs in one process: database brought up to date, engine, HTTP, and what happens by the clock unless
 * told otherwise. `close` waits for what is under way.
 */
export async function startServer(
  config: Config,
  log: Log = createLog(),
  { byTheClock = true }: { byTheClock?: boolean } = {},
): Promise<Server> {
  const db = openDatabase(config)
  try {
    await migrate(db)
    const context = createContext(config, db, log)
    await makeUnattendedAccount(context)
    const doubt = await recogniseInstallation(context, context.now().getTime())
    if (doubt) log.warn({ doubt }, 'Messages are held until an admin has confirmed that this data is to send')
    const app = await buildApp(context)
    await sweepUploads(config.dataFolder, context.now())
    await resumeImports(context)
    const url = await app.listen({ host: config.host, port: config.port })
    // Port 0 means any free one: only now is it known where people reach us.
    if (new URL(config.baseUrl).port === '0') config.baseUrl = url
    const running = byTheClock ? services.map(start => start(context)) : []
    const delivery = startDelivery(context)
    return {
      url,
      app,
      context,
      async close() {
        await app.close()
        await Promise.all(running.map(service => service.stop()))
        await delivery.stop()
        await context.background.close()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** What the program is made of, over an open and migrated database. */
export function createContext(config: Config, db: AppContext['db'], log: Log): AppContext {
  const live = createLive(db, log)
  return {
    config,
    db,
    auth: createAuth(config, db, log),
    engine: createEngine(db, { sendingIsSetUp: config.smtpUrl !== null, committed: live.changed }),
    background: startBackground({
      dataFolder: config.dataFolder,
      databaseUrl: config.databaseUrl,
      sendingIsSetUp: config.smtpUrl !== null,
      maxUploadBytes: config.maxUploadBytes,
    }),
    log,
    live,
    attempts: createAttempts(),
    now: () => new Date(),
  }
}

/** MUSTER_OWNER_EMAIL and MUSTER_OWNER_PASSWORD make the first account, for machines nobody visits. */
async function makeUnattendedAccount({ config, db, log, now }: AppContext): Promise<void> {
  if (!config.owner || (await hasAccounts(db.read))) return
  const { email, password } = config.owner
  const name = email.split('@')[0] ?? email
  await makeFirstAccount(db, { name, email, password, workspace: 'Muster' }, now())
  log.info({ email }, 'Made the first account')
}
