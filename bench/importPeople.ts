import { setTimeout as sleep } from 'node:timers/promises'
import { bareSqlite } from './bareSqlite.ts'
import { peopleCsv } from './people.ts'
import { percentile, type Row, row } from './report.ts'
import { type BenchServer, startBenchServer } from './server.ts'

/** People who are there before, so that keys, some tags and segments are. */
const PRESENT = 200

/** As somebody would have them, over the columns of `peopleCsv`. */
const RULES = [
  'Department is "Unit 1"',
  'Department is ("Unit 1", "Unit 2") and Location is "Site 3"',
  'Department is "Unit 4" and not Employment is Contract',
  '"Job Role" is ("Role 1", "Role 2", "Role 3") or Region is "Zone 2"',
  'Region is "Zone 1" and ("Job Role" is "Role 5" or Department is "Unit 7")',
  'not Department is "Unit 1" and not Region is "Zone 0"',
  '"Hire Date" before 2015-01-01 and Employment is Staff',
  'Location contains "Site 1"',
]

/** A database beside which the import is measured: `bare` is how long its own bulk load of the same final rows takes. */
type Beside = {
  databaseUrl: string | null
  name: string
  bareIs: string
  bare(folder: string): Promise<number>
}

const besideSqlite: Beside = {
  databaseUrl: null,
  name: 'SQLite',
  bareIs: 'the bare transaction',
  bare: async folder => bareSqlite(folder),
}

/**
 * Upload to committed and visible, over HTTP and with segments, beside the bare load of the same final rows into an empty
 * database of the same schema and settings; then the same file once more. Meanwhile another client reads without pause.
 */
export async function benchImport(
  count: number,
  { databaseUrl, name, bareIs, bare }: Beside = besideSqlite,
): Promise<{ rows: Row[]; folder: string }> {
  const server = await startBenchServer(undefined, databaseUrl)
  // The thread that imports starts once in a server's life; the first small import pays for it, as in real use.
  await importFile(server, new TextEncoder().encode(peopleCsv(PRESENT, 'present.org')))
  for (const [n, text] of RULES.entries()) await server.call('POST', '/segments', { name: `Rule ${n}`, text })
  const bytes = new TextEncoder().encode(peopleCsv(count))
  const before = server.residentMb()
  const first = await measured(server, bytes, count + PRESENT)
  const peak = server.peakMb()
  const again = await measured(server, bytes, count + PRESENT)
  const peakAgain = server.peakMb()
  await server.stop()
  // On the side: what was found is not lost when somebody stops here.
  process.stderr.write(
    `${name}: first ${first.took.toFixed(0)} ms (plan ${first.planned.toFixed(0)}), ${peak.toFixed(0)} MB; again ${again.took.toFixed(0)} ms, ${peakAgain.toFixed(0)} MB; ${before.toFixed(0)} MB before\n`,
  )
  const bareTook = await bare(server.folder)
  const n = count.toLocaleString('en')
  const times = first.took / bareTook
  const share = again.took / first.took
  const others = percentile(first.others, 0.99)
  const othersAgain = percentile(again.others, 0.99)
  const rows = [
    row(
      `Import of ${n} people × 6 tag columns over HTTP, ${name}`,
      `${times.toFixed(2)} ×`,
      `≤ 3 × ${bareIs}`,
      times <= 3,
      `${first.took.toFixed(0)} ms against ${bareTook.toFixed(0)} ms; the plan after ${first.planned.toFixed(0)} ms`,
    ),
    row(
      'The same file once more, unchanged',
      `${share.toFixed(2)} × the first`,
      '≤ 0.5 ×',
      share <= 0.5,
      `${again.took.toFixed(0)} ms`,
    ),
    row(
      'p99 of other requests meanwhile, first and again',
      `${others.toFixed(1)} ms, ${othersAgain.toFixed(1)} ms`,
      '≤ 100 ms',
      others <= 100 && othersAgain <= 100,
      `${first.others.length} and ${again.others.length} requests, longest ${longest(first.others)} and ${longest(again.others)} ms`,
    ),
    row(
      'Peak memory of the server, first and again',
      `${peak.toFixed(0)} MB, ${peakAgain.toFixed(0)} MB`,
      '≤ 700 MB',
      peak <= 700 && peakAgain <= 700,
      `a file of ${(bytes.length / 1e6).toFixed(0)} MB`,
    ),
  ]
  return { rows, folder: server.folder }
}

const longest = (times: readonly number[]) => times.reduce((most, time) => Math.max(most, time), 0).toFixed(0)

/** How long a file takes, and how long each of another client's requests meanwhile. */
async function measured(
  server: BenchServer,
  bytes: Uint8Array,
  people: number,
): Promise<{ took: number; planned: number; others: number[] }> {
  const others: number[] = []
  let going = true
  const reader = (async () => {
    for (let n = 0; going; n++) {
      const start = performance.now()
      await server.call('GET', n % 2 === 0 ? '/people?limit=20' : '/segments')
      others.push(performance.now() - start)
      await sleep(2)
    }
  })()
  const start = performance.now()
  const planned = (await importFile(server, bytes)) - start
  const { total } = (await server.call('GET', '/people?limit=1')) as { total: number }
  const took = performance.now() - start
  if (total !== people) throw new Error(`Expected ${people} people, found ${total}.`)
  // What follows a commit, such as writing the log of SQLite back, is nobody's to wait for either.
  await sleep(1_000)
  going = false
  await reader
  return { took, planned, others }
}

type Shown = { id: number; status: string; error: string | null; plan: { brake: { confirm: string } | null } }

/** Answers when the plan was there. */
async function importFile(server: BenchServer, bytes: Uint8Array): Promise<number> {
  let shown = (await server.upload('people.csv', bytes)) as Shown
  for (; shown.status === 'reading'; await sleep(20))
    shown = (await server.call('GET', `/imports/${shown.id}`)) as Shown
  if (shown.status !== 'ready') throw new Error(`The import is ${shown.status}: ${shown.error}`)
  const planned = performance.now()
  const { brake } = shown.plan
  await server.call(
    'POST',
    `/imports/${shown.id}/commit${brake ? `?confirm=${encodeURIComponent(brake.confirm)}` : ''}`,
  )
  return planned
}
