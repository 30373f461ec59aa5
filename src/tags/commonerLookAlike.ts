import type { Roster, RosterTag } from '../roster/roster.ts'
import { alikeTags } from './alikeTags.ts'

export type Commoner = { id: number; value: string; people: number }

/**
 * The value that a tag is probably meant to be: spelt almost like it, and the one that most people have, more than the
 * tag itself. Undefined when there is none, or when the key holds no words.
 */
export function commonerLookAlike(roster: Roster, tag: RosterTag): Commoner | undefined {
  let most = roster.holders.sizeOf(tag.id)
  let best: Commoner | undefined
  for (const { id, value } of alikeTags(roster, tag.keyId).get(tag.id) ?? []) {
    const people = roster.holders.sizeOf(id)
    if (people <= most) continue
    most = people
    best = { id, value, people }
  }
  return best
}
