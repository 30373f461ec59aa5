/**
 * The shape of a rule, in its two forms: `Rule` as people and the API write it (by name), `BoundRule` as it
 * is stored (by id, so that renaming a key, a tag or a segment is free). Everything in this folder is pure,
 * works on plain data and runs in a browser.
 */

export type Operator =
  | 'is'
  | 'isNot'
  | 'hasAll'
  | 'exists'
  | 'missing'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'before'
  | 'after'
  | 'onOrBefore'
  | 'onOrAfter'
  | 'withinLast'
  | 'withinNext'
  | 'notWithinLast'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'

/** A leaf that asks one key. `values` is absent for `exists` and `missing`. */
export type Condition = { key: string; op: Operator; values?: readonly string[] }

/** Everyone in another segment: a string is its name, a number its id. */
export type SegmentRef = { segment: string | number }

export type Rule =
  | { all: readonly Rule[] }
  | { any: readonly Rule[] }
  | { none: readonly Rule[] }
  | Condition
  | SegmentRef

/** `is`, `isNot` and `hasAll` carry `tagIds`; the text, number and date operators carry literal `values`. */
export type BoundCondition = {
  keyId: number
  op: Operator
  tagIds?: readonly number[]
  values?: readonly string[]
}

export type BoundRule =
  | { all: readonly BoundRule[] }
  | { any: readonly BoundRule[] }
  | { none: readonly BoundRule[] }
  | BoundCondition
  | { segmentId: number }

/** What rules are read against. Lookups by text take folded text (`src/tags/fold.ts`). */
export interface Dictionary {
  keyByName(folded: string): { id: number; name: string } | undefined
  keyById(id: number): { id: number; name: string } | undefined
  tagByValue(keyId: number, folded: string): { id: number; value: string } | undefined
  tagById(id: number): { id: number; keyId: number; value: string } | undefined
  tagsOfKey(keyId: number): Iterable<{ id: number; value: string }>
  segmentByName(folded: string): { id: number; name: string } | undefined
  segmentById(id: number): { id: number; name: string } | undefined
  /** The key, or the tag of a key, that another spelling stands for; only for telling what is meant. */
  keyMeant?(folded: string): { name: string } | undefined
  tagMeant?(keyId: number, folded: string): { value: string } | undefined
  /** All keys, for near names. */
  keys(): Iterable<{ id: number; name: string }>
  /** All segments, for near names. */
  segments(): Iterable<{ id: number; name: string }>
}

/** What is wrong and where; `path` is like `all[1].none[0].values[0]`, and empty for the whole rule. */
export type Problem = { path: string; message: string; suggestion?: string }

/**
 * A leaf counts as depth 1, every group adds 1. Far beyond what people write, far below what a stack bears.
 */
export const MAX_DEPTH = 32
/** Groups and leaves together. */
export const MAX_NODES = 2_000
/** Values of one condition. */
export const MAX_VALUES = 5_000

/** Said wherever a rule would let nobody's tags decide. */
export const NEEDS_TAG = 'A segment needs at least one tag: add a condition that says which tag decides.'

type OperatorFacts = {
  /** What the values are read as: whole tags, or literals that are compared with the tags of the key. */
  takes: 'tags' | 'nothing' | 'text' | 'number' | 'date' | 'span' | 'range'
  arity: 'none' | 'one' | 'two' | 'many'
  /** For pickers. */
  label: string
  /** In the text language. */
  text: string
}

export const OPERATORS = {
  is: { takes: 'tags', arity: 'many', label: 'is', text: 'is' },
  isNot: { takes: 'tags', arity: 'many', label: 'is not', text: 'is not' },
  hasAll: { takes: 'tags', arity: 'many', label: 'has all of', text: 'has all' },
  exists: { takes: 'nothing', arity: 'none', label: 'has any value', text: 'exists' },
  missing: { takes: 'nothing', arity: 'none', label: 'has no value', text: 'missing' },
  contains: { takes: 'text', arity: 'many', label: 'contains', text: 'contains' },
  startsWith: { takes: 'text', arity: 'many', label: 'starts with', text: 'starts with' },
  endsWith: { takes: 'text', arity: 'many', label: 'ends with', text: 'ends with' },
  before: { takes: 'date', arity: 'one', label: 'is before', text: 'before' },
  after: { takes: 'date', arity: 'one', label: 'is after', text: 'after' },
  onOrBefore: { takes: 'date', arity: 'one', label: 'is on or before', text: 'on or before' },
  onOrAfter: { takes: 'date', arity: 'one', label: 'is on or after', text: 'on or after' },
  withinLast: { takes: 'span', arity: 'one', label: 'is within the last', text: 'within last' },
  withinNext: { takes: 'span', arity: 'one', label: 'is within the next', text: 'within next' },
  notWithinLast: { takes: 'span', arity: 'one', label: 'is not within the last', text: 'not within last' },
  lt: { takes: 'number', arity: 'one', label: 'is less than', text: '<' },
  lte: { takes: 'number', arity: 'one', label: 'is at most', text: '<=' },
  gt: { takes: 'number', arity: 'one', label: 'is more than', text: '>' },
  gte: { takes: 'number', arity: 'one', label: 'is at least', text: '>=' },
  between: { takes: 'range', arity: 'two', label: 'is between', text: 'between' },
} as const satisfies Record<Operator, OperatorFacts>

/** Whether untrusted input names an operator. */
export function isOperator(name: unknown): name is Operator {
  return typeof name === 'string' && Object.hasOwn(OPERATORS, name)
}

/** All operators, in the order they are offered. */
export const OPERATOR_NAMES: readonly Operator[] = Object.keys(OPERATORS).filter(isOperator)

type Groups<R> = { all: readonly R[] } | { any: readonly R[] } | { none: readonly R[] }

/** The kind and children of a group, or undefined for a leaf. Reads both forms of a rule. */
export function groupOf<R extends object>(
  rule: R | Groups<R>,
): { kind: 'all' | 'any' | 'none'; rules: readonly R[] } | undefined {
  if ('all' in rule) return { kind: 'all', rules: rule.all }
  if ('any' in rule) return { kind: 'any', rules: rule.any }
  if ('none' in rule) return { kind: 'none', rules: rule.none }
  return undefined
}
