import { keyAsOf, type PastRows, tagAsOf } from '../changes/namesAsOf.ts'
import type { Sql } from '../db/db.ts'
import type { Roster } from '../roster/roster.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import type { Person } from './contract.ts'
import type { PersonRow } from './person.ts'

export type TagName = { id: number; key: string; value: string; position: number }
const NOTHING_WRITTEN: PastRows = { keys: new Map(), tags: new Map(), segments: new Map() }

export type TagNames = ReadonlyMap<number, TagName>

/**
 * What tags are called, by id: as the roster has them, and those deleted since as they were called last. With `past`, what
 * they were called then.
 */
export async function tagNames(
  sql: Sql,
  roster: Roster,
  people: Iterable<Pick<PersonRow, 'tags'>>,
  past: PastRows = NOTHING_WRITTEN,
): Promise<TagNames> {
  const names = new Map<number, TagName>()
  const gone = new Set<number>()
  for (const person of people) {
    for (const id of person.tags) {
      if (names.has(id)) continue
      const tag = tagAsOf(roster, past, id)
      const key = tag && keyAsOf(roster, past, tag.keyId)
      if (tag && key) names.set(id, { id, key: key.name, value: tag.value, position: key.position })
      else gone.add(id)
    }
  }
  if (gone.size === 0) return names
  const rows = await sql
    .selectFrom('tag')
    .innerJoin('tag_key', join =>
      join.onRef('tag_key.workspace_id', '=', 'tag.workspace_id').onRef('tag_key.id', '=', 'tag.key_id'),
    )
    .select(['tag.id', 'tag.value', 'tag_key.name as key', 'tag_key.position'])
    .where('tag.workspace_id', '=', roster.workspaceId)
    .where('tag.id', 'in', [...gone])
    .execute()
  for (const row of rows) names.set(row.id, row)
  return names
}

/** A person as the API shows them; whoever is shown as they were may have been undone since, and counts as inactive. */
export function showPerson(person: PersonRow, names: TagNames): Person {
  return {
    id: person.id,
    email: person.email,
    firstName: person.firstName,
    lastName: person.lastName,
    externalId: person.externalId,
    status: person.status === 'active' ? 'active' : 'inactive',
    tags: person.tags
      .flatMap(id => names.get(id) ?? [])
      .sort(tagOrder)
      .map(({ id, key, value }) => ({ id, key, value })),
    createdAt: new Date(person.createdAt).toISOString(),
    updatedAt: new Date(person.updatedAt).toISOString(),
  }
}

export const tagOrder = (a: TagName, b: TagName) =>
  a.position - b.position || naturalOrder(a.key, b.key) || naturalOrder(a.value, b.value)
