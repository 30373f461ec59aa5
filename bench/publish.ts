import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations, translate } from '../src/db/migrations.ts'
import { type Row, row } from './report.ts'
import { type BenchServer, removeFolder, startBenchServer } from './server.ts'

/** What the rows that a publication writes refer to: there before the clock starts. */
const GIVEN = ['workspace', 'person', 'assignment'] as const
const WRITTEN = ['recipient', 'message'] as const

/**
 * Publishing to everyone over HTTP, beside the bare transaction that inserts the recipients and messages it left behind
 * into a database of the same schema and settings. `folder` holds a server's people.
 */
export async function benchPublish(folder: string): Promise<Row[]> {
  const server = await startBenchServer(folder)
  await server.call('PATCH', '/settings', { limits: { messages: 100_000_000 } })
  const everyone = await aSegment(server, 'All', 'Employment exists')
  const some = await aSegment(server, 'Some', 'Employment is Contract')
  const { people } = everyone
  // The thread that publishes starts once in a server's life; a first publication pays for it, as in real use.
  await publish(server, some.id)
  const { took, counts } = await publish(server, everyone.id)
  if (counts.assigned !== people) throw new Error(`${counts.assigned} instead of ${people} received it.`)
  await server.stop()
  const bare = bareTransaction(join(folder, 'muster.db'), people)
  const n = people.toLocaleString('en')
  return [
    row(
      `One publish to ${n} people over HTTP, SQLite`,
      `${(took / bare).toFixed(2)} ×`,
      '≤ 2 × the bare insert of its rows',
      took / bare <= 2,
      `${took.toFixed(0)} ms against ${bare.toFixed(0)} ms`,
    ),
  ]
}

const aSegment = async (server: BenchServer, name: string, text: string) =>
  (await server.call('POST', '/segments', { name, text })) as { id: number; people: number }

type Published = { id: number; counts: { assigned: number } }

async function publish(server: BenchServer, segment: number) {
  const body = {
    title: 'Read this',
    audience: { include: [segment], exclude: [] },
    due: { afterWorkingDays: 10 },
  }
  const { id } = (await server.call('POST', '/assignments', body)) as Published
  const start = performance.now()
  await server.call('POST', `/assignments/${id}/publish`)
  const took = performance.now() - start
  const { counts } = (await server.call('GET', `/assignments/${id}`)) as Published
  return { took, counts }
}

/** Milliseconds of one transaction, durable, that inserts the rows of the last publication. The faster of three runs. */
function bareTransaction(source: string, people: number): number {
  const from = new DatabaseSync(source, { readOnly: true })
  const newest = '(select max(id) from assignment)'
  const all = (table: string, where = '') => from.prepare(`select * from ${table} ${where}`).all()
  const given = GIVEN.map(table => [table, all(table)] as const)
  const written = WRITTEN.map(table => [table, all(table, `where assignment_id = ${newest}`)] as const)
  const times = [0, 1, 2].map(() => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-bare-'))
    const to = new DatabaseSync(join(folder, 'bare.db'))
    to.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;',
    )
    for (const { statements } of migrations)
      for (const statement of statements) to.exec(translate(statement, 'sqlite'))
    const insertAll = (tables: readonly (readonly [string, Record<string, unknown>[]])[]) => {
      to.exec('begin immediate')
      for (const [table, rows] of tables) {
        const columns = Object.keys(rows[0] ?? {})
        const insert = to.prepare(
          `insert into ${table} (${columns.map(name => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
        )
        for (const each of rows) insert.run(...(Object.values(each) as (string | number | null)[]))
      }
      to.exec('commit')
    }
    insertAll(given)
    const start = performance.now()
    insertAll(written)
    const took = performance.now() - start
    const { n } = to.prepare('select count(*) as n from recipient').get() as { n: number }
    if (n !== people) throw new Error(`The bare transaction wrote ${n} recipients instead of ${people}.`)
    to.close()
    removeFolder(folder)
    return took
  })
  from.close()
  return Math.min(...times)
}
