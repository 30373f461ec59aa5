import { type Draft, keyRow, tagRow } from '../changes/draft.ts'
import type { AliasRow } from '../db/schema.ts'

/**
 * Keeps the aliases true to what an act does to their keys and tags: they follow a merge, go with what is deleted, and give
 * way to a key or tag that is called so itself. What they do here is part of the change, so undoing it brings them back.
 */
export function settleAliases(draft: Draft): void {
  const { aliases, roster, keys, tags } = draft
  if (aliases.size === 0 && (roster.aliases.size === 0 || (keys.size === 0 && tags.size === 0))) return
  const drafted = [...aliases.values()].flatMap(({ after }) => after ?? [])
  const kept = [...roster.aliases.values()].filter(({ id }) => !aliases.has(id))
  const names = draftedNames(draft)
  const taken = new Set<string>()
  // What somebody means goes before what they hold apart: of two answers, that is the one that does something.
  for (const alias of [...kept, ...drafted].sort((a, b) => order(a) - order(b))) {
    const settled = followed(draft, alias)
    const isNamed = settled !== undefined && isInTheWay(draft, names, settled)
    if (settled && !isNamed && !isOwnName(draft, settled) && take(draft, taken, settled)) {
      putAlias(draft, settled)
      continue
    }
    if (isNamed) {
      const note = noteOn(alias, roster.aliases.has(alias.id))
      if (!draft.notes.includes(note)) draft.notes.push(note)
    }
    dropAlias(draft, alias)
  }
}

function noteOn({ spelling }: AliasRow, wasKnown: boolean): string {
  return wasKnown
    ? `“${spelling}” is no longer another spelling: it is a name of its own from now on.`
    : `“${spelling}” is not remembered as another spelling: it is a name of its own. To make one of both, merge it on the Tags page.`
}

const order = ({ kind }: AliasRow) => (kind === 'means' ? 0 : 1)

/** With the target it was merged into; undefined when there is none any more. */
function followed(draft: Draft, alias: AliasRow): AliasRow | undefined {
  const key_id =
    alias.key_id === null ? null : follow(alias.key_id, draft.mergedKeys, id => keyRow(draft, id))
  const tag_id = alias.tag_id === null ? null : follow(alias.tag_id, draft.merged, id => tagRow(draft, id))
  if (key_id === undefined || tag_id === undefined) return undefined
  return { ...alias, key_id, tag_id }
}

function follow(id: number, merged: ReadonlyMap<number, number>, present: (id: number) => unknown) {
  let target: number | undefined = id
  while (target !== undefined && !present(target)) target = merged.get(target)
  return target
}

/** Whether the spelling has no answer yet, and gets this one. */
function take(draft: Draft, taken: Set<string>, { key_id, tag_id, spelling_fold, kind }: AliasRow): boolean {
  const name = nameOf(draft, tag_id, spelling_fold)
  const place = kind === 'means' ? name : `${key_id}:${tag_id}:${spelling_fold} is not`
  if (taken.has(name) || taken.has(place)) return false
  taken.add(place)
  return true
}

/** What was held apart from a tag that has come to be called so. */
function isOwnName(draft: Draft, { key_id, tag_id, spelling_fold }: AliasRow): boolean {
  const own = tag_id === null ? keyRow(draft, key_id ?? 0)?.name_fold : tagRow(draft, tag_id)?.value_fold
  return own === spelling_fold
}

/** A key or a tag that is called so itself. */
function isInTheWay(
  draft: Draft,
  names: ReadonlySet<string>,
  { tag_id, spelling_fold, kind }: AliasRow,
): boolean {
  if (kind === 'apart') return false
  if (names.has(nameOf(draft, tag_id, spelling_fold))) return true
  const { roster } = draft
  if (tag_id === null) {
    const key = roster.keyByFold.get(spelling_fold)
    return key !== undefined && !draft.keys.has(key)
  }
  const tag = roster.tagByFold.get(tagRow(draft, tag_id)?.key_id ?? 0)?.get(spelling_fold)
  return tag !== undefined && !draft.tags.has(tag)
}

function draftedNames(draft: Draft): Set<string> {
  const names = new Set<string>()
  for (const { after } of draft.keys.values()) if (after) names.add(`key:${after.name_fold}`)
  for (const { after } of draft.tags.values()) if (after) names.add(`${after.key_id}:${after.value_fold}`)
  return names
}

const nameOf = (draft: Draft, tagId: number | null, folded: string) =>
  `${tagId === null ? 'key' : tagRow(draft, tagId)?.key_id}:${folded}`

/** Puts an alias as the act would leave it. */
export function putAlias(draft: Draft, after: AliasRow): void {
  const before = draft.roster.aliases.get(after.id) ?? null
  if (before?.key_id === after.key_id && before.tag_id === after.tag_id) draft.aliases.delete(after.id)
  else draft.aliases.set(after.id, { before, after })
}

export function dropAlias(draft: Draft, { id }: AliasRow): void {
  const before = draft.roster.aliases.get(id)
  if (before) draft.aliases.set(id, { before, after: null })
  else draft.aliases.delete(id)
}
