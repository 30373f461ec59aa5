import { checkValues } from './checkValues.ts'
import { type Found, lookUpKey, lookUpSegment, lookUpTag, suggest } from './lookUp.ts'
import {
  type BoundRule,
  type Condition,
  type Dictionary,
  groupOf,
  NEEDS_TAG,
  OPERATORS,
  type Problem,
  type Rule,
} from './rule.ts'

const MAX_PROBLEMS = 100
/**
 * A near name costs a look at every tag of the key: 50 ms among 100,000. The first few are what people mend
 * by.
 */
const MAX_SUGGESTIONS = 10

type Binder = { dictionary: Dictionary; problems: Problem[] }

/**
 * Turns a rule by name into the stored form by id, or answers every problem (up to 100): unknown keys, tags
 * and segments, the first ten with a near name where there is one, and a rule that names no tag. Values that
 * are the same tag in two spellings become one. Takes a rule that `readRule` or `parse` answered, which
 * bounds its depth.
 */
export function bind(rule: Rule, dictionary: Dictionary): { bound: BoundRule } | { problems: Problem[] } {
  if (!namesTag(rule)) return { problems: [{ path: '', message: NEEDS_TAG }] }
  const binder: Binder = { dictionary, problems: [] }
  const bound = bindNode(rule, '', binder)
  return bound && binder.problems.length === 0 ? { bound } : { problems: binder.problems }
}

/** Whether tags decide at all, here or through a segment: somewhere below the groups there is a leaf. */
export function namesTag(rule: Rule): boolean {
  const group = groupOf(rule)
  return group === undefined || group.rules.some(namesTag)
}

function bindNode(rule: Rule, path: string, binder: Binder): BoundRule | undefined {
  if (binder.problems.length >= MAX_PROBLEMS) return undefined
  if ('all' in rule) return wrap(bindAll(rule.all, join(path, 'all'), binder), all => ({ all }))
  if ('any' in rule) return wrap(bindAll(rule.any, join(path, 'any'), binder), any => ({ any }))
  if ('none' in rule) return wrap(bindAll(rule.none, join(path, 'none'), binder), none => ({ none }))
  if ('segment' in rule) {
    const segment = take(lookUpSegment(binder.dictionary, rule.segment), join(path, 'segment'), binder)
    return wrap(segment, ({ id }) => ({ segmentId: id }))
  }
  return bindCondition(rule, path, binder)
}

function bindAll(rules: readonly Rule[], path: string, binder: Binder): BoundRule[] | undefined {
  if (rules.length === 0) {
    binder.problems.push({ path, message: 'This group is empty: add a condition to it or remove it.' })
  }
  const bound = rules.map((rule, index) => bindNode(rule, `${path}[${index}]`, binder))
  return bound.every(rule => rule !== undefined) ? bound : undefined
}

function bindCondition({ key, op, values = [] }: Condition, path: string, binder: Binder) {
  const found = take(lookUpKey(binder.dictionary, key), join(path, 'key'), binder)
  const wrong = checkValues(op, values)
  for (const { index, message } of wrong) {
    binder.problems.push({
      path: join(path, index === undefined ? 'values' : `values[${index}]`),
      message,
    })
  }
  if (!found || wrong.length > 0) return undefined
  const { takes } = OPERATORS[op]
  if (takes === 'nothing') return { keyId: found.id, op }
  if (takes !== 'tags') return { keyId: found.id, op, values }
  const only = values.length === 1 ? op : undefined
  const tagIds = new Set<number>()
  for (const [index, value] of values.entries()) {
    if (binder.problems.length >= MAX_PROBLEMS) return undefined
    const tag = take(lookUpTag(binder.dictionary, found, value, only), join(path, `values[${index}]`), binder)
    if (tag) tagIds.add(tag.id)
  }
  return { keyId: found.id, op, tagIds: [...tagIds] }
}

function take<T>(answer: Found<T>, path: string, binder: Binder): T | undefined {
  if ('found' in answer) return answer.found
  const isEarly = binder.problems.length < MAX_SUGGESTIONS
  binder.problems.push({ path, ...(isEarly ? suggest(answer) : { message: answer.message }) })
  return undefined
}

function wrap<T>(value: T | undefined, make: (value: T) => BoundRule): BoundRule | undefined {
  return value === undefined ? undefined : make(value)
}

function join(path: string, property: string): string {
  return path === '' ? property : `${path}.${property}`
}
