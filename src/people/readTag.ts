import { Invalid } from '../errors.ts'
import type { Roster, RosterTag } from '../roster/roster.ts'
import { nearest } from '../segments/rule/nearest.ts'
import { fold } from '../tags/fold.ts'

/** A tag by its id or as `Key: Value`; a colon may be part of either. Throws Invalid, with the nearest name there is. */
export function readTag(roster: Roster, text: string): RosterTag {
  const byId = /^\d+$/.test(text.trim()) ? roster.tags.get(Number(text)) : undefined
  if (byId) return byId
  for (const { index } of text.matchAll(/:/g)) {
    const keyId = roster.keyByFold.get(fold(text.slice(0, index)))
    const id = keyId === undefined ? undefined : roster.tagByFold.get(keyId)?.get(fold(text.slice(index + 1)))
    const tag = id === undefined ? undefined : roster.tags.get(id)
    if (tag) return tag
  }
  const near = nearest(text, names(roster))
  const message = `There is no tag “${text}”.${near === undefined ? ' A tag is given as its id or as Key: Value.' : ` Did you mean “${near}”?`}`
  throw new Invalid(message, [{ path: 'tag', message }])
}

function* names(roster: Roster): Generator<string> {
  for (const tag of roster.tags.values()) yield `${roster.keys.get(tag.keyId)?.name}: ${tag.value}`
}
