import { nobody } from '../roster/peopleSet.ts'
import { type Roster, type RosterTag, tagsOfKey } from '../roster/roster.ts'
import { isLookAlike, MOST_VALUES } from './lookAlikes.ts'

export type Commoner = { id: number; value: string; people: number }

/** What was found, until something changes: a rule being written asks again with every letter. */
const kept = new WeakMap<Roster, { version: number; found: Map<number, Commoner | undefined> }>()

/**
 * Look-alikes differ by a letter, a plural, accents or signs. Values that differ by more in length, or in the letters from
 * a to z that they have at all, need not be taken apart, which costs fifty times as much as seeing that.
 */
const MOST_LONGER = 4
const MOST_OTHER_LETTERS = 4

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
  const letters = lettersOf(tag.value)
  let best: Commoner | undefined
  for (const { id, value } of tagsOfKey(roster, tag.keyId)) {
    const people = (roster.holders.get(id) ?? nobody).size
    if (people <= Math.max(own, best?.people ?? 0)) continue
    if (Math.abs(value.length - tag.value.length) > MOST_LONGER) continue
    if (countBits(letters ^ lettersOf(value)) > MOST_OTHER_LETTERS) continue
    if (isLookAlike(tag.value, value)) best = { id, value, people }
  }
  return best
}

/** A bit for each letter from a to z that a value has. */
function lettersOf(value: string): number {
  let letters = 0
  for (let at = 0; at < value.length; at++) {
    // Upper case made lower; what is no letter from a to z falls outside.
    const letter = (value.charCodeAt(at) | 0x20) - 0x61
    if (letter >= 0 && letter < 26) letters |= 1 << letter
  }
  return letters
}

function countBits(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return count
}
