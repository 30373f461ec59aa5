import { nobody } from '../roster/peopleSet.ts'
import { type Roster, type RosterTag, tagsOfKey } from '../roster/roster.ts'
import { isLookAlike, MOST_VALUES } from './lookAlikes.ts'

export type Commoner = { id: number; value: string; people: number }

/** What was found, until something changes: a rule being written asks again with every letter. */
const kept = new WeakMap<Roster, { version: number; found: Map<number, Commoner | undefined> }>()

/** Look-alikes differ by a letter, a plural or signs; what differs more in length need not be taken apart. */
const MOST_LONGER = 4

/**
 * The value that a tag is probably meant to be: spelt almost like it, and the one that most people have, more than the
 * tag itself. Undefined when there is none, or when the key holds no words.
 */
export function commonerLookAlike(roster: Roster, tag: RosterTag): Commoner | undefined {
  const known = kept.get(roster)
  const found = known?.version === roster.version ? known.found : new Map<number, Commoner | undefined>()
  if (found !== known?.found) kept.set(roster, { version: roster.version, found })
  if (!found.has(tag.id)) found.set(tag.id, look(roster, tag))
  return found.get(tag.id)
}

function look(roster: Roster, tag: RosterTag): Commoner | undefined {
  const isOfWords = roster.keys.get(tag.keyId)?.type === 'text'
  if (!isOfWords || (roster.tagByFold.get(tag.keyId)?.size ?? 0) > MOST_VALUES) return undefined
  const own = (roster.holders.get(tag.id) ?? nobody).size
  let best: Commoner | undefined
  for (const { id, value } of tagsOfKey(roster, tag.keyId)) {
    const people = (roster.holders.get(id) ?? nobody).size
    if (people <= Math.max(own, best?.people ?? 0)) continue
    if (Math.abs(value.length - tag.value.length) > MOST_LONGER) continue
    if (isLookAlike(tag.value, value)) best = { id, value, people }
  }
  return best
}
