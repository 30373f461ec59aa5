import pg from 'pg'
import { startPostgres } from '../../test/postgres.ts'
import { type Layout, ruleSql } from '../ruleSql.ts'
import { joinLayout, type Peer, rangeOfKey, ruleOf, timed } from './peer.ts'
import { KEYS, tagsOf, type World } from './world.ts'

/** What somebody would set who cares for such questions; no compiling of queries, which takes longer than it saves here. */
const SERVER = { shared_buffers: '2GB', max_wal_size: '8GB' }
const SESSION = `set work_mem = '512MB'; set maintenance_work_mem = '1GB'; set jit = off; set plan_cache_mode = force_generic_plan;
  set max_parallel_maintenance_workers = 2; set client_min_messages = warning`

/** People sent at a time. */
const BATCH = 50_000

const KEY_IDS = Array.from({ length: KEYS }, (_, key) => key + 1)

/** PostgreSQL with the people laid out in two ways, in a schema of its own; null where there is no PostgreSQL. */
export async function openPostgresPeers(
  world: World,
): Promise<{ arrays: Peer; pairs: Peer; close(): Promise<void> } | null> {
  const server = await startPostgres(SERVER)
  if (!server) return null
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`${SESSION}; drop schema if exists muster_bench cascade; create schema muster_bench;
    set search_path = muster_bench`)
  await load(client, world.people)
  return {
    arrays: arraysPeer(client, world),
    pairs: pairsPeer(client, world),
    async close() {
      await client.query('drop schema muster_bench cascade')
      await client.end()
      await server.stop()
    },
  }
}

/** One row a person, their tags an int[] under a GIN index; the ids of their keys beside it, for `exists`. */
function arraysPeer(client: pg.Client, world: World): Peer {
  const layout: Layout = {
    hasTag: tagIds => `p.tags && array[${tagIds.join(', ')}]`,
    hasKey: keyId => `p.keys @> array[${keyId}]`,
    ruleOf: ruleOf(world),
  }
  return {
    name: 'PostgreSQL, int[] with GIN',
    count: rule => count(client, `person p where ${ruleSql(rule, layout)}`),
    async retag(people, key, tag) {
      const [first, last] = rangeOfKey(key)
      await noteRetagged(client, people)
      await client.query(
        `update person set tags = array(select t from unnest(tags) t where t not between $1 and $2) || $3::int
         where id in (select id from retagged)`,
        [first, last, tag],
      )
      await client.query('analyze person')
    },
    whichHold: (person, rules) =>
      listPrepared<boolean>(
        client,
        `select array[${rules.map(rule => ruleSql(rule, layout))}] as list from person p where id = $1`,
        person,
      ),
    countRetagged: rules =>
      list<number>(
        client,
        `select array[${rules.map(rule => `count(*) filter (where ${ruleSql(rule, layout)})`)}]::int[] as list
         from person p join retagged using (id)`,
      ),
  }
}

/** One row per person and tag, indexed both ways. Of few people the tags are gathered first, once for all rules. */
function pairsPeer(client: pg.Client, world: World): Peer {
  const layout = joinLayout(world)
  const gathered: Layout = {
    hasTag: tagIds => `p.tags && array[${tagIds.join(', ')}]`,
    hasKey: keyId =>
      `exists (select 1 from unnest(p.tags) t where t between ${rangeOfKey(keyId - 1).join(' and ')})`,
    ruleOf: ruleOf(world),
  }
  return {
    name: 'PostgreSQL, join table',
    count: rule => count(client, `everyone p where ${ruleSql(rule, layout)}`),
    async retag(people, key, tag) {
      const [first, last] = rangeOfKey(key)
      await noteRetagged(client, people)
      await client.query(
        `delete from person_tag where person_id in (select id from retagged) and tag_id between ${first} and ${last};
         insert into person_tag select id, ${tag} from retagged; analyze person_tag`,
      )
    },
    whichHold: (person, rules) =>
      listPrepared<boolean>(
        client,
        `with p as materialized (select array_agg(tag_id) as tags from person_tag where person_id = $1)
         select array[${rules.map(rule => ruleSql(rule, gathered))}] as list from p`,
        person,
      ),
    countRetagged: rules =>
      list<number>(
        client,
        `with p as materialized (select array_agg(tag_id) as tags
           from person_tag join retagged on id = person_id group by person_id)
         select array[${rules.map(rule => `count(*) filter (where ${ruleSql(rule, gathered)})`)}]::int[] as list from p`,
      ),
  }
}

async function count(client: pg.Client, from: string) {
  const { answer, took } = await timed(() => client.query<{ n: string }>(`select count(*) as n from ${from}`))
  return { answer: Number(answer.rows[0]?.n), took }
}

async function list<T>(client: pg.Client, text: string) {
  const { answer, took } = await timed(() => client.query<{ list: T[] }>(text))
  return { answer: answer.rows[0]?.list ?? [], took }
}

/** Parsed and planned before it is timed, as by somebody who keeps the statements of their segments. */
async function listPrepared<T>(client: pg.Client, text: string, person: number) {
  await client.query(`prepare asked (int) as ${text}`)
  await client.query('execute asked (0)')
  const answered = await list<T>(client, `execute asked (${person})`)
  await client.query('deallocate asked')
  return answered
}

async function noteRetagged(client: pg.Client, people: readonly number[]): Promise<void> {
  await client.query('truncate retagged')
  await client.query('insert into retagged select unnest($1::int[])', [people])
  await client.query('analyze retagged')
}

async function load(client: pg.Client, people: number): Promise<void> {
  await client.query(`create unlogged table person (id int not null, tags int[] not null, keys int[] not null);
    create unlogged table retagged (id int primary key)`)
  const keys = `{${KEY_IDS}}`
  const tags: number[] = []
  for (let from = 1; from <= people; from += BATCH) {
    const lines: string[] = []
    for (let id = from; id < from + BATCH && id <= people; id++) lines.push(`{${tagsOf(id, tags)}}`)
    await client.query(
      `insert into person select $1 + place - 1, row::int[], $3::int[]
       from unnest($2::text[]) with ordinality as lines (row, place)`,
      [from, lines, keys],
    )
  }
  await client.query(`alter table person add primary key (id);
    create index person_by_tag on person using gin (tags) with (fastupdate = off);
    create unlogged table person_tag as select id as person_id, unnest(tags) as tag_id from person;
    alter table person_tag add primary key (person_id, tag_id);
    create index person_tag_by_tag on person_tag (tag_id, person_id);
    create unlogged table everyone as select id from person;
    alter table everyone add primary key (id)`)
  await client.query('vacuum analyze person')
  await client.query('vacuum analyze person_tag')
  await client.query('vacuum analyze everyone')
}
