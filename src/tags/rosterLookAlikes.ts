import type { Roster, RosterTag } from '../roster/roster.ts'
import { alikeTags } from './alikeTags.ts'

/** Two tags of one key that are probably one; `tag` is the one that fewer people carry. */
export type TagLookAlike = {
  key: string
  tag: { id: number; value: string }
  like: { id: number; value: string }
}

const kept = new WeakMap<Roster, { version: number; found: Map<number, TagLookAlike> }>()

/** The look-alikes among all tags there are by the id of the one that few carry, worked out once a version. */
export function rosterLookAlikes(roster: Roster): ReadonlyMap<number, TagLookAlike> {
  const known = kept.get(roster)
  if (known?.version === roster.version) return known.found
  const people = (id: number) => roster.holders.sizeOf(id)
  // The commoner one is what was meant; of two that as many carry, the one that was here first.
  const before = (a: RosterTag, b: RosterTag) => people(b.id) - people(a.id) || a.id - b.id
  const found = new Map<number, TagLookAlike>()
  for (const key of roster.keys.values()) {
    const alike = alikeTags(roster, key.id)
    const tags = [...alike.keys()].flatMap(id => roster.tags.get(id) ?? []).sort(before)
    for (const tag of tags) {
      const [like] = [...(alike.get(tag.id) ?? [])].sort(before)
      if (like && before(like, tag) < 0) found.set(tag.id, { key: key.name, tag, like })
    }
  }
  kept.set(roster, { version: roster.version, found })
  return found
}
