import { fold } from '../../tags/fold.ts'
import { readDate, readSpan, shift } from './calendar.ts'
import { readNumber } from './readNumber.ts'
import type { BoundCondition, Dictionary, Operator } from './rule.ts'

/**
 * Who a condition holds for, as set algebra over tags: people with at least one of `tagIds`; with `every`,
 * people with each of them; with `negate`, people with none of them.
 */
export type Resolved = { tagIds: readonly number[]; negate: boolean; every: boolean }

/** Whether a tag's value is meant; prepared once per condition, then asked of every tag of the key. */
type Test = (value: string) => boolean

const NEGATED: readonly Operator[] = ['isNot', 'missing', 'notWithinLast']

/**
 * Reads a condition against the tags there are. `today` is the workspace's day as `YYYY-MM-DD`. A tag whose
 * value is no number (or date) is never meant by a number (or date) operator. The negated operators also hold
 * for people without any tag of the key: `notWithinLast` means "holds none within the last N", `isNot` "holds
 * none of these".
 */
export function resolve(condition: BoundCondition, dictionary: Dictionary, now: { today: string }): Resolved {
  const { keyId, op, tagIds, values = [] } = condition
  const negate = NEGATED.includes(op)
  const every = op === 'hasAll'
  if (tagIds) return { tagIds, negate, every }
  const test = TESTS[op](values, now.today)
  const meant: number[] = []
  for (const tag of dictionary.tagsOfKey(keyId)) if (test(tag.value)) meant.push(tag.id)
  return { tagIds: meant, negate, every }
}

const never: Test = () => false
const always: Test = () => true

const TESTS = {
  // The first three name their tags by id; without ids they mean no tag.
  is: () => never,
  isNot: () => never,
  hasAll: () => never,
  exists: () => always,
  missing: () => always,
  contains: values => text(values, (value, part) => value.includes(part)),
  startsWith: values => text(values, (value, part) => value.startsWith(part)),
  endsWith: values => text(values, (value, part) => value.endsWith(part)),
  before: ([limit]) => compare(readDate, limit, (value, date) => value < date),
  after: ([limit]) => compare(readDate, limit, (value, date) => value > date),
  onOrBefore: ([limit]) => compare(readDate, limit, (value, date) => value <= date),
  onOrAfter: ([limit]) => compare(readDate, limit, (value, date) => value >= date),
  withinLast: ([span], today) => within(span, today, -1),
  notWithinLast: ([span], today) => within(span, today, -1),
  withinNext: ([span], today) => within(span, today, 1),
  lt: ([limit]) => compare(readNumber, limit, (value, number) => value < number),
  lte: ([limit]) => compare(readNumber, limit, (value, number) => value <= number),
  gt: ([limit]) => compare(readNumber, limit, (value, number) => value > number),
  gte: ([limit]) => compare(readNumber, limit, (value, number) => value >= number),
  between: ([low, high]) => either(range(readDate, low, high), range(readNumber, low, high)),
} satisfies Record<Operator, (values: readonly string[], today: string) => Test>

function text(parts: readonly string[], holds: (value: string, part: string) => boolean): Test {
  const folded = parts.map(fold)
  return value => {
    const own = fold(value)
    return folded.some(part => holds(own, part))
  }
}

function compare<T>(
  read: (text: string) => T | undefined,
  limit: string | undefined,
  holds: (value: T, limit: T) => boolean,
): Test {
  const bound = limit === undefined ? undefined : read(limit)
  if (bound === undefined) return never
  return value => {
    const own = read(value)
    return own !== undefined && holds(own, bound)
  }
}

function range<T>(
  read: (text: string) => T | undefined,
  low: string | undefined,
  high: string | undefined,
): Test {
  const from = compare(read, low, (value, limit) => value >= limit)
  const to = compare(read, high, (value, limit) => value <= limit)
  return value => from(value) && to(value)
}

function either(a: Test, b: Test): Test {
  return value => a(value) || b(value)
}

/** Both ends belong: within the last 0 days is today. */
function within(text: string | undefined, today: string, sign: 1 | -1): Test {
  const span = text === undefined ? undefined : readSpan(text)
  if (!span) return never
  const end = shift(today, span, sign)
  return sign === -1 ? range(readDate, end, today) : range(readDate, today, end)
}
