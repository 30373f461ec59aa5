import { sql } from 'kysely'
import type { Db } from '../../src/db/db.ts'
import { plainText } from './plainText.ts'

/**
 * Two tables beside the real ones, made from them by SQL, for rules as queries: who holds which tag (`law_holding`, unpacked
 * from the people's rows) and how each value reads (`law_reading`: its text for comparing, and the number and the day it
 * says, if it does). Text is folded here, since databases do not know Unicode; numbers and days the database reads itself.
 */
export async function makeReadings(db: Db): Promise<void> {
  const day = db.dialect === 'sqlite' ? 'text' : 'text collate "C"'
  await db.script([
    'create table law_holding (workspace_id bigint, tag_id bigint, person_id bigint, primary key (workspace_id, tag_id, person_id))',
    `create table law_reading (workspace_id bigint, tag_id bigint, key_text text, plain text, number double precision, day ${day},
       primary key (workspace_id, tag_id))`,
  ])
}

/** Reads a workspace's people and tags as they are in the database now. */
export async function fillReadings(db: Db, workspaceId: number): Promise<void> {
  const { dialect } = db
  const tags = await db.read
    .selectFrom('tag')
    .innerJoin('tag_key', join =>
      join
        .onRef('tag_key.workspace_id', '=', 'tag.workspace_id')
        .onRef('tag_key.id', '=', 'tag.key_id')
        .on('tag_key.deleted_in', 'is', null),
    )
    .select(['tag.id', 'tag.value', 'tag_key.name'])
    .where('tag.workspace_id', '=', workspaceId)
    .where('tag.deleted_in', 'is', null)
    .execute()
  const texts = JSON.stringify(tags.map(tag => [tag.id, plainText(tag.name), plainText(tag.value)]))
  const each = {
    sqlite: {
      held: sql`json_each(person.tags)`,
      texts: sql`select value ->> 0 as tag_id, value ->> 1 as key_text, value ->> 2 as plain from json_each(${texts})`,
    },
    postgres: {
      held: sql`jsonb_array_elements_text(cast(person.tags as jsonb))`,
      texts: sql`select cast(value ->> 0 as bigint) as tag_id, value ->> 1 as key_text, value ->> 2 as plain
        from jsonb_array_elements(cast(${texts} as jsonb)) as texts(value)`,
    },
  }[dialect]
  await db.transaction(async ({ sql: open }) => {
    for (const table of ['law_holding', 'law_reading'])
      await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId}`.execute(open)
    await sql`insert into law_holding (workspace_id, tag_id, person_id)
      select person.workspace_id, cast(held.value as bigint), person.id
      from person, ${each.held} as held${dialect === 'sqlite' ? sql`` : sql`(value)`}
      where person.workspace_id = ${workspaceId} and person.status = 'active'`.execute(open)
    await sql`insert into law_reading (workspace_id, tag_id, key_text, plain, number, day)
      select cast(${workspaceId} as bigint), tag_id, key_text, plain, ${NUMBER[dialect]}, ${DAY[dialect]}
      from (${each.texts}) as texts`.execute(open)
  })
  // Planned blindly, such queries take several times as long.
  await db.script(['analyze'])
}

const NUMBER = {
  sqlite: sql`case when ltrim(substr(plain, 1, 1), '-') || substr(plain, 2) glob '[0-9]*' and plain glob '*[0-9]'
    and substr(plain, 2) not glob '*[^0-9.]*' and plain not glob '*.*.*' then cast(plain as real) end`,
  postgres: sql`case when plain ~ '^-?[0-9]+(\\.[0-9]+)?$' then cast(plain as double precision) end`,
}

const DD = '[0-9][0-9]'
const TIME = `[t ]${DD}:${DD}`
const REST = 'substr(plain, 11)'
/** The time of day without its zone, beginning with the T or the space. */
const LOCAL = `case when ${REST} glob '*z' then substr(${REST}, 1, length(${REST}) - 1)
  when ${REST} glob '*[+-]${DD}:${DD}' then substr(${REST}, 1, length(${REST}) - 6)
  when ${REST} glob '*[+-]${DD}${DD}' then substr(${REST}, 1, length(${REST}) - 5) else ${REST} end`

const DAY = {
  // SQLite's date() takes 30 February for 1 March: a day that is not there does not come back as it went in.
  sqlite: sql.raw(`case when substr(plain, 1, 10) glob '${DD}${DD}-${DD}-${DD}'
    and date(substr(plain, 1, 10)) = substr(plain, 1, 10) and plain >= '0001'
    and (${REST} = '' or ${LOCAL} glob '${TIME}' or ${LOCAL} glob '${TIME}:${DD}'
      or (${LOCAL} glob '${TIME}:${DD}.[0-9]*' and substr(${LOCAL}, 11) not glob '*[^0-9]*'))
    then substr(plain, 1, 10) end`),
  postgres: sql`case when plain ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([t ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(z|[+-][0-9]{2}:?[0-9]{2})?)?$'
    then case when substr(plain, 1, 4) >= '0001' and substr(plain, 6, 2) between '01' and '12' and substr(plain, 9, 2) >= '01'
      then case when cast(substr(plain, 9, 2) as integer) <= extract(day from
          make_date(cast(substr(plain, 1, 4) as integer), cast(substr(plain, 6, 2) as integer), 1) + interval '1 month - 1 day')
        then substr(plain, 1, 10) end end end`,
}
