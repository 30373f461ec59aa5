import { nobody } from '../roster/peopleSet.ts'
import { type Roster, tagsOfKey } from '../roster/roster.ts'
import { lookAlikePairs } from './lookAlikes.ts'

/** Two tags of one key that are probably one; `value` is the one that fewer people carry. */
export type TagLookAlike = {
  key: string
  tag: { id: number; value: string }
  like: { id: number; value: string }
}

const kept = new WeakMap<Roster, { version: number; found: TagLookAlike[] }>()

/** The look-alikes among all tags there are, worked out once a version. */
export function rosterLookAlikes(roster: Roster): readonly TagLookAlike[] {
  const known = kept.get(roster)
  if (known?.version === roster.version) return known.found
  const found = [...roster.keys.values()].flatMap(key => {
    if (key.type !== 'text') return []
    const people = (id: number) => (roster.holders.get(id) ?? nobody).size
    // The most common first: what comes later and looks like it is the slip.
    const tags = [...tagsOfKey(roster, key.id)].sort((a, b) => people(b.id) - people(a.id) || a.id - b.id)
    const byValue = new Map(tags.map(tag => [tag.value, tag]))
    return lookAlikePairs(tags.map(tag => tag.value)).flatMap(({ value, like }) => {
      const one = byValue.get(value)
      const other = byValue.get(like)
      return one && other ? [{ key: key.name, tag: one, like: other }] : []
    })
  })
  kept.set(roster, { version: roster.version, found })
  return found
}
