import { fold } from '../../tags/fold.ts'
import type { Dictionary } from './rule.ts'

export type DictionaryRows = {
  keys: readonly { id: number; name: string }[]
  tags: readonly { id: number; keyId: number; value: string }[]
  segments: readonly { id: number; name: string }[]
}

/**
 * A dictionary over plain rows: for the browser, the command line and tests. The server reads its live roster
 * instead.
 */
export function dictionaryOf({ keys, tags, segments }: DictionaryRows): Dictionary {
  const keysById = new Map(keys.map(key => [key.id, key]))
  const keysByName = new Map(keys.map(key => [fold(key.name), key]))
  const segmentsById = new Map(segments.map(segment => [segment.id, segment]))
  const segmentsByName = new Map(segments.map(segment => [fold(segment.name), segment]))
  const tagsById = new Map(tags.map(tag => [tag.id, tag]))
  const tagsByKey = Map.groupBy(tags, tag => tag.keyId)
  const tagsByValue = new Map(
    Array.from(tagsByKey, ([keyId, own]) => [keyId, new Map(own.map(tag => [fold(tag.value), tag]))]),
  )
  return {
    keyByName: folded => keysByName.get(folded),
    keyById: id => keysById.get(id),
    tagByValue: (keyId, folded) => tagsByValue.get(keyId)?.get(folded),
    tagById: id => tagsById.get(id),
    tagsOfKey: keyId => tagsByKey.get(keyId) ?? [],
    segmentByName: folded => segmentsByName.get(folded),
    segmentById: id => segmentsById.get(id),
    keys: () => keys,
    segments: () => segments,
  }
}
