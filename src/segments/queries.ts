import { z } from 'zod'
import { NotFound } from '../errors.ts'
import { RowNumber, readCursor, writeCursor } from '../http/cursor.ts'
import { searchable } from '../people/person.ts'
import type { Roster, RosterSegment } from '../roster/roster.ts'
import { naturalOrder } from '../tags/naturalOrder.ts'
import type { Segment } from './contract.ts'
import { showSegment } from './showSegment.ts'

type By = 'name' | 'people' | 'updated'
type ListInput = { q?: string; sort?: By | `-${By}`; cursor?: string; limit?: number }
type Page<Item> = { items: Item[]; total: number; nextCursor: string | null }

/** What a segment is sorted by, then its id. */
type Place = { value: string | number; id: number; search: string }

const Cursor = z.tuple([z.union([z.string(), z.number()]), RowNumber])

/** All segments are in the roster, so the list is sorted here; only those of the page are printed, which is what costs. */
export function listSegments(
  roster: Roster,
  { q, sort = 'name', cursor, limit = 50 }: ListInput,
): Page<Segment> {
  const descending = sort.startsWith('-')
  const ascending = inOrder(roster, sort.replace('-', '') as By)
  const words = q ? searchable(q).split(' ').filter(Boolean) : []
  const found =
    words.length === 0
      ? [...ascending]
      : ascending.filter(({ search }) => words.every(word => search.includes(word)))
  if (descending) found.reverse()
  const [value, id] = readCursor(Cursor, cursor) ?? []
  const after = value === undefined || id === undefined ? undefined : { value, id, search: '' }
  const start = after ? firstBeyond(found, place => compare(place, after) * (descending ? -1 : 1) > 0) : 0
  const page = found.slice(start, start + limit)
  const last = page.at(-1)
  return {
    items: page.map(place => showSegment(roster, getSegment(roster, place.id))),
    total: found.length,
    nextCursor: last && start + limit < found.length ? writeCursor([last.value, last.id]) : null,
  }
}

/** Throws NotFound. */
export function getSegment(roster: Roster, id: number): RosterSegment {
  const segment = roster.segments.get(id)
  if (!segment) throw new NotFound('There is no such segment. It may have been deleted.')
  return segment
}

/** Comparing ten thousand names as people order them takes longer than all the rest: once a version is enough. */
const sorted = new WeakMap<Roster, { version: number; orders: Map<By, readonly Place[]> }>()

function inOrder(roster: Roster, by: By): readonly Place[] {
  let kept = sorted.get(roster)
  if (kept?.version !== roster.version) {
    kept = { version: roster.version, orders: new Map() }
    sorted.set(roster, kept)
  }
  const known = kept.orders.get(by)
  if (known) return known
  const places = Array.from(roster.segments.values(), segment => ({
    value: sortValue(roster, segment, by),
    id: segment.id,
    search: searchable(segment.name),
  })).sort(compare)
  kept.orders.set(by, places)
  return places
}

function sortValue(roster: Roster, segment: RosterSegment, by: By): string | number {
  if (by === 'name') return segment.name
  return by === 'people' ? roster.members.sizeOf(segment.id) : segment.updatedAt
}

function compare(a: Place, b: Place): number {
  const order =
    typeof a.value === 'number' && typeof b.value === 'number'
      ? a.value - b.value
      : naturalOrder(String(a.value), String(b.value))
  return order || a.id - b.id
}

/** The first position from which on `isBeyond` holds, by halving. */
function firstBeyond(places: readonly Place[], isBeyond: (place: Place) => boolean): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    const place = places[middle]
    if (place && isBeyond(place)) high = middle
    else low = middle + 1
  }
  return low
}
