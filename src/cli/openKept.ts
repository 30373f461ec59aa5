import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Environment, readPlace } from '../config.ts'
import type { Db } from '../db/db.ts'
import { migrations } from '../db/migrations.ts'
import { openDatabase } from '../db/open.ts'
import { Failure } from './failure.ts'

export const sqliteFileIn = (dataFolder: string) => join(dataFolder, 'muster.db')

/** The SQLite file of the data folder, which must be there. */
export function keptSqliteFile(environment: Environment): string {
  const { dataFolder } = readPlace(environment)
  const file = sqliteFileIn(dataFolder)
  if (!existsSync(file)) {
    throw new Failure(
      `There is no database in ${dataFolder}. MUSTER_DATA says where it is; “muster serve” makes a new one.`,
    )
  }
  return file
}

/** Runs `work` over the database of the data folder, which must be there and of this program's version. */
export async function withKeptDatabase<Result>(
  environment: Environment,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const place = readPlace(environment)
  if (!place.databaseUrl) keptSqliteFile(environment)
  const db = openDatabase(place)
  try {
    await refuseOtherVersion(db)
    return await work(db)
  } finally {
    await db.close()
  }
}

async function refuseOtherVersion(db: Db): Promise<void> {
  const newest = migrations.at(-1)?.version ?? 0
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from muster_migration`
    .execute(db.read)
    .catch(error => {
      if (/no such table|does not exist/.test(String(error))) return { rows: [] }
      throw error
    })
  const present = rows[0]?.version ?? 0
  if (present === 0)
    throw new Failure('The database is empty. “muster migrate” prepares it, and so does starting the server.')
  if (present < newest) {
    throw new Failure(
      `The database is of an older Muster (schema ${present}, this program needs ${newest}). “muster migrate” brings it up to date, and so does starting the server.`,
    )
  }
  if (present > newest) {
    throw new Failure(
      `The database was last used by a newer Muster (schema ${present}; this program knows ${newest}). Use that program.`,
    )
  }
}
