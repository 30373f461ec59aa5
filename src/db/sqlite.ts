import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely'
import { Conflict } from '../errors.ts'
import type { Db, Sql, Tx } from './db.ts'
import type { Schema } from './schema.ts'
import { singleStatements } from './singleStatements.ts'

/**
 * SQLite through Node's own module: one writing and one reading connection a thread. Only here because of SQLite:
 * WAL, synchronous FULL, BEGIN IMMEDIATE, and prepared statements in a loop as the bulk load.
 */
export function openSqlite(file: string): Db {
  const writer = connect(file, false)
  const reader = connect(file, true)
  const read = kyselyOver(reader)
  const write = kyselyOver(writer)
  return {
    dialect: 'sqlite',
    read,
    write: singleStatements(dialectOver(writer), read, query => whenFree(() => write.executeQuery(query))),
    async transaction(work) {
      return await write.connection().execute(async connection => {
        await whenFree(() => sql`begin immediate`.execute(connection))
        try {
          const result = await work(transactionOver(connection, writer))
          await sql`commit`.execute(connection)
          return result
        } catch (error) {
          // A full disk rolls back by itself; a second rollback would hide the real error.
          if (writer.isTransaction) await sql`rollback`.execute(connection)
          throw error
        }
      })
    },
    async snapshot(work) {
      return await read.transaction().execute(work)
    },
    async script(statements) {
      for (const statement of statements) writer.exec(statement)
    },
    giveBackMemory() {
      for (const connection of [reader, writer]) connection.exec('PRAGMA shrink_memory')
    },
    async close() {
      await read.destroy()
      await write.destroy()
    },
  }
}

function connect(file: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true })
  // Waiting is done asynchronously by whenFree: a busy timeout here would hold the whole event loop.
  database.exec(
    'PRAGMA busy_timeout = 0; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;',
  )
  if (readOnly)
    database.exec('PRAGMA query_only = ON; PRAGMA busy_timeout = 2000; PRAGMA cache_size = -16000;')
  return database
}

/** Runs what takes the write lock, waiting up to 60 s for another process or thread without holding the event loop. */
async function whenFree<Result>(run: () => Promise<Result>): Promise<Result> {
  const until = Date.now() + 60_000
  for (let wait = 1; ; wait = Math.min(wait * 2, 25)) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof Error) || !/database is locked|busy/i.test(error.message)) throw error
      if (Date.now() > until)
        throw new Conflict('The database has been busy for a minute with another act. Try again in a moment.')
      await sleep(wait)
    }
  }
}

function transactionOver(connection: Sql, database: DatabaseSync): Tx {
  return {
    sql: connection,
    async lockWorkspace(id) {
      // BEGIN IMMEDIATE has locked out every other writer already.
      return await connection.selectFrom('workspace').selectAll().where('id', '=', id).executeTakeFirst()
    },
    async insertRows(table, columns, rows, count = 0) {
      const text = `insert into "${table}" (${names(columns)}) values (${columns.map(() => '?').join(', ')})`
      if (count >= MANY && count >= countIn(database, table))
        withoutIndexes(database, table, () => runAll(database, text, rows))
      else runAll(database, text, rows)
    },
    async upsertRows(table, keys, columns, rows) {
      const others = columns.filter(column => !keys.includes(column))
      runAll(
        database,
        `insert into "${table}" (${names(columns)}) values (${columns.map(() => '?').join(', ')})
         on conflict (${names(keys)}) do update set ${others.map(column => `"${column}" = excluded."${column}"`).join(', ')}`,
        rows,
      )
    },
  }
}

const names = (columns: readonly string[]) => columns.map(column => `"${column}"`).join(', ')

/** From so many rows on, when they at least double a table, sorting for each index is quicker than finding each row's place in it. */
const MANY = 20_000

function countIn(database: DatabaseSync, table: string): number {
  return Number(database.prepare(`select count(*) as n from "${table}"`).get()?.n)
}

/** Takes the indexes of a table away and makes them anew afterwards: within a transaction nobody else sees that. */
function withoutIndexes(database: DatabaseSync, table: string, work: () => void): void {
  const indexes = database
    .prepare("select name, sql from sqlite_schema where type = 'index' and tbl_name = ? and sql is not null")
    .all(table)
  for (const { name } of indexes) database.exec(`drop index "${name}"`)
  work()
  for (const { sql: text } of indexes) database.exec(String(text))
}

function runAll(database: DatabaseSync, text: string, rows: Iterable<readonly unknown[]>): void {
  const statement = database.prepare(text)
  for (const row of rows) statement.run(...(row as SQLInputValue[]))
}

const kyselyOver = (database: DatabaseSync) => new Kysely<Schema>({ dialect: dialectOver(database) })

/** The better-sqlite3 face that Kysely's dialect asks for, over node:sqlite, with statements kept by their text. */
function dialectOver(database: DatabaseSync): SqliteDialect {
  const kept = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const known = kept.get(text)
    if (known) return known
    const statement = database.prepare(text)
    if (kept.size > 500) kept.clear()
    kept.set(text, statement)
    return statement
  }
  const face: SqliteDatabase = {
    close: () => database.close(),
    prepare(text) {
      const statement = prepare(text)
      return {
        reader: statement.columns().length > 0,
        all: parameters => statement.all(...(parameters as SQLInputValue[])),
        run: parameters => statement.run(...(parameters as SQLInputValue[])),
        // Iterating holds a cursor, so it may not share its statement with anyone.
        iterate: parameters => database.prepare(text).iterate(...(parameters as SQLInputValue[])),
      }
    },
  }
  return new SqliteDialect({ database: face })
}
