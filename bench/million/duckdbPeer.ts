import { type Layout, ruleSql } from '../ruleSql.ts'
import { type OpenPeer, rangeOfKey, ruleOf, timed } from './peer.ts'
import { KEYS, tagsOf, type World } from './world.ts'

/** Rows of a chunk, as DuckDB keeps them. */
const CHUNK = 2_048

const COLUMNS = Array.from({ length: KEYS }, (_, key) => `k${key + 1}`)

/**
 * DuckDB in memory: one row a person, one column a key. That is the layout it is best at, and possible because each key has
 * one value here; people with several values of a key would need another. Null where it is not installed.
 */
export async function openDuckdbPeer(world: World): Promise<OpenPeer | null> {
  const duckdb = await loadDuckdb()
  if (!duckdb) return null
  const instance = await duckdb.DuckDBInstance.create(':memory:')
  const db = await instance.connect()
  await db.run(`create table person (id integer primary key, ${COLUMNS.map(name => `${name} integer`)})`)
  await db.run('create table retagged (id integer)')
  const types = Array.from({ length: KEYS + 1 }, () => duckdb.INTEGER)
  const appender = await db.createAppender('person')
  for (let from = 1; from <= world.people; from += CHUNK) {
    const chunk = duckdb.DuckDBDataChunk.create(types)
    chunk.setColumns(columnsOf(from, Math.min(from + CHUNK, world.people + 1)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
  const layout: Layout = {
    hasTag: tagIds => wideHasTag(tagIds),
    hasKey: keyId => `p.k${keyId} is not null`,
    ruleOf: ruleOf(world),
  }
  return {
    name: 'DuckDB, a column a key',
    async count(rule) {
      const statement = await db.prepare(
        `select count(*)::integer from person p where ${ruleSql(rule, layout)}`,
      )
      const { answer, took } = await timed(() => statement.runAndReadAll())
      return { answer: Number(answer.getRows()[0]?.[0]), took }
    },
    async retag(people, key, tag) {
      await db.run('delete from retagged')
      await db.run(`insert into retagged select unnest([${people}])`)
      await db.run(`update person set ${COLUMNS[key]} = ${tag} where id in (select id from retagged)`)
    },
    async whichHold(person, rules) {
      const rows = await ask(
        `select [${rules.map(rule => ruleSql(rule, layout))}] from person p where id = ${person}`,
      )
      return { ...rows, answer: rows.answer.map(each => each === true) }
    },
    async countRetagged(rules) {
      const rows = await ask(
        `select [${rules.map(rule => `(count(*) filter (where ${ruleSql(rule, layout)}))::integer`)}]
         from person p where id in (select id from retagged)`,
      )
      return { ...rows, answer: rows.answer.map(Number) }
    },
    close() {
      db.closeSync()
      instance.closeSync()
    },
  }

  async function ask(text: string) {
    const statement = await db.prepare(text)
    const { answer, took } = await timed(() => statement.runAndReadAll())
    const list = answer.getRowsJS()[0]?.[0]
    if (!Array.isArray(list)) throw new Error('DuckDB answered no list.')
    return { answer: list as unknown[], took }
  }
}

/** All tags of a condition are of one key. */
function wideHasTag(tagIds: readonly number[]): string {
  const key = COLUMNS.findIndex((_, at) => {
    const [first, last] = rangeOfKey(at)
    return tagIds.every(id => first <= id && id <= last)
  })
  return `p.${COLUMNS[key]} in (${tagIds.join(', ')})`
}

function columnsOf(from: number, to: number): number[][] {
  const columns: number[][] = Array.from({ length: KEYS + 1 }, () => [])
  const tags: number[] = []
  for (let id = from; id < to; id++) {
    columns[0]?.push(id)
    for (const [key, tag] of tagsOf(id, tags).entries()) columns[key + 1]?.push(tag)
  }
  return columns
}

async function loadDuckdb() {
  try {
    return await import('@duckdb/node-api')
  } catch (error) {
    // A development dependency with native code: not for every platform, and left out by `npm ci --omit=dev`.
    if (error instanceof Error && 'code' in error && String(error.code).endsWith('MODULE_NOT_FOUND'))
      return null
    throw error
  }
}
