import { type Roster, tagsOfKey } from '../roster/roster.ts'

/** The segments whose rules ask a key: name one of its tags, or read all its values. In the order of their ids. */
export function segmentsAskingKey(roster: Roster, keyId: number): number[] {
  const found = new Set(roster.byKey.get(keyId))
  for (const tag of tagsOfKey(roster, keyId)) for (const id of roster.byTag.get(tag.id) ?? []) found.add(id)
  return [...found].sort((a, b) => a - b)
}
