import type { Sql } from '../db/db.ts'
import type { PeopleSet } from '../roster/peopleSet.ts'
import type { Roster, RosterKey } from '../roster/roster.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import { findPeople, type PeopleFilter, type Place } from './findPeople.ts'
import { peopleInOrder } from './listPeople.ts'
import type { PersonRow } from './person.ts'
import { type TagNames, tagNames } from './showPerson.ts'
import { type PeopleSort, walkPeople } from './walkPeople.ts'

const PEOPLE_A_PAGE = 1_000

export type ExportQuery = PeopleFilter & { sort?: PeopleSort }
export type Export = { people: number; headers: string[]; batches(): AsyncGenerator<string[][]> }

/**
 * The people a filter finds as a table that imports as it is. Somebody may have several values of a key: then its column
 * stands there several times, which is how the importer reads several values; one cell with a list in it would become one odd
 * tag. Whoever is not active is marked in a column `status` when they are asked for; to the importer that is a tag key
 * like any other. Rows are read twice, once to count the columns, and a page at a time, so memory does not grow with the people.
 */
export async function exportRows(place: Place, query: ExportQuery): Promise<Export> {
  const { sql, roster } = place
  const set = await findPeople(place, query)
  const pages = () => pagesOf(sql, roster, set, query)
  const columns = new Map<string, { position: number; count: number }>()
  let hasExternalId = false
  for await (const { people, names } of pages()) {
    for (const person of people) {
      hasExternalId ||= person.externalId !== null
      for (const [key, tags] of valuesByKey(person, names)) {
        const known = columns.get(key)
        const position = tags[0]?.position ?? 0
        columns.set(key, { position, count: Math.max(known?.count ?? 0, tags.length) })
      }
    }
  }
  const keys = keyColumns(roster, columns)
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
  { sort, asOf }: ExportQuery,
): AsyncGenerator<{ people: PersonRow[]; names: TagNames }> {
  for (let cursor: string | undefined; ; ) {
    const page = await walkPeople(sql, roster.workspaceId, set, { sort, cursor, limit: PEOPLE_A_PAGE })
    const people = await peopleInOrder(sql, roster.workspaceId, page.ids, asOf)
    yield { people, names: await tagNames(sql, roster, people) }
    if (page.nextCursor === null) return
    cursor = page.nextCursor
  }
}

function valuesByKey(person: PersonRow, names: TagNames) {
  const tags = person.tags.flatMap(id => names.get(id) ?? [])
  tags.sort((a, b) => naturalOrder(a.value, b.value))
  return Map.groupBy(tags, tag => tag.key)
}

/** Every key there is, in its order, so that a file of the same workspace has the same columns; and those deleted since. */
function keyColumns(
  roster: Roster,
  columns: ReadonlyMap<string, { position: number; count: number }>,
): { key: string; count: number }[] {
  const present = [...roster.keys.values()].map(({ name, position }: RosterKey) => ({ key: name, position }))
  const others = [...columns].filter(([key]) => !present.some(each => each.key === key))
  return [...present, ...others.map(([key, { position }]) => ({ key, position }))]
    .sort((a, b) => a.position - b.position || naturalOrder(a.key, b.key))
    .map(({ key }) => ({ key, count: Math.max(1, columns.get(key)?.count ?? 0) }))
}
