import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type Environment, readPlace } from '../config.ts'
import { Failure } from './failure.ts'
import { say } from './print.ts'

export function addBackup(program: Command, environment: Environment): void {
  program
    .command('backup')
    .summary('copy the database to a file')
    .description(
      'Copies the SQLite database of the data folder, as it stands at one moment, to FILE: one file, complete by itself, checked after copying. Works beside a running server and overwrites nothing. With PostgreSQL it says which pg_dump command does the same.',
    )
    .argument('<file>', 'the new file')
    .action(async (file: string) => {
      if (readPlace(environment).databaseUrl) {
        throw new Failure(
          `The data is in PostgreSQL, whose own tool makes the backup:\n  pg_dump --format=custom --file=${quoted(file)} "$MUSTER_DATABASE_URL"`,
        )
      }
      const [{ keptSqliteFile }, { backUpSqlite }] = await Promise.all([
        import('./openKept.ts'),
        import('../db/sqliteFile.ts'),
      ])
      const to = resolve(file)
      await backUpSqlite(keptSqliteFile(environment), to)
      const megabytes = Math.max(0.1, statSync(to).size / 1024 / 1024).toFixed(1)
      say(`Backed up to ${to} (${megabytes} MB).`)
      say('It holds everything but the secret: keep the file “secret” of the data folder (or MUSTER_SECRET)')
      say('with it, since links in messages that were sent are signed with that.')
    })
}

/** A file name as a shell takes it. */
export const quoted = (text: string) =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
