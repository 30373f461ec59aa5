import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { migrations, translate } from '../src/db/migrations.ts'
import { removeFolder } from './server.ts'

/** Whatever an import leaves of people, tags and keys. */
export const TABLES = ['workspace', 'tag_key', 'tag', 'person'] as const

/**
 * Milliseconds of one transaction, durable, that inserts the rows of a data folder's database into an empty one of the same
 * schema and settings. The faster of two runs.
 */
export function bareSqlite(folder: string): number {
  const from = new DatabaseSync(join(folder, 'muster.db'), { readOnly: true })
  const tables = TABLES.map(table => {
    const statement = from.prepare(`select * from ${table} order by 1, 2`)
    const columns = statement.columns().map(({ name }) => `"${name}"`)
    statement.setReturnArrays(true)
    return { table, columns, rows: statement.all() as unknown as SQLInputValue[][] }
  })
  from.close()
  const times = [0, 1].map(() => {
    const own = mkdtempSync(join(tmpdir(), 'muster-bare-'))
    const to = new DatabaseSync(join(own, 'bare.db'))
    to.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;',
    )
    for (const { statements } of migrations)
      for (const statement of statements) to.exec(translate(statement, 'sqlite'))
    const start = performance.now()
    to.exec('begin immediate')
    for (const { table, columns, rows } of tables) {
      const insert = to.prepare(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      )
      for (const row of rows) insert.run(...row)
    }
    to.exec('commit')
    const took = performance.now() - start
    const { n } = to.prepare('select count(*) as n from person').get() as { n: number }
    to.close()
    removeFolder(own)
    if (n !== tables.at(-1)?.rows.length) throw new Error(`The bare transaction wrote ${n} people.`)
    return took
  })
  return Math.min(...times)
}
