import { mergesIn } from '../changes/mergesIn.ts'
import type { Sql } from '../db/db.ts'
import { dictionaryOfRoster, type Roster } from '../roster/roster.ts'
import { mentioned } from './rule/mentioned.ts'
import type { BoundRule, Dictionary } from './rule/rule.ts'

/** A name by which something went when it was deleted, and the change that did it. */
type Tombstone = { name: string; deletedIn: number }
/** `mergedInto` is the key that has its values now; undefined when it was deleted with them. */
export type GoneKey = Tombstone & { mergedInto?: number | undefined }
export type GoneTag = {
  id: number
  keyId: number
  key: string
  value: string
  deletedIn: number
  /** The tag it was merged into; undefined when it was deleted. */
  mergedInto: number | undefined
}
/** What rules of the past name and the workspace has no longer. */
export type Gone = {
  keys: Map<number, GoneKey>
  tags: Map<number, GoneTag>
  segments: Map<number, Tombstone>
}

/** Reads from the tombstones and the log what has become of everything that rules name and the roster does not have. */
export async function loadGone(sql: Sql, roster: Roster, rules: readonly BoundRule[]): Promise<Gone> {
  const { keys, tags, segments } = mentioned(rules)
  return {
    keys: await goneKeys(sql, roster, keys),
    tags: await goneTags(sql, roster, tags),
    segments: await tombstones(
      sql,
      'segment',
      roster.workspaceId,
      [...segments].filter(id => !roster.segments.has(id)),
    ),
  }
}

async function tombstones(
  sql: Sql,
  table: 'tag_key' | 'segment',
  workspaceId: number,
  ids: readonly number[],
): Promise<Map<number, Tombstone>> {
  if (ids.length === 0) return new Map()
  const rows = await sql
    .selectFrom(table)
    .select(['id', 'name', 'deleted_in'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.id, { name: row.name, deletedIn: row.deleted_in ?? 0 }]))
}

/** As with tags, below. */
async function goneKeys(sql: Sql, roster: Roster, named: ReadonlySet<number>): Promise<Map<number, GoneKey>> {
  const found = new Map<number, GoneKey>()
  let open = [...named].filter(id => !roster.keys.has(id))
  while (open.length > 0) {
    const rows = await tombstones(sql, 'tag_key', roster.workspaceId, open)
    const { keys: merges } = await mergesIn(
      sql,
      roster.workspaceId,
      [...rows.values()].map(row => row.deletedIn),
    )
    for (const [id, row] of rows) found.set(id, { ...row, mergedInto: merges.get(id) })
    open = [...rows.keys()].flatMap(id => {
      const into = merges.get(id)
      return into === undefined || found.has(into) || roster.keys.has(into) ? [] : into
    })
  }
  return found
}

/** A tag may have been merged into one that was itself merged later: each round looks one step further. */
async function goneTags(sql: Sql, roster: Roster, named: ReadonlySet<number>): Promise<Map<number, GoneTag>> {
  const found = new Map<number, GoneTag>()
  let open = [...named].filter(id => !roster.tags.has(id))
  while (open.length > 0) {
    const rows = await sql
      .selectFrom('tag')
      .innerJoin('tag_key', join =>
        join.onRef('tag_key.workspace_id', '=', 'tag.workspace_id').onRef('tag_key.id', '=', 'tag.key_id'),
      )
      .select(['tag.id', 'tag.key_id', 'tag_key.name', 'tag.value', 'tag.deleted_in'])
      .where('tag.workspace_id', '=', roster.workspaceId)
      .where('tag.id', 'in', open)
      .execute()
    const { tags: merges } = await mergesIn(
      sql,
      roster.workspaceId,
      rows.flatMap(row => row.deleted_in ?? []),
    )
    for (const { id, key_id: keyId, name: key, value, deleted_in } of rows) {
      const deletedIn = deleted_in ?? 0
      found.set(id, { id, keyId, key, value, deletedIn, mergedInto: merges.get(id) })
    }
    open = rows.flatMap(({ id }) => {
      const into = merges.get(id)
      return into === undefined || found.has(into) || roster.tags.has(into) ? [] : into
    })
  }
  return found
}

/** The names there are, and for what is gone those it had last: for showing old rules, not for saving them. */
export function dictionaryWithGone(roster: Roster, { keys, tags, segments }: Gone): Dictionary {
  const now = dictionaryOfRoster(roster)
  const named = (id: number, tombstone: Tombstone | undefined) => tombstone && { id, name: tombstone.name }
  return {
    ...now,
    keyById: id => now.keyById(id) ?? named(id, keys.get(id)),
    tagById: id => now.tagById(id) ?? tags.get(id),
    segmentById: id => now.segmentById(id) ?? named(id, segments.get(id)),
  }
}
