import { COPIED_BYTES } from '../../src/roster/copies.ts'
import { evaluate } from '../../src/roster/evaluate.ts'
import { viewOfRoster } from '../../src/roster/roster.ts'
import type { BoundRule } from '../../src/segments/rule/rule.ts'
import { generator } from '../people.ts'
import { percentile, type Row, row } from '../report.ts'
import { makeChanges } from './changes.ts'
import { type Asked, comparePeer, said } from './comparePeer.ts'
import { openDuckdbPeer } from './duckdbPeer.ts'
import { benchChanges, timePreviews } from './engine.ts'
import { bytesInUse } from './memory.ts'
import type { Peer } from './peer.ts'
import { openPostgresPeers } from './postgresPeers.ts'
import { openSqlitePeer } from './sqlitePeer.ts'
import { addSegments, KEYS, makePeople, putMembers, randomRules, type World } from './world.ts'
import { lookAtTheMachine, yardstickRow } from './yardstick.ts'

const SEGMENTS = 10_000
const RULES = 400
const ROUNDS = 5
/** Of the rules, so many are asked of the databases, too. */
const RULES_IN_SQL = 40

/** The engine alone. */
export function benchEngine(people: number): Row[] {
  const { world, rows } = measurePreviews(people)
  return [...rows, ...measureChanges(world)]
}

/** The engine at a million people, and beside it the same in SQL on four layouts, with equal answers. */
export async function benchMillion(people: number): Promise<Row[]> {
  const { world, rules, rows } = measurePreviews(people)
  const sample = rules.slice(0, RULES_IN_SQL)
  const view = viewOfRoster(world.roster)
  const counts = sample.map(rule => evaluate(rule, view).size)
  const took = timePreviews(world, sample, ROUNDS)
  // The databases follow these from what everybody had at first.
  const asked: Asked = { rules: sample, counts, took, changes: makeChanges(world) }
  return [...rows, ...measureChanges(world), ...(await comparePeers(world, asked))]
}

function measurePreviews(people: number): { world: World; rules: BoundRule[]; rows: Row[] } {
  say(`Making ${thousands(people)} people with ${KEYS} tags each and ${thousands(SEGMENTS)} segments`)
  const { world, rows } = makeWorld(people)
  say('Previews')
  const rules = randomRules(RULES, generator(7))
  lookAtTheMachine()
  return { world, rules, rows: [...rows, ...previewRows(world, timePreviews(world, rules, ROUNDS))] }
}

function measureChanges(world: World): Row[] {
  say('Changes')
  lookAtTheMachine()
  const rows = benchChanges(world)
  lookAtTheMachine()
  return [...rows, yardstickRow()]
}

function makeWorld(people: number): { world: World; rows: Row[] } {
  const empty = bytesInUse()
  const world = makePeople(people)
  // The kernel's copies are there from the start, whoever is in them.
  const tagged = bytesInUse() - empty + COPIED_BYTES
  addSegments(world, SEGMENTS)
  const before = bytesInUse()
  putMembers(world)
  const members = bytesInUse() - before
  const perPair = tagged / (people * KEYS)
  const sizes = [...world.roster.members].map(([, set]) => set.size)
  const rows = [
    row(
      'Memory of who has which tag, per person and tag',
      `${perPair.toFixed(2)} bytes`,
      '≤ 4 bytes',
      perPair <= 4,
      `${megabytes(tagged)} for ${thousands(people)} people with ${KEYS} tags each`,
    ),
    row(
      `Memory of who is in which of ${thousands(SEGMENTS)} segments`,
      megabytes(members),
      '',
      null,
      `${thousands(sizes.reduce((sum, size) => sum + size, 0))} memberships, ${thousands(percentile(sizes, 0.5))} in the median segment`,
    ),
  ]
  return { world, rows }
}

function previewRows(world: World, times: readonly number[]): Row[] {
  const p50 = percentile(times, 0.5)
  const p99 = percentile(times, 0.99)
  const what = `Preview of a rule at ${thousands(world.people)} people, engine`
  const detail = `${RULES} rules of 2 to 20 conditions, ${ROUNDS} rounds`
  return [
    row(`${what}, p50`, said(p50), '≤ 100 µs', p50 <= 0.1, detail),
    row(`${what}, p99`, said(p99), '≤ 1 ms', p99 <= 1, `slowest ${said(Math.max(...times))}`),
  ]
}

/** One after the other, so that none takes the processor from another. */
async function comparePeers(world: World, asked: Asked): Promise<Row[]> {
  const rows: Row[] = []
  const compare = async (peer: Peer) => {
    say(`Asking ${peer.name}`)
    const found = await comparePeer(world, peer, asked)
    // What was found by now is not lost when somebody stops here.
    for (const { what, measured, detail } of found) say(`  ${what}: ${measured} (${detail})`)
    rows.push(...found)
  }
  say('Loading DuckDB')
  const duckdb = await openDuckdbPeer(world)
  if (duckdb) await compare(duckdb).finally(duckdb.close)
  else rows.push(leftOut('DuckDB', 'the development dependency @duckdb/node-api is not installed'))
  say('Loading PostgreSQL')
  const postgres = await openPostgresPeers(world)
  if (postgres) {
    try {
      await compare(postgres.arrays)
      await compare(postgres.pairs)
    } finally {
      await postgres.close()
    }
  } else
    rows.push(
      leftOut('PostgreSQL', 'there is none here: Debian’s package postgresql, or MUSTER_TEST_DATABASE_URL'),
    )
  say('Loading SQLite')
  const sqlite = await openSqlitePeer(world)
  await compare(sqlite).finally(sqlite.close)
  return rows
}

const leftOut = (name: string, why: string): Row => row(`${name}: left out`, '', '', null, why)

const started = performance.now()

/** On the side: it takes minutes. */
function say(text: string): void {
  process.stderr.write(`${((performance.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${text}\n`)
}

const thousands = (number: number) => number.toLocaleString('en')
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
