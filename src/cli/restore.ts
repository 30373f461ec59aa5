import { constants, copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type Environment, readPlace } from '../config.ts'
import { Conflict, Invalid } from '../errors.ts'
import { quoted } from './backup.ts'
import { Failure } from './failure.ts'
import { say } from './print.ts'

export function addRestore(program: Command, environment: Environment): void {
  program
    .command('restore')
    .summary('take a backup into use')
    .description(
      'Puts the database of FILE, made by “muster backup”, into the data folder. Refused while a server uses the folder, and when the folder has a database already; --force moves that one aside (nothing is deleted). The file is checked first and stays as it is.',
    )
    .argument('<file>', 'a backup')
    .option('--force', 'move the present database aside')
    .action(async (file: string, { force }: { force?: true }) => {
      const { dataFolder, databaseUrl } = readPlace(environment)
      if (databaseUrl) {
        throw new Failure(
          `The data is in PostgreSQL, whose own tool restores it (stop the server first):\n  pg_restore --clean --if-exists --no-owner --dbname="$MUSTER_DATABASE_URL" ${quoted(file)}`,
        )
      }
      const { inspectSqlite, moveSqlite, removeSqlite } = await import('../db/sqliteFile.ts')
      const { sqliteFileIn } = await import('./openKept.ts')
      const present = sqliteFileIn(dataFolder)
      const incoming = `${present}.restoring-${process.pid}`
      mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
      copyFileSync(resolve(file), incoming, constants.COPYFILE_FICLONE)
      try {
        const { version } = inspect(inspectSqlite, incoming, file)
        const aside = existsSync(present) ? makeRoom(moveSqlite, present, force === true) : null
        renameSync(incoming, present)
        say(`Restored ${file} (schema ${version}) to ${present}.`)
        if (aside) say(`The database that was there is now ${aside}.`)
        say('“muster serve” brings it up to date and starts; “muster check” looks it over.')
        say('Messages wait until an admin has confirmed under Settings → Messages that this data is to send.')
      } finally {
        removeSqlite(incoming)
      }
    })
}

function inspect(inspectSqlite: (file: string) => { version: number }, copy: string, file: string) {
  try {
    return inspectSqlite(copy)
  } catch (error) {
    if (error instanceof Invalid) throw new Failure(`${file} cannot be restored. ${error.message}`)
    throw error
  }
}

function makeRoom(
  moveSqlite: (file: string, to: string) => void,
  present: string,
  isForced: boolean,
): string {
  if (!isForced) {
    throw new Failure(
      `There is a database already: ${present}. With --force it is moved aside (not deleted) and the backup takes its place.`,
    )
  }
  const aside = `${present}.before-restore-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`
  try {
    moveSqlite(present, aside)
    return aside
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(`${error.message} Stop it, then restore.`)
    throw error
  }
}
