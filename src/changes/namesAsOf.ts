import type { Sql } from '../db/db.ts'
import type { KeyRow, SegmentRow, TagRow } from '../db/schema.ts'
import { dictionaryOfRoster, type Roster, type RosterKey, tagsOfKey } from '../roster/roster.ts'
import type { Dictionary } from '../segments/rule/rule.ts'
import { fold } from '../tags/fold.ts'

/**
 * Keys, tags and segments that have been written since a version, as their rows stood then; null for what was not there
 * yet. Whatever is not among them is as the roster has it.
 */
export type PastRows = {
  keys: Map<number, KeyRow | null>
  tags: Map<number, TagRow | null>
  segments: Map<number, SegmentRow | null>
}

/** The first before-image after a version is what stood at it. */
export async function rowsAsOf(sql: Sql, workspaceId: number, version: number): Promise<PastRows> {
  const images = await sql
    .selectFrom('change_row')
    .select(['kind', 'row_id', 'before'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', 'in', ['key', 'tag', 'segment'])
    .where('change_id', '>', version)
    .orderBy('change_id')
    .execute()
  const past = { key: new Map(), tag: new Map(), segment: new Map() }
  for (const { kind, row_id, before } of images) {
    if (kind === 'assignment' || kind === 'alias' || kind === 'exception' || past[kind].has(row_id)) continue
    past[kind].set(row_id, before === null ? null : JSON.parse(before))
  }
  return { keys: past.key, tags: past.tag, segments: past.segment }
}

export function keyAsOf(roster: Roster, past: PastRows, id: number) {
  return past.keys.has(id) ? past.keys.get(id) : roster.keys.get(id)
}

/**
 * Every key there was, with its name and place of then. `now` are the roster's, taken before the past was read: what is made
 * in between is no key of then either.
 */
export function keysThen(now: readonly RosterKey[], past: PastRows): Pick<KeyRow, 'name' | 'position'>[] {
  return [...now.filter(({ id }) => !past.keys.has(id)), ...present(past.keys)]
}

/** A tag as it was called; undefined or null when there was none. */
export function tagAsOf(roster: Roster, past: PastRows, id: number) {
  const row = past.tags.get(id)
  if (row) return { id, keyId: row.key_id, value: row.value }
  return row === null ? null : roster.tags.get(id)
}

/** Every segment there was, with its name of then. */
export function segmentsThen(roster: Roster, past: PastRows): { id: number; name: string }[] {
  const kept = [...roster.segments.values()].filter(({ id }) => !past.segments.has(id))
  return [...kept, ...present(past.segments)].map(({ id, name }) => ({ id, name }))
}

/**
 * What a question about the past is read against. Names are looked up among those of then, so that what has been renamed,
 * merged or deleted since can be asked for, and otherwise among those of today; values are read as they were.
 */
export function dictionaryAsOf(roster: Roster, past: PastRows): Dictionary {
  const now = dictionaryOfRoster(roster)
  const keys = new Map(present(past.keys).map(row => [row.name_fold, row]))
  const segments = new Map(present(past.segments).map(row => [row.name_fold, row]))
  const tags = Map.groupBy(present(past.tags), row => row.key_id)
  return {
    keyByName: folded => keys.get(folded) ?? now.keyByName(folded),
    keyById: id => past.keys.get(id) ?? now.keyById(id),
    tagByValue: (keyId, folded) =>
      tags.get(keyId)?.find(row => row.value_fold === folded) ?? now.tagByValue(keyId, folded),
    tagById: id => tagAsOf(roster, past, id) ?? now.tagById(id),
    *tagsOfKey(keyId) {
      for (const tag of tagsOfKey(roster, keyId)) if (!past.tags.has(tag.id)) yield tag
      for (const { id, value } of tags.get(keyId) ?? []) yield { id, value }
    },
    segmentByName: folded => segments.get(folded) ?? now.segmentByName(folded),
    segmentById: id => past.segments.get(id) ?? now.segmentById(id),
    *keys() {
      yield* now.keys()
      for (const row of keys.values()) if (!now.keyByName(fold(row.name))) yield row
    },
    *segments() {
      yield* now.segments()
      for (const row of segments.values()) if (!now.segmentByName(fold(row.name))) yield row
    },
  }
}

function present<Row>(rows: ReadonlyMap<number, Row | null>): Row[] {
  return [...rows.values()].filter(row => row !== null)
}
