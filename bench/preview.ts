import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { loadRoster } from '../src/changes/loadRoster.ts'
import { openDatabase } from '../src/db/open.ts'
import { evaluate } from '../src/roster/evaluate.ts'
import { dictionaryOfRoster, type Roster, viewOfRoster } from '../src/roster/roster.ts'
import { print } from '../src/segments/rule/print.ts'
import type { BoundRule } from '../src/segments/rule/rule.ts'
import { unbind } from '../src/segments/rule/unbind.ts'
import { generator } from './people.ts'
import { randomRules } from './randomRules.ts'
import { percentile, type Row, row } from './report.ts'
import { joinTable, ruleSql } from './ruleSql.ts'
import { type BenchServer, removeFolder } from './server.ts'

const RULES = 400
const RULES_IN_SQL = 40

/** The rules here name tags, and neither keys nor segments. */
const LAYOUT = joinTable(notAsked, notAsked)

function notAsked(): never {
  throw new Error('The bench asks is and isNot only.')
}

/** Counting a rule's people: in the engine, over HTTP, and as SQL over a person×tag table. Equal answers are checked first. */
export async function benchPreview(server: BenchServer): Promise<Row[]> {
  const db = openDatabase({ dataFolder: server.folder, databaseUrl: null })
  const roster = await loadRoster(db.read, 1)
  await db.close()
  const rules = randomRules(roster, RULES, generator(7))
  const counts = rules.map(rule => evaluate(rule, viewOfRoster(roster)).size)
  const sql = sqlOver(server.folder)
  const sqlTimes = rules.slice(0, RULES_IN_SQL).map((rule, index) => {
    const { n, took } = sql.count(rule)
    if (n !== counts[index])
      throw new Error(`SQL counts ${n}, the engine ${counts[index]}: ${JSON.stringify(rule)}`)
    return took
  })
  sql.close()
  const engineTimes = [1, 2, 3].flatMap(() =>
    rules.map(rule => timed(() => evaluate(rule, viewOfRoster(roster)).size)),
  )
  const httpTimes = await overHttp(server, roster, rules, counts)
  const people = roster.everyone.size.toLocaleString('en')
  const engine = percentile(engineTimes, 0.99)
  const http = percentile(httpTimes, 0.99)
  const times = percentile(sqlTimes, 0.5) / percentile(engineTimes, 0.5)
  return [
    row(
      `Segment preview at ${people} people, engine, p99`,
      `${engine.toFixed(3)} ms`,
      '< 1 ms',
      engine < 1,
      `p50 ${percentile(engineTimes, 0.5).toFixed(3)} ms`,
    ),
    row(
      'The same over HTTP, p99',
      `${http.toFixed(1)} ms`,
      '< 10 ms',
      http < 10,
      `p50 ${percentile(httpTimes, 0.5).toFixed(1)} ms`,
    ),
    row(
      'The same count in SQL over person×tag, by the engine’s time',
      `${times.toFixed(0)} ×`,
      '≥ 50 ×',
      times >= 50,
      `SQL p50 ${percentile(sqlTimes, 0.5).toFixed(1)} ms`,
    ),
  ]
}

async function overHttp(
  server: BenchServer,
  roster: Roster,
  rules: BoundRule[],
  counts: number[],
): Promise<number[]> {
  const dictionary = dictionaryOfRoster(roster)
  const times: number[] = []
  for (const [index, rule] of rules.entries()) {
    const text = print(unbind(rule, dictionary))
    const start = performance.now()
    const { people } = (await server.call('POST', '/segments/preview', { text })) as { people: number }
    times.push(performance.now() - start)
    if (people !== counts[index])
      throw new Error(`Over HTTP ${people}, in the engine ${counts[index]}: ${text}`)
  }
  return times.slice(20)
}

/** A copy of the people as one row per person and tag, indexed both ways: the table one would make without a roster. */
function sqlOver(folder: string) {
  const own = mkdtempSync(join(tmpdir(), 'muster-join-'))
  const join_ = new DatabaseSync(join(own, 'join.db'))
  join_.exec(`attach '${join(folder, 'muster.db')}' as muster;
    create table person (id integer primary key);
    create table person_tag (person_id integer, tag_id integer, primary key (person_id, tag_id)) without rowid;
    insert into person select id from muster.person where status = 'active';
    insert into person_tag select p.id, t.value from muster.person p, json_each(p.tags) t where p.status = 'active';
    create index person_tag_by_tag on person_tag (tag_id, person_id);
    analyze;`)
  return {
    count(rule: BoundRule) {
      const statement = join_.prepare(`select count(*) as n from person p where ${ruleSql(rule, LAYOUT)}`)
      const start = performance.now()
      const { n } = statement.get() as { n: number }
      return { n, took: performance.now() - start }
    },
    close() {
      join_.close()
      removeFolder(own)
    },
  }
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
