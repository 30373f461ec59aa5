import { holdersOfKey, type Roster, type RosterKey } from '../roster/roster.ts'
import { spellingsOf } from '../roster/spellings.ts'
import { holdsApart } from './alikeTags.ts'
import { createLookAlikes } from './lookAlikes.ts'

const kept = new WeakMap<Roster, { version: number; found: Map<number, RosterKey> }>()

/** By a key's id, the key that it is probably another spelling of: the one that more people have values of. */
export function keyLookAlikes(roster: Roster): ReadonlyMap<number, RosterKey> {
  const known = kept.get(roster)
  if (known?.version === roster.version) return known.found
  const { ofKey } = spellingsOf(roster)
  const people = (id: number) => holdersOfKey(roster, id).size
  const index = createLookAlikes()
  const found = new Map<number, RosterKey>()
  for (const key of [...roster.keys.values()].sort((a, b) => people(b.id) - people(a.id) || a.id - b.id)) {
    for (const name of index.findAll(key.name)) {
      const like = [...roster.keys.values()].find(other => other.name === name)
      if (!like || holdsApart(ofKey.get(like.id), key.name) || holdsApart(ofKey.get(key.id), name)) continue
      found.set(key.id, like)
      break
    }
    index.note(key.name)
  }
  kept.set(roster, { version: roster.version, found })
  return found
}
