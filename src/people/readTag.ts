import { Invalid } from '../errors.ts'
import { nearest } from '../segments/rule/nearest.ts'
import type { Dictionary } from '../segments/rule/rule.ts'
import { fold } from '../tags/fold.ts'

/** A tag by its id or as `Key: Value`; a colon may be part of either. Throws Invalid, with the nearest name there is. */
export function readTag(dictionary: Dictionary, text: string): { id: number; keyId: number } {
  const byId = /^\d+$/.test(text.trim()) ? dictionary.tagById(Number(text)) : undefined
  if (byId) return byId
  for (const { index } of text.matchAll(/:/g)) {
    const key = dictionary.keyByName(fold(text.slice(0, index)))
    const tag = key && dictionary.tagByValue(key.id, fold(text.slice(index + 1)))
    if (tag) return { id: tag.id, keyId: key.id }
  }
  const near = nearest(text, names(dictionary))
  const message = `There is no tag “${text}”.${near === undefined ? ' A tag is given as its id or as Key: Value.' : ` Did you mean “${near}”?`}`
  throw new Invalid(message, [{ path: 'tag', message }])
}

function* names(dictionary: Dictionary): Generator<string> {
  for (const key of dictionary.keys())
    for (const tag of dictionary.tagsOfKey(key.id)) yield `${key.name}: ${tag.value}`
}
