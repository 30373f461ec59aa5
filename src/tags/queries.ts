import { sql as raw } from 'kysely'
import { z } from 'zod'
import { STORED_PERSON } from '../changes/loadPeople.ts'
import type { Sql } from '../db/db.ts'
import type { AliasRow } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { fromStored, type PersonRow } from '../people/person.ts'
import { nobody, unionOf } from '../roster/peopleSet.ts'
import { type Roster, type RosterKey, type RosterTag, tagsOfKey } from '../roster/roster.ts'
import { spellingsOf } from '../roster/spellings.ts'
import type { Tag, TagKey, UnreadableValue } from './contract.ts'
import { fold } from './fold.ts'
import { keyLookAlikes } from './keyLookAlikes.ts'
import { naturalOrder } from './naturalOrder.ts'
import { isReadable } from './readable.ts'
import { rosterLookAlikes } from './rosterLookAlikes.ts'

const PEOPLE_A_QUERY = 5_000

/** People who are not active and hold one of the tags: the roster knows only of active ones. Undone ones too, for their return. */
export async function inactiveHolders(
  sql: Sql,
  workspaceId: number,
  tagIds: readonly number[],
): Promise<PersonRow[]> {
  const wanted = new Set(tagIds)
  const [only] = tagIds
  const inactive = sql
    .selectFrom('person')
    .select(STORED_PERSON)
    .where('workspace_id', '=', workspaceId)
    .where('status', '!=', 'active')
    .$if(tagIds.length === 1, one =>
      // The column is a JSON array without spaces; with commas at both ends every id stands between two.
      one.where(raw<string>`',' || substr(tags, 2, length(tags) - 2) || ','`, 'like', `%,${only},%`),
    )
    .orderBy('id')
    .limit(PEOPLE_A_QUERY)
  const holders: PersonRow[] = []
  for (let last = 0; ; ) {
    const rows = await inactive.where('id', '>', last).execute()
    for (const row of rows.map(fromStored)) if (row.tags.some(id => wanted.has(id))) holders.push(row)
    if (rows.length < PEOPLE_A_QUERY) return holders
    last = rows.at(-1)?.id ?? 0
  }
}

type Place = readonly (string | number)[]
type Listed<Item> = { items: Item[]; total: number; nextCursor: string | null }
export type Page = { cursor?: string; limit?: number }

const PAGE = 50

/** Names among names as people expect them, numbers by size. */
function comparePlaces(a: Place, b: Place): number {
  for (let at = 0; at < a.length; at++) {
    const one = a[at] ?? 0
    const other = b[at] ?? 0
    const order =
      typeof one === 'number' || typeof other === 'number'
        ? Number(one) - Number(other)
        : naturalOrder(one, other)
    if (order !== 0) return order
  }
  return 0
}

/** A page of what fits in memory. A place is what an item is sorted by, ending in its id: pages meet without gap or overlap. */
export function pageOfPlaces<Item>(
  all: { place: Place; item: Item }[],
  { cursor, limit = PAGE }: Page,
): Listed<Item> {
  const after = readCursor(z.array(z.union([z.string(), z.number()])), cursor)
  const sorted = all.sort((a, b) => comparePlaces(a.place, b.place))
  const start = after ? sorted.findIndex(({ place }) => comparePlaces(place, after) > 0) : 0
  const page = start === -1 ? [] : sorted.slice(start, start + limit)
  const last = page.at(-1)
  const isLast = !last || last === sorted.at(-1)
  return {
    items: page.map(({ item }) => item),
    total: sorted.length,
    nextCursor: isLast ? null : writeCursor(last.place),
  }
}

/** Keys in their order; equal positions by name. */
export function listKeys(roster: Roster, { q = '', ...page }: { q?: string } & Page): Listed<TagKey> {
  const wanted = fold(q)
  const { ofKey } = spellingsOf(roster)
  const found = [...roster.keys.values()].filter(
    key => fold(key.name).includes(wanted) || (wanted !== '' && isSpeltWith(ofKey.get(key.id), wanted)),
  )
  const { items, ...rest } = pageOfPlaces(
    found.map(item => ({ place: [item.position, item.name, item.id], item })),
    page,
  )
  return { items: items.map(key => toKey(roster, key)), ...rest }
}

export function getKey(roster: Roster, id: number): TagKey {
  const key = roster.keys.get(id)
  if (!key) throw new NotFound('There is no such tag key.')
  return toKey(roster, key)
}

