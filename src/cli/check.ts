import type { Command } from 'commander'
import { type Environment, readPlace } from '../config.ts'
import { Failure } from './failure.ts'
import { say } from './print.ts'

export function addCheck(program: Command, environment: Environment): void {
  program
    .command('check')
    .summary('prove that the data agrees with itself')
    .description(
      'Proves, for every workspace, that people, tags, rules and the log of changes agree, and has SQLite check its file. Says what is wrong, if anything, and then ends with 1. Reads only; works beside a running server.',
    )
    .action(async () => {
      const [{ keptSqliteFile, withKeptDatabase }, { check }, { checkSqlite }] = await Promise.all([
        import('./openKept.ts'),
        import('../changes/check.ts'),
        import('../db/sqliteFile.ts'),
      ])
      let wrong = 0
      const report = (what: string, found: string[]) => {
        say(found.length === 0 ? `${what}: all is well.` : `${what}:`)
        for (const line of found) say(`  ${line}`)
        wrong += found.length
      }
      await withKeptDatabase(environment, async db => {
        if (!readPlace(environment).databaseUrl) {
          const file = keptSqliteFile(environment)
          report(file, checkSqlite(file))
        }
        const workspaces = await db.read
          .selectFrom('workspace')
          .select(['id', 'name'])
          .orderBy('id')
          .execute()
        for (const { id, name } of workspaces) report(`Workspace ${id} (${name})`, await check(db, id))
      })
      if (wrong > 0) throw new Failure('Something is wrong. Keep a copy of the data folder before you go on.')
    })
}
