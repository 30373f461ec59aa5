import { OPERATOR_NAMES, OPERATORS, type Operator } from '../../../../../src/segments/rule/rule.ts'
import type { KeyType } from '../../../../../src/tags/contract.ts'

const ALWAYS: readonly Operator[] = ['is', 'isNot', 'hasAll', 'exists', 'missing']
const TEXT: readonly Operator[] = ['contains', 'startsWith', 'endsWith']
const NUMBER: readonly Operator[] = ['lt', 'lte', 'gt', 'gte', 'between']
const DATE: readonly Operator[] = [
  'before',
  'after',
  'onOrBefore',
  'onOrAfter',
  'withinLast',
  'withinNext',
  'notWithinLast',
  'between',
]

const BY_TYPE = {
  text: [...ALWAYS, ...TEXT],
  number: [...ALWAYS, ...NUMBER, ...TEXT],
  date: [...ALWAYS, ...DATE, ...TEXT],
  yesNo: ['is', 'isNot', 'exists', 'missing'],
} satisfies Record<KeyType, readonly Operator[]>

/** The operators that make sense for a key, in the order they are offered; the one in use is always among them. */
export function operatorsFor(type: KeyType | undefined, current: Operator): readonly Operator[] {
  const offered: readonly Operator[] = type ? BY_TYPE[type] : OPERATOR_NAMES
  return offered.includes(current) ? offered : [...offered, current]
}

/** The values that still make sense after the operator changed. */
export function valuesAfter(from: Operator, to: Operator, values: readonly string[]): readonly string[] {
  const before = OPERATORS[from].takes
  const after = OPERATORS[to].takes
  const names = ['tags', 'text']
  if (before === after || (names.includes(before) && names.includes(after))) return values
  if (after === 'range') return before === 'number' || before === 'date' ? [values[0] ?? '', ''] : []
  return []
}
