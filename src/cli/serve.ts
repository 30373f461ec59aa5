import type { Command } from 'commander'
import type { Config, Environment } from '../config.ts'
import { Failure } from './failure.ts'
import { note, say } from './print.ts'
import { stopOnSignals } from './stopOnSignals.ts'

export function addServe(program: Command, environment: Environment): void {
  program
    .command('serve')
    .summary('start the server')
    .description(
      'Starts the server on the data folder (MUSTER_DATA, or ./data; made if missing) and brings its database up to date. The web app is built first when it is missing or older than its sources. Ctrl-C stops it once what is under way is done.',
    )
    .option('--no-build', 'take the web app as it is')
    .action(async ({ build }: { build: boolean }) => {
      const [{ readConfig }, { buildWebApp }] = await Promise.all([
        import('../config.ts'),
        import('./buildWebApp.ts'),
      ])
      const config = readConfig(environment)
      if (build) await buildWebApp()
      const server = await startOrExplain(config)
      const { hasAccounts } = await import('../access/queries.ts')
      const isNew = !(await hasAccounts(server.context.db.read))
      say(`Muster is ready at ${server.url}`)
      if (environment.MUSTER_BASE_URL) say(`People reach it at ${config.baseUrl}`)
      say(`Its data is in ${config.databaseUrl ? 'PostgreSQL and ' : ''}${config.dataFolder}`)
      if (isNew) say('Open it in a browser to make the first account.')
      await stopOnSignals(async () => {
        note('Stopping once what is under way is done …')
        await server.close()
      })
    })
}

/** Starts the server; what commonly keeps one from starting is said as a sentence. */
export async function startOrExplain(config: Config, level: 'info' | 'silent' = 'info') {
  const [{ startServer }, { createLog }] = await Promise.all([import('../server.ts'), import('../log.ts')])
  try {
    return await startServer(config, createLog(level))
  } catch (error) {
    throw explained(error, config) ?? error
  }
}

function explained(error: unknown, { host, port, databaseUrl }: Config): Failure | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return new Failure(
        `Port ${port} of ${host} is taken, perhaps by another Muster. Stop it, or set MUSTER_PORT to another port.`,
      )
    case 'EACCES':
      return new Failure(
        `Port ${port} may not be opened by this user. Set MUSTER_PORT to one above 1023, or put a proxy in front.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      if (databaseUrl && code === 'ENOTFOUND') break
      return new Failure(`MUSTER_HOST is ${host}, which is no address of this machine.`, 2)
    case 'ERR_SQLITE_ERROR':
      return new Failure(
        `The database in the data folder cannot be used (${(error as Error).message}). If it is damaged, restore a backup with “muster restore FILE --force”.`,
      )
  }
  return undefined
}
