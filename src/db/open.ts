import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import { migrations, translate } from './migrations.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

export type DatabasePlace = { dataFolder: string; databaseUrl: string | null }

export class NewerDatabase extends Error {
  override name = 'NewerDatabase'
}

/** Opens the database without looking at its version; `migrate` does that. */
export function openDatabase(place: DatabasePlace): Db {
  return place.databaseUrl ? openPostgres(place.databaseUrl) : openSqlite(join(place.dataFolder, 'muster.db'))
}

/**
 * Brings the database up to this program's version, in one transaction. Answers the versions applied.
 * Throws NewerDatabase when a newer Muster has been here.
 */
export async function migrate(db: Db): Promise<number[]> {
  await db.script([
    'CREATE TABLE IF NOT EXISTS muster_migration (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL)',
  ])
  return await db.transaction(async tx => {
    // Two servers that start at once must not both migrate: the first to lock does it.
    if (db.dialect === 'postgres') await sql`lock table muster_migration in exclusive mode`.execute(tx.sql)
    const applied = await sql<{ version: number }>`select version from muster_migration`.execute(tx.sql)
    const present = new Set(applied.rows.map(row => row.version))
    const last = Math.max(0, ...present)
    const newest = migrations.at(-1)?.version ?? 0
    if (last > newest) {
      throw new NewerDatabase(
        `This database was last used by a newer Muster (schema ${last}; this program knows ${newest}). Start the newer program, or restore a backup made before the upgrade.`,
      )
    }
    // Not only those above the last: a number may be finished after a higher one was in use already.
    const pending = migrations.filter(migration => !present.has(migration.version))
    for (const migration of pending) {
      for (const statement of migration.statements)
        await sql.raw(translate(statement, db.dialect)).execute(tx.sql)
      await sql`insert into muster_migration (version, name, at) values (${migration.version}, ${migration.name}, ${new Date().toISOString()})`.execute(
        tx.sql,
      )
    }
    return pending.map(migration => migration.version)
  })
}
