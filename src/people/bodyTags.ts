import { type Draft, ensureKey, ensureTag, findKey, findTag, tagRow } from '../changes/draft.ts'
import { Invalid } from '../errors.ts'
import { clean } from '../tags/fold.ts'

/** Tags as bodies carry them. */
export type TagsByKey = Record<string, readonly string[]>

/** The tags a body gives, made where there are none yet; by key, and a key without values has none. */
export function ensureTags(draft: Draft, tags: TagsByKey, path: string): Map<number, number[]> {
  const byKey = new Map<number, number[]>()
  for (const [key, values] of Object.entries(tags)) {
    refuseBlank(key, `${path}.${key}`)
    values.forEach((value, at) => {
      refuseBlank(value, `${path}.${key}[${at}]`)
    })
    const known = findKey(draft, key)
    // Clearing a key that does not exist does not make it.
    if (values.length === 0 && known === undefined) continue
    const keyId = known ?? ensureKey(draft, key)
    const ids = values.map(value => ensureTag(draft, keyId, value))
    byKey.set(keyId, [...(byKey.get(keyId) ?? []), ...ids])
  }
  return byKey
}

/** The tags that a body names and that there are; what there is not is noted. */
export function findTags(draft: Draft, tags: TagsByKey): number[] {
  return Object.entries(tags).flatMap(([key, values]) => {
    const keyId = findKey(draft, key)
    return values.flatMap(value => {
      const id = keyId === undefined ? undefined : findTag(draft, keyId, value)
      if (id === undefined) draft.notes.push(`There is no tag “${key}: ${value}”, so nobody loses it.`)
      return id ?? []
    })
  })
}

/** A person's tags with those of the named keys replaced. */
export function withTags(
  draft: Draft,
  present: readonly number[],
  given: ReadonlyMap<number, number[]>,
): number[] {
  const kept = present.filter(id => !given.has(tagRow(draft, id)?.key_id ?? 0))
  return ascending([...kept, ...[...given.values()].flat()])
}

/** As person rows keep them: ascending, each once. */
export function ascending(ids: Iterable<number>): number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}

function refuseBlank(text: string, path: string): void {
  if (clean(text) !== '') return
  throw new Invalid(`“${path}” holds nothing visible: write a word.`, [
    { path, message: 'Write something here.' },
  ])
}
