import { chmodSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrations, translate } from '../src/db/migrations.ts'
import { startPostgres } from '../test/postgres.ts'
import { TABLES } from './bareSqlite.ts'
import { removeFolder } from './server.ts'

/** As durable as it comes; the tests' own settings are not. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

/** A PostgreSQL of the bench's own; null where there is none, or only one whose files are out of reach. */
export async function startBenchPostgres(): Promise<{ url: string; stop(): Promise<void> } | null> {
  return process.env.MUSTER_TEST_DATABASE_URL ? null : await startPostgres(DURABLE)
}

/**
 * Milliseconds of one transaction in which the server reads the final rows from files of its own (COPY) into empty tables of
 * the same schema. The faster of two runs.
 */
export async function barePostgres(url: string): Promise<number> {
  const folder = mkdtempSync('/tmp/muster-copy-')
  chmodSync(folder, 0o777)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const file = (table: string) => join(folder, table)
  for (const table of TABLES) await client.query(`copy ${table} to '${file(table)}'`)
  const times: number[] = []
  for (const schema of ['bare_one', 'bare_two']) {
    await client.query(`create schema ${schema}; set search_path = ${schema}`)
    for (const { statements } of migrations)
      for (const statement of statements) await client.query(translate(statement, 'postgres'))
    await client.query('checkpoint')
    const start = performance.now()
    await client.query('begin')
    for (const table of TABLES) await client.query(`copy ${table} from '${file(table)}'`)
    await client.query('commit')
    times.push(performance.now() - start)
    await client.query(`drop schema ${schema} cascade; set search_path = public`)
  }
  await client.end()
  removeFolder(folder)
  return Math.min(...times)
}
