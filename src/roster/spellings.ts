import type { AliasRow } from '../db/schema.ts'
import type { Roster } from './roster.ts'

/** A workspace's aliases by what they are looked up by. */
export type Spellings = {
  /** By the fold of the spelling: which key it means. */
  keys: ReadonlyMap<string, AliasRow>
  /** By key and the fold of the spelling: which tag of the key it means. */
  values: ReadonlyMap<number, ReadonlyMap<string, AliasRow>>
  ofKey: ReadonlyMap<number, readonly AliasRow[]>
  ofTag: ReadonlyMap<number, readonly AliasRow[]>
}

const kept = new WeakMap<Roster, { version: number; spellings: Spellings }>()

/** Put together once a version: a tag may have moved to another key, and its spellings with it. */
export function spellingsOf(roster: Roster): Spellings {
  const known = kept.get(roster)
  if (known?.version === roster.version) return known.spellings
  const keys = new Map<string, AliasRow>()
  const values = new Map<number, Map<string, AliasRow>>()
  const ofKey = new Map<number, AliasRow[]>()
  const ofTag = new Map<number, AliasRow[]>()
  for (const alias of [...roster.aliases.values()].sort((a, b) => a.id - b.id)) {
    if (alias.key_id !== null) {
      listed(ofKey, alias.key_id).push(alias)
      if (alias.kind === 'means') keys.set(alias.spelling_fold, alias)
    }
    if (alias.tag_id !== null) {
      listed(ofTag, alias.tag_id).push(alias)
      const keyId = roster.tags.get(alias.tag_id)?.keyId
      if (keyId === undefined || alias.kind !== 'means') continue
      const own = values.get(keyId) ?? new Map<string, AliasRow>()
      values.set(keyId, own.set(alias.spelling_fold, alias))
    }
  }
  const spellings = { keys, values, ofKey, ofTag }
  kept.set(roster, { version: roster.version, spellings })
  return spellings
}

function listed<Item>(map: Map<number, Item[]>, id: number): Item[] {
  const list = map.get(id) ?? []
  map.set(id, list)
  return list
}