/** The values of a key that do not read as its type, by value; none of a key of text. */
export function listUnreadable(roster: Roster, id: number, page: Page): Listed<UnreadableValue> {
  const key = roster.keys.get(id)
  if (!key) throw new NotFound('There is no such tag key.')
  return pageOfPlaces(
    unreadable(roster, key).map(tag => ({
      place: [tag.value, tag.id],
      item: { id: tag.id, value: tag.value, people: roster.holders.sizeOf(tag.id) },
    })),
    page,
  )
}

function unreadable(roster: Roster, { id, type }: RosterKey): RosterTag[] {
  return [...tagsOfKey(roster, id)].filter(tag => !isReadable(type, tag.value))
}

function toKey(roster: Roster, key: RosterKey): TagKey {
  const { id, name, type, position } = key
  const tags = [...tagsOfKey(roster, id)]
  // Somebody with two values of a key is one person, so the sets are joined, not their sizes added.
  const people = unionOf(tags.map(tag => roster.holders.get(tag.id) ?? nobody)).size
  const like = keyLookAlikes(roster).get(id)
  return {
    id,
    name,
    type,
    position,
    values: tags.length,
    people,
    unreadable: unreadable(roster, key).length,
    lookAlike: like ? { id: like.id, name: like.name } : null,
    aliases: meaning(spellingsOf(roster).ofKey.get(id)),
  }
}

/**
 * Tags by key and value, or by how many hold them. `key` is a key's name or id (a key whose name is a number goes before an id); `q` is looked
 * for in "Key: Value".
 */
export function listTags(
  roster: Roster,
  { key, q = '', sort = 'name', ...page }: { key?: string; q?: string; sort?: 'name' | '-people' } & Page,
): Listed<Tag> {
  const wanted = fold(q)
  const only = key === undefined ? undefined : findKey(roster, key)
  const keys = key === undefined ? [...roster.keys.values()] : only ? [only] : []
  const before = ({ id }: RosterTag) => (sort === '-people' ? [-roster.holders.sizeOf(id)] : [])
  const { ofTag } = spellingsOf(roster)
  const found = keys.flatMap(({ id, name, position }) => {
    const start = `${fold(name)}: `
    return [...tagsOfKey(roster, id)]
      .filter(
        tag =>
          `${start}${fold(tag.value)}`.includes(wanted) ||
          (wanted !== '' && isSpeltWith(ofTag.get(tag.id), wanted, start)),
      )
      .map(tag => ({ place: [...before(tag), position, name, tag.value, tag.id], item: tag }))
  })
  const { items, ...rest } = pageOfPlaces(found, page)
  return { items: items.map(tag => toTag(roster, tag)), ...rest }
}

function findKey(roster: Roster, nameOrId: string): RosterKey | undefined {
  const folded = fold(nameOrId)
  const named = roster.keyByFold.get(folded) ?? spellingsOf(roster).keys.get(folded)?.key_id ?? undefined
  return roster.keys.get(named ?? (/^\d+$/.test(nameOrId) ? Number(nameOrId) : 0))
}

export function getTag(roster: Roster, id: number): Tag {
  const tag = roster.tags.get(id)
  if (!tag) throw new NotFound('There is no such tag.')
  return toTag(roster, tag)
}

export function toTag(roster: Roster, tag: RosterTag): Tag {
  const alike = rosterLookAlikes(roster).get(tag.id)
  return {
    id: tag.id,
    key: roster.keys.get(tag.keyId)?.name ?? '',
    keyId: tag.keyId,
    value: tag.value,
    people: roster.holders.sizeOf(tag.id),
    segments: [...(roster.byTag.get(tag.id) ?? [])]
      .flatMap(id => {
        const segment = roster.segments.get(id)
        return segment ? [{ id, name: segment.name }] : []
      })
      .sort((a, b) => naturalOrder(a.name, b.name)),
    lookAlike: alike ? { id: alike.like.id, value: alike.like.value } : null,
    aliases: meaning(spellingsOf(roster).ofTag.get(tag.id)),
  }
}

function meaning(aliases: readonly AliasRow[] = []): Tag['aliases'] {
  return aliases
    .filter(alias => alias.kind === 'means')
    .map(({ id, spelling }) => ({ id, spelling }))
    .sort((a, b) => naturalOrder(a.spelling, b.spelling))
}

function isSpeltWith(aliases: readonly AliasRow[] = [], wanted: string, start = ''): boolean {
  return aliases.some(
    ({ kind, spelling_fold }) => kind === 'means' && `${start}${spelling_fold}`.includes(wanted),
  )
}
