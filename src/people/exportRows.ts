import { keysThen, type PastRows } from '../changes/namesAsOf.ts'
import type { Sql } from '../db/db.ts'
import type { PeopleSet } from '../roster/peopleSet.ts'
import type { Roster, RosterKey } from '../roster/roster.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import { findPeople, type PeopleFilter, type Place } from './findPeople.ts'
import { pastRows, peopleInOrder } from './listPeople.ts'
import type { PersonRow } from './person.ts'
import { type TagNames, tagNames } from './showPerson.ts'
import { type PeopleSort, walkPeople } from './walkPeople.ts'

const PEOPLE_A_PAGE = 1_000
const PEOPLE_A_COUNT = 10_000

export type ExportQuery = PeopleFilter & { sort?: PeopleSort }
export type Export = { people: number; headers: string[]; batches(): AsyncGenerator<string[][]> }

/**
 * The people a filter finds as a table that imports as it is. Somebody may have several values of a key: then its column
 * stands there several times, which is how the importer reads several values; one cell with a list in it would become one odd
 * tag. Whoever is not active is marked in a column `status` when they are asked for; to the importer that is a tag key
 * like any other. Rows are read twice, the first time to count the columns, and a page at a time: memory does not grow with the
 * people.
 */
export async function exportRows(place: Place, query: ExportQuery): Promise<Export> {
  const { sql, roster } = place
  const set = await findPeople(place, query)
  const keysNow = [...roster.keys.values()]
  const past = await pastRows(sql, roster.workspaceId, query.asOf)
  const pages = () => pagesOf(sql, roster, set, { ...query, past })
  const { columns, hasExternalId } = query.asOf
    ? await countColumns(pages())
    : await countColumns(tagsOf(sql, roster, set))
  const keys = keyColumns(past ? keysThen(keysNow, past) : keysNow, columns)
  const hasStatus = query.status === 'any' || query.status === 'inactive'
  const headers = [
    'email',
    'first_name',
    'last_name',
    ...(hasExternalId ? ['external_id'] : []),
    ...(hasStatus ? ['status'] : []),
    ...keys.flatMap(({ key, count }) => Array.from({ length: count }, () => key)),
  ]
  return {
    people: set.size,
    headers,
    async *batches() {
      for await (const { people, names } of pages()) {
        yield people.map(person => {
          const values = valuesByKey(person, names)
          return [
            person.email,
            person.firstName,
            person.lastName,
            ...(hasExternalId ? [person.externalId ?? ''] : []),
            ...(hasStatus ? [person.status] : []),
            ...keys.flatMap(({ key, count }) => {
              const own = (values.get(key) ?? []).map(tag => tag.value)
              return Array.from({ length: count }, (_, at) => own[at] ?? '')
            }),
          ]
        })
      }
    },
  }
}

async function* pagesOf(
  sql: Sql,
  roster: Roster,
  set: PeopleSet,
  { sort, asOf, past }: ExportQuery & { past: PastRows | undefined },
): AsyncGenerator<{ people: PersonRow[]; names: TagNames }> {
  for (let cursor: string | undefined; ; ) {
    const page = await walkPeople(sql, roster.workspaceId, set, { sort, cursor, limit: PEOPLE_A_PAGE })
    const people = await peopleInOrder(sql, roster.workspaceId, page.ids, asOf)
    yield { people, names: await tagNames(sql, roster, people, past) }
    if (page.nextCursor === null) return
    cursor = page.nextCursor
  }
}

type Counted = Pick<PersonRow, 'externalId' | 'tags'>
type Columns = Map<string, { position: number; count: number }>

/** How many values of each key somebody has at most, and whether anybody has an external id. */
async function countColumns(
  batches: AsyncIterable<{ people: Counted[]; names: TagNames }>,
): Promise<{ columns: Columns; hasExternalId: boolean }> {
  const columns: Columns = new Map()
  let hasExternalId = false
  for await (const { people, names } of batches) {
    for (const person of people) {
      hasExternalId ||= person.externalId !== null
      const counts = new Map<string, number>()
      for (const id of person.tags) {
        const tag = names.get(id)
        if (!tag) continue
        const count = (counts.get(tag.key) ?? 0) + 1
        counts.set(tag.key, count)
        if (count > (columns.get(tag.key)?.count ?? 0))
          columns.set(tag.key, { position: tag.position, count })
      }
    }
  }
  return { columns, hasExternalId }
}

/** For counting, rows are read in the order they are stored in, which takes a tenth of the time of the order they are shown in. */
async function* tagsOf(
  sql: Sql,
  roster: Roster,
  set: PeopleSet,
): AsyncGenerator<{ people: Counted[]; names: TagNames }> {
  for (let last = 0; ; ) {
    const rows = await sql
      .selectFrom('person')
      .select(['id', 'external_id', 'tags'])
      .where('workspace_id', '=', roster.workspaceId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(PEOPLE_A_COUNT)
      .execute()
    const people = rows
      .filter(row => set.has(row.id))
      .map(row => ({ externalId: row.external_id, tags: JSON.parse(row.tags) as number[] }))
    yield { people, names: await tagNames(sql, roster, people) }
    if (rows.length < PEOPLE_A_COUNT) return
    last = rows.at(-1)?.id ?? 0
  }
}

function valuesByKey(person: PersonRow, names: TagNames) {
  const groups = Map.groupBy(
    person.tags.flatMap(id => names.get(id) ?? []),
    tag => tag.key,
  )
  // Nearly everybody has one value of a key, and comparing as people do is slow.
  for (const tags of groups.values()) if (tags.length > 1) tags.sort((a, b) => naturalOrder(a.value, b.value))
  return groups
}

/** Every key there is, or was, in its order, so that a file of the same workspace has the same columns; and those deleted since. */
function keyColumns(
  all: readonly Pick<RosterKey, 'name' | 'position'>[],
  columns: ReadonlyMap<string, { position: number; count: number }>,
): { key: string; count: number }[] {
  const present = all.map(({ name, position }) => ({ key: name, position }))
  const others = [...columns].filter(([key]) => !present.some(each => each.key === key))
  return [...present, ...others.map(([key, { position }]) => ({ key, position }))]
    .sort((a, b) => a.position - b.position || naturalOrder(a.key, b.key))
    .map(({ key }) => ({ key, count: Math.max(1, columns.get(key)?.count ?? 0) }))
}
