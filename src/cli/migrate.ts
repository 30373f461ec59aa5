import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import { say } from './print.ts'

export function addMigrate(program: Command, environment: Environment): void {
  program
    .command('migrate')
    .summary('bring the database up to date')
    .description(
      'Brings the database up to this program’s version in one transaction, or makes a new one. serve does this by itself when it starts; this is for doing it beforehand. Make a backup first.',
    )
    .action(async () => {
      const [{ readConfig }, { migrate, openDatabase }, { migrations }] = await Promise.all([
        import('../config.ts'),
        import('../db/open.ts'),
        import('../db/migrations.ts'),
      ])
      const db = openDatabase(readConfig(environment))
      try {
        const applied = await migrate(db)
        for (const version of applied) {
          say(`${version}: ${migrations.find(migration => migration.version === version)?.name}`)
        }
        say(applied.length === 0 ? 'The database is up to date already.' : 'The database is up to date now.')
      } finally {
        await db.close()
      }
    })
}
