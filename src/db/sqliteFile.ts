import { chmodSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { Conflict, Invalid } from '../errors.ts'
import { migrations } from './migrations.ts'

/** What only concerns a SQLite database as a file: copying it while it is in use, and looking at one that was handed in. */

/** One step takes the whole database from one snapshot: a busy server neither waits for it nor makes it begin again. */
const ALL_PAGES = 2_147_483_647

/**
 * Copies the database `file`, as it stands at one moment, to the new file `to` (mode 0600): a single file that is
 * complete by itself. Works beside any number of readers and writers. Throws Conflict when `to` exists.
 */
export async function backUpSqlite(file: string, to: string): Promise<void> {
  if (existsSync(to)) throw new Conflict(`${to} exists already, and a backup overwrites nothing.`)
  const part = `${to}.part-${process.pid}`
  try {
    const source = new DatabaseSync(file, { readOnly: true })
    try {
      await backup(source, part, { rate: ALL_PAGES })
    } finally {
      source.close()
    }
    chmodSync(part, 0o600)
    makeOneFile(part)
    markAsCopy(part)
    inspectSqlite(part)
    // Unlike a rename, a link fails when the name has been taken meanwhile.
    linkSync(part, to)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new Conflict(`${to} exists already, and a backup overwrites nothing.`)
    throw error
  } finally {
    removeSqlite(part)
  }
}

/** Writes the log beside the file into it, so that nothing beside it is needed. */
function makeOneFile(file: string): void {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA journal_mode = DELETE')
  } finally {
    database.close()
  }
}

/** What is restored from it is known as a copy, even where nothing has been sent since (delivery/installation.ts). */
function markAsCopy(file: string): void {
  const database = new DatabaseSync(file)
  try {
    const hasTable = database.prepare("select 1 from sqlite_schema where name = 'installation'").get()
    if (hasTable) database.exec("update installation set stamp = 'a backup'")
  } finally {
    database.close()
  }
}

/** The schema version of a whole, readable Muster database. Throws Invalid with the reason when it is none. */
export function inspectSqlite(file: string): { version: number } {
  const database = new DatabaseSync(file)
  try {
    const damage = integrityOf(database)
    if (damage.length > 0) throw new Invalid(`It is damaged: ${damage.slice(0, 3).join('; ')}.`)
    const row = database.prepare('select max(version) as version from muster_migration').get()
    const version = Number(row?.version ?? 0)
    const newest = migrations.at(-1)?.version ?? 0
    if (version < 1) throw new Invalid('It is an empty database.')
    if (version > newest) {
      throw new Invalid(
        `It comes from a newer Muster (schema ${version}; this program knows ${newest}). Use that program, or a newer one.`,
      )
    }
    return { version }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') throw error
    if (/no such table/.test(error.message))
      throw new Invalid('It is a SQLite database, but not one of Muster.')
    if (/not a database/.test(error.message)) throw new Invalid('It is not a SQLite database.')
    throw new Invalid(`It cannot be read (${error.message}).`)
  } finally {
    database.close()
  }
}

/** What SQLite itself finds wrong with a file: damaged pages, indexes that disagree, rows that refer to nothing. */
export function checkSqlite(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const orphans = database.prepare('PRAGMA foreign_key_check').all()
    return [
      ...integrityOf(database),
      ...orphans.map(row => `Row ${row.rowid} of ${row.table} refers to a missing row of ${row.parent}.`),
    ]
  } finally {
    database.close()
  }
}

function integrityOf(database: DatabaseSync): string[] {
  const rows = database.prepare('PRAGMA integrity_check').all()
  return rows.map(row => String(row.integrity_check)).filter(line => line !== 'ok')
}

/** Moves a database to another name if nobody has it open: SQLite leaves its log mode only for whoever is alone. */
export function moveSqlite(file: string, to: string): void {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA busy_timeout = 500; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    renameSync(file, to)
  } catch (error) {
    if (error instanceof Error && /locked|busy/.test(error.message))
      throw new Conflict(`${file} is in use by a running server.`)
    // What is no database cannot be in use as one.
    if (error instanceof Error && /not a database/.test(error.message)) renameSync(file, to)
    else throw error
  } finally {
    database.close()
  }
  // Stale logs beside the old name would be taken for those of the database that comes in its place.
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true })
}

/** Removes a database with the files beside it. */
export function removeSqlite(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true })
}
