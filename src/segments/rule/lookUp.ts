import { fold } from '../../tags/fold.ts'
import { nearest } from './nearest.ts'
import { valuelessOperator } from './operatorMeant.ts'
import type { Dictionary, Operator } from './rule.ts'
import { quote } from './words.ts'

/** What a name stands for, or what `suggest` needs when it stands for nothing. */
export type Found<T> = { found: T } | Missing
export type Missing = { message: string; text: string; names: Iterable<string>; meant?: string | undefined }

/** Adds the name that is meant, or is near, to the sentence. Apart from the look-up, because it reads every name there is. */
export function suggest({ message, text, names, meant }: Missing): { message: string; suggestion?: string } {
  if (meant !== undefined)
    return { message: `${message} It is another spelling of “${meant}”.`, suggestion: meant }
  const suggestion = nearest(text, names)
  return suggestion === undefined
    ? { message }
    : { message: `${message} Did you mean “${suggestion}”?`, suggestion }
}

/** The key people call `name`. */
export function lookUpKey(dictionary: Dictionary, name: string): Found<{ id: number; name: string }> {
  const found = dictionary.keyByName(fold(name))
  if (found) return { found }
  return {
    message: `There is no tag key “${name}”.`,
    text: name,
    names: names(dictionary.keys()),
    meant: dictionary.keyMeant?.(fold(name))?.name,
  }
}

/** The tag of a key with this value; `only` is the operator that has this one value alone. */
export function lookUpTag(
  dictionary: Dictionary,
  key: { id: number; name: string },
  value: string,
  only?: Operator,
): Found<{ id: number; value: string }> {
  const found = dictionary.tagByValue(key.id, fold(value))
  if (found) return { found }
  const message = `There is no tag “${key.name}: ${value}”.`
  const meant = only && valuelessOperator(only, value)
  if (meant) {
    return { message: `${message} Did you mean “${quote(key.name)} ${meant}”?`, text: value, names: [] }
  }
  return {
    message,
    text: value,
    names: values(dictionary.tagsOfKey(key.id)),
    meant: dictionary.tagMeant?.(key.id, fold(value))?.value,
  }
}

/** The segment with this name, or this id. */
export function lookUpSegment(
  dictionary: Dictionary,
  segment: string | number,
): Found<{ id: number; name: string }> {
  if (typeof segment === 'number') {
    const found = dictionary.segmentById(segment)
    return found ? { found } : { message: `There is no segment with the id ${segment}.`, text: '', names: [] }
  }
  const found = dictionary.segmentByName(fold(segment))
  if (found) return { found }
  return { message: `There is no segment “${segment}”.`, text: segment, names: names(dictionary.segments()) }
}

function* names(items: Iterable<{ name: string }>): Iterable<string> {
  for (const { name } of items) yield name
}

function* values(items: Iterable<{ value: string }>): Iterable<string> {
  for (const { value } of items) yield value
}
