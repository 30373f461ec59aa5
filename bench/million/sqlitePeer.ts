import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { BoundRule } from '../../src/segments/rule/rule.ts'
import { ruleSql } from '../ruleSql.ts'
import { removeFolder } from '../server.ts'
import { joinLayout, type OpenPeer, rangeOfKey, timed } from './peer.ts'
import { KEYS, tagsOf, type World } from './world.ts'

/** So many rules are asked in one statement: beyond, preparing it takes memory out of all proportion. */
const RULES_AT_ONCE = 200

/** SQLite in a file of its own: one row per person and tag, indexed both ways, loaded in one transaction. */
export async function openSqlitePeer(world: World): Promise<OpenPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-million-'))
  const db = new DatabaseSync(join(folder, 'people.db'))
  load(db, world.people)
  const layout = joinLayout(world)
  return {
    name: 'SQLite, join table',
    async count(rule) {
      const statement = db.prepare(
        `select count(*) as n from person p where ${start(rule, world)}${ruleSql(rule, layout)}`,
      )
      return timed(() => Number(statement.get()?.n))
    },
    async retag(people, key, tag) {
      const [first, last] = rangeOfKey(key)
      db.exec('begin; delete from retagged')
      const note = db.prepare('insert into retagged (id) values (?)')
      const remove = db.prepare('delete from person_tag where person_id = ? and tag_id between ? and ?')
      const add = db.prepare('insert into person_tag (person_id, tag_id) values (?, ?)')
      for (const id of people) {
        note.run(id)
        remove.run(id, first, last)
        add.run(id, tag)
      }
      db.exec('commit')
    },
    async whichHold(person, rules) {
      const statements: StatementSync[] = []
      for (let from = 0; from < rules.length; from += RULES_AT_ONCE) {
        const held = rules.slice(from, from + RULES_AT_ONCE).map(rule => ruleSql(rule, layout))
        statements.push(
          db.prepare(`with p (id) as (select id from person where id = ?)
            ${held.map(each => `select ${each} as held from p`).join(' union all ')}`),
        )
      }
      return timed(() => statements.flatMap(each => each.all(person).map(({ held }) => held === 1)))
    },
    async countRetagged(rules) {
      const statements = rules.map(rule =>
        db.prepare(`select count(*) as n from retagged p where ${ruleSql(rule, layout)}`),
      )
      return timed(() => statements.map(each => Number(each.get()?.n)))
    },
    close() {
      db.close()
      removeFolder(folder)
    },
  }
}

/** SQLite walks over everyone unless it is told where to begin: with the condition that the fewest fulfil, which the roster knows. */
function start(rule: BoundRule, { roster }: World): string {
  const conditions =
    'all' in rule
      ? rule.all.flatMap(part => ('op' in part && part.op === 'is' ? [part.tagIds ?? []] : []))
      : []
  const people = (tagIds: readonly number[]) => tagIds.reduce((sum, id) => sum + roster.holders.sizeOf(id), 0)
  const [fewest] = conditions.sort((a, b) => people(a) - people(b))
  return fewest
    ? `p.id in (select person_id from person_tag where tag_id in (${fewest.join(', ')})) and `
    : ''
}

function load(db: DatabaseSync, people: number): void {
  db.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000;
    pragma mmap_size = 4000000000;
    create table person (id integer primary key);
    create table person_tag (person_id integer, tag_id integer, primary key (person_id, tag_id)) without rowid;
    create table retagged (id integer primary key);
    begin`)
  const person = db.prepare('insert into person (id) values (?)')
  const pairs = db.prepare(`insert into person_tag values ${Array(KEYS).fill('(?1, ?)').join(', ')}`)
  const tags: number[] = []
  for (let id = 1; id <= people; id++) {
    person.run(id)
    pairs.run(id, ...tagsOf(id, tags))
  }
  db.exec(`commit;
    create index person_tag_by_tag on person_tag (tag_id, person_id);
    analyze`)
}
