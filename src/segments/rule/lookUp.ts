import { fold } from '../../tags/fold.ts'
import { nearest } from './nearest.ts'
import type { Dictionary } from './rule.ts'

/** What a name stands for, or the sentence to say when it stands for nothing. */
export type Found<T> = { found: T } | { message: string; suggestion?: string }

/** The key people call `name`. */
export function lookUpKey(dictionary: Dictionary, name: string): Found<{ id: number; name: string }> {
  const found = dictionary.keyByName(fold(name))
  if (found) return { found }
  return unknown(`There is no tag key “${name}”.`, nearest(name, names(dictionary.keys())))
}

/** The tag of a key with this value. */
export function lookUpTag(
  dictionary: Dictionary,
  key: { id: number; name: string },
  value: string,
): Found<{ id: number; value: string }> {
  const found = dictionary.tagByValue(key.id, fold(value))
  if (found) return { found }
  return unknown(
    `There is no tag “${key.name}: ${value}”.`,
    nearest(value, values(dictionary.tagsOfKey(key.id))),
  )
}

/** The segment with this name, or this id. */
export function lookUpSegment(
  dictionary: Dictionary,
  segment: string | number,
): Found<{ id: number; name: string }> {
  if (typeof segment === 'number') {
    const found = dictionary.segmentById(segment)
    return found ? { found } : unknown(`There is no segment with the id ${segment}.`, undefined)
  }
  const found = dictionary.segmentByName(fold(segment))
  if (found) return { found }
  return unknown(`There is no segment “${segment}”.`, nearest(segment, names(dictionary.segments())))
}

function unknown(message: string, suggestion: string | undefined): { message: string; suggestion?: string } {
  return suggestion === undefined
    ? { message }
    : { message: `${message} Did you mean “${suggestion}”?`, suggestion }
}

function* names(items: Iterable<{ name: string }>): Iterable<string> {
  for (const { name } of items) yield name
}

function* values(items: Iterable<{ value: string }>): Iterable<string> {
  for (const { value } of items) yield value
}
