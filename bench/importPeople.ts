import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations, translate } from '../src/db/migrations.ts'
import { peopleCsv } from './people.ts'
import { percentile, type Row, row } from './report.ts'
import { removeFolder, startBenchServer } from './server.ts'

const TABLES = ['workspace', 'tag_key', 'tag', 'person'] as const

/**
 * Upload to committed and visible, over HTTP, beside the bare transaction that inserts the same final rows (people, tags,
 * keys) into an empty database of the same schema and settings. Meanwhile another client reads without pause.
 */
export async function benchImport(count: number): Promise<{ rows: Row[]; folder: string }> {
  const server = await startBenchServer()
  // The thread that imports starts once in a server's life; the first small import pays for it, as in real use.
  await commit(server, new TextEncoder().encode('email,first_name,last_name\nwarm@example.org,Warm,Up\n'))
  const bytes = new TextEncoder().encode(peopleCsv(count))
  const others: number[] = []
  let going = true
  const reader = (async () => {
    while (going) {
      const start = performance.now()
      await server.call('GET', '/people?limit=20')
      others.push(performance.now() - start)
      await new Promise(resolve => setTimeout(resolve, 2))
    }
  })()
  const start = performance.now()
  await commit(server, bytes)
  const { total } = (await server.call('GET', '/people?limit=1')) as { total: number }
  const took = performance.now() - start
  if (total !== count + 1) throw new Error(`Expected ${count + 1} people, found ${total}.`)
  const resident = server.residentMb()
  going = false
  await reader
  await server.stop()
  const bare = bareTransaction(join(server.folder, 'muster.db'), count + 1)
  const n = count.toLocaleString('en')
  const rows = [
    row(
      `Import of ${n} people × 6 tag columns over HTTP, SQLite`,
      `${(took / bare).toFixed(2)} ×`,
      '≤ 4 × the bare transaction',
      took / bare <= 4,
      `${took.toFixed(0)} ms against ${bare.toFixed(0)} ms`,
    ),
    row(
      'p99 of other requests meanwhile',
      `${percentile(others, 0.99).toFixed(1)} ms`,
      '< 200 ms',
      percentile(others, 0.99) < 200,
      `${others.length} requests, longest ${Math.max(...others).toFixed(0)} ms`,
    ),
    row('Resident memory just after the import', `${resident.toFixed(0)} MB`, '', null, ''),
  ]
  return { rows, folder: server.folder }
}

async function commit(
  server: Awaited<ReturnType<typeof startBenchServer>>,
  bytes: Uint8Array,
): Promise<void> {
  const { id } = await server.upload('people.csv', bytes)
  await server.call('POST', `/imports/${id}/commit`)
}

/** Milliseconds of one transaction, durable, that inserts the rows that the import left behind. The faster of two runs. */
function bareTransaction(source: string, people: number): number {
  const from = new DatabaseSync(source, { readOnly: true })
  const rows = TABLES.map(table => from.prepare(`select * from ${table} order by 1, 2`).all())
  const times = [0, 1].map(() => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-bare-'))
    const to = new DatabaseSync(join(folder, 'bare.db'))
    to.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;',
    )
    for (const statement of migrations[0]?.statements ?? []) to.exec(translate(statement, 'sqlite'))
    const start = performance.now()
    to.exec('begin immediate')
    TABLES.forEach((table, index) => {
      const all = rows[index] ?? []
      const columns = Object.keys(all[0] ?? {})
      const insert = to.prepare(
        `insert into ${table} (${columns.map(name => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      )
      for (const each of all) insert.run(...Object.values(each))
    })
    to.exec('commit')
    const took = performance.now() - start
    const { n } = to.prepare('select count(*) as n from person').get() as { n: number }
    if (n !== people) throw new Error(`The bare transaction wrote ${n} people instead of ${people}.`)
    to.close()
    removeFolder(folder)
    return took
  })
  from.close()
  return Math.min(...times)
}
