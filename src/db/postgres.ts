import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import { CopyIn } from './copyIn.ts'
import type { Db, Sql, Tx } from './db.ts'
import type { Schema } from './schema.ts'

/**
 * PostgreSQL 15 and newer. Only here because of PostgreSQL: the pool, SELECT … FOR UPDATE, COPY for very many new rows, and
 * unnest for the others (one statement with one array a column: no limit on parameters, and it can overwrite, which COPY
 * cannot).
 */
export function openPostgres(url: string): Db {
  const pool = new pg.Pool({ connectionString: url, max: 10, types: { getTypeParser } })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  const read = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return {
    dialect: 'postgres',
    read,
    write: read,
    async transaction(work) {
      const client = await pool.connect()
      let broken = false
      try {
        await client.query('begin')
        const result = await work(transactionOver(kyselyOver(client), client))
        await client.query('commit')
        return result
      } catch (error) {
        // A connection that cannot even roll back is not given to anybody again.
        await client.query('rollback').catch(() => {
          broken = true
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    async snapshot(work) {
      return await read
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(work)
    },
    async script(statements) {
      for (const statement of statements) await pool.query(statement)
    },
    // What is kept is kept by the database’s own processes.
    giveBackMemory() {},
    async close() {
      await read.destroy()
    },
  }
}

const BIGINT = 20
/** bigint (times, counts) as numbers: they stay far below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === BIGINT) return Number
  return pg.types.getTypeParser(oid, format as 'text')
}

/** Kysely over one connection, which whoever opened the transaction gives back. */
function kyselyOver(client: pg.PoolClient): Sql {
  const only = { query: client.query.bind(client), release() {} } as PostgresPoolClient
  const pool = { options: {}, connect: async () => only, end: async () => {} }
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

const ROWS_A_STATEMENT = 5_000
const BYTES_A_STATEMENT = 8 * 1024 * 1024

function transactionOver(connection: Sql, client: pg.PoolClient): Tx {
  const load = async (
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly unknown[]>,
    ending: string,
  ) => {
    const types = await columnTypes(connection, table)
    const arrays = columns
      .map(column => `unnest($${columns.indexOf(column) + 1}::${types.get(column)}[])`)
      .join(', ')
    const text = `insert into "${table}" (${names(columns)}) select ${arrays} ${ending}`
    let batch: (readonly unknown[])[] = []
    let bytes = 0
    const flush = async () => {
      const values = columns.map((_, index) => batch.map(row => row[index]))
      await connection.executeQuery(rawQuery(text, values))
      batch = []
      bytes = 0
    }
    for (const row of rows) {
      batch.push(row)
      for (const value of row) if (value instanceof Uint8Array) bytes += value.length
      if (batch.length === ROWS_A_STATEMENT || bytes > BYTES_A_STATEMENT) await flush()
    }
    if (batch.length > 0) await flush()
  }
  return {
    sql: connection,
    async lockWorkspace(id) {
      return await connection
        .selectFrom('workspace')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    },
    async insertRows(table, columns, rows, count = 0) {
      if (count < ROWS_A_STATEMENT) return await load(table, columns, rows, '')
      await client.query(new CopyIn(`copy "${table}" (${names(columns)}) from stdin`, rows)).done
    },
    upsertRows(table, keys, columns, rows) {
      const others = columns.filter(column => !keys.includes(column))
      const ending = `on conflict (${names(keys)}) do update set ${others.map(column => `"${column}" = excluded."${column}"`).join(', ')}`
      return load(table, columns, rows, ending)
    },
  }
}

const names = (columns: readonly string[]) => columns.map(column => `"${column}"`).join(', ')

function rawQuery(text: string, parameters: readonly unknown[]) {
  const query = sql.raw(text).compile(compiler)
  return { ...query, parameters }
}
// Compiling raw text needs no connection: a Kysely over the dialect alone is enough.
const compiler = new Kysely<Schema>({
  dialect: new PostgresDialect({ pool: async () => Promise.reject(new Error('compiles only')) }),
})

const typesOf = new Map<string, Map<string, string>>()
async function columnTypes(connection: Sql, table: string): Promise<Map<string, string>> {
  const known = typesOf.get(table)
  if (known) return known
  const found = await sql<{ column_name: string; data_type: string }>`
    select column_name, data_type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(connection)
  const types = new Map(found.rows.map(row => [row.column_name, row.data_type]))
  typesOf.set(table, types)
  return types
}
