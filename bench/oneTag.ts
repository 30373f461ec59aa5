import { loadRoster } from '../src/changes/loadRoster.ts'
import { openDatabase } from '../src/db/open.ts'
import { dictionaryOfRoster } from '../src/roster/roster.ts'
import { print } from '../src/segments/rule/print.ts'
import { unbind } from '../src/segments/rule/unbind.ts'
import { generator } from './people.ts'
import { randomRules } from './randomRules.ts'
import { percentile, type Row, row } from './report.ts'
import type { BenchServer } from './server.ts'

const SEGMENTS = 1_000
const CHANGES = 300

/** One tag put on one person with many segments defined: from the request to memberships that are right everywhere. */
export async function benchOneTag(server: BenchServer): Promise<Row[]> {
  const db = openDatabase({ dataFolder: server.folder, databaseUrl: null })
  const roster = await loadRoster(db.read, 1)
  await db.close()
  const random = generator(11)
  const dictionary = dictionaryOfRoster(roster)
  for (const [n, rule] of randomRules(roster, SEGMENTS, random).entries()) {
    await server.call('POST', '/segments', { name: `Segment ${n}`, text: print(unbind(rule, dictionary)) })
  }
  const departments = [
    ...(roster.tagByFold.get(roster.keyByFold.get('department') ?? 0)?.values() ?? []),
  ].map(id => roster.tags.get(id)?.value ?? '')
  const times: number[] = []
  let moved = 0
  for (let n = 0; n < CHANGES; n++) {
    const person = 2 + Math.floor(random() * 50_000)
    const value = departments[Math.floor(random() * departments.length)]
    const start = performance.now()
    const { changeId } = (await server.call('PATCH', `/people/${person}`, {
      tags: { Department: [value] },
    })) as { changeId: number }
    times.push(performance.now() - start)
    moved += changeId
  }
  if (moved === 0) throw new Error('Nothing was changed.')
  const p99 = percentile(times.slice(10), 0.99)
  return [
    row(
      `One tag of one person with ${SEGMENTS.toLocaleString('en')} segments, request to right membership, p99`,
      `${p99.toFixed(1)} ms`,
      '< 20 ms',
      p99 < 20,
      `over HTTP and durable, p50 ${percentile(times, 0.5).toFixed(1)} ms`,
    ),
  ]
}
