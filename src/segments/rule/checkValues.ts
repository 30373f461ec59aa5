import { fold } from '../../tags/fold.ts'
import { readDate, readSpan } from './calendar.ts'
import { readNumber } from './readNumber.ts'
import { MAX_VALUES, OPERATORS, type Operator } from './rule.ts'

/** `index` is the value meant; absent when it is about the values as a whole. */
export type ValueProblem = { index?: number; message: string }

/**
 * What is wrong with the values of one condition, in sentences; empty when nothing is. The one place that
 * decides it, for rules that come as JSON and for those that come as text.
 */
export function checkValues(op: Operator, values: readonly string[]): ValueProblem[] {
  const { arity, takes, text } = OPERATORS[op]
  if (arity === 'none') {
    return values.length === 0 ? [] : [{ message: `“${text}” takes no value: remove “values”.` }]
  }
  if (values.length === 0) return [{ message: `“${text}” needs a value.` }]
  if (arity === 'one' && values.length > 1) {
    return [{ message: `“${text}” takes one value; this has ${values.length}.` }]
  }
  if (arity === 'two' && values.length !== 2) {
    return [{ message: `“${text}” takes two values, the lower and the upper; this has ${values.length}.` }]
  }
  if (values.length > MAX_VALUES) {
    return [
      { message: `A condition may have ${count(MAX_VALUES)} values; this has ${count(values.length)}.` },
    ]
  }
  const problems = values.flatMap((value, index) => {
    const message =
      fold(value) === '' ? 'A value may not be blank.' : (otherKind(op, value) ?? misread(takes, value))
    return message === undefined ? [] : [{ index, message }]
  })
  return problems.length === 0 && takes === 'range' ? checkRange(values) : problems
}

const READERS = {
  tags: () => undefined,
  nothing: () => undefined,
  text: () => undefined,
  number: value => (readNumber(value) === undefined ? 'a number like 7 or -3.5' : undefined),
  date: value => (readDate(value) === undefined ? 'a date like 2024-01-31' : undefined),
  span: value =>
    readSpan(value) === undefined ? 'a span like 90 days, 2 weeks, 6 months or 1 year' : undefined,
  range: value =>
    readNumber(value) === undefined && readDate(value) === undefined
      ? 'a number like 7 or a date like 2024-01-31'
      : undefined,
} satisfies Record<(typeof OPERATORS)[Operator]['takes'], (value: string) => string | undefined>

/** What asks of dates as the other does of numbers. */
const COUNTERPARTS = {
  lt: 'before',
  lte: 'onOrBefore',
  gt: 'after',
  gte: 'onOrAfter',
  before: 'lt',
  onOrBefore: 'lte',
  after: 'gt',
  onOrAfter: 'gte',
} as const satisfies Partial<Record<Operator, Operator>>

/** `"Hire Date" < 2024-01-01`: a date where numbers are compared, or the other way round. */
function otherKind(op: Operator, value: string): string | undefined {
  if (!isIn(op, COUNTERPARTS)) return undefined
  const isNumeric = OPERATORS[op].takes === 'number'
  if ((isNumeric ? readDate(value) : readNumber(value)) === undefined) return undefined
  const [wanted, given] = isNumeric ? ['numbers', 'a date'] : ['dates', 'a number']
  const { text } = OPERATORS[COUNTERPARTS[op]]
  return `“${OPERATORS[op].text}” compares ${wanted}, and “${value}” is ${given}: use “${text}”.`
}

function isIn<T extends object>(name: PropertyKey, table: T): name is keyof T {
  return Object.hasOwn(table, name)
}

function misread(takes: keyof typeof READERS, value: string): string | undefined {
  const wanted = READERS[takes](value)
  return wanted === undefined ? undefined : `“${value}” cannot be read here: write ${wanted}.`
}

function checkRange([low = '', high = '']: readonly string[]): ValueProblem[] {
  const numbers = [readNumber(low), readNumber(high)]
  const dates = [readDate(low), readDate(high)]
  const [from, to] = dates.includes(undefined) ? numbers : dates
  if (from === undefined || to === undefined) {
    return [{ message: '“between” takes two numbers or two dates, not one of each.' }]
  }
  return from <= to ? [] : [{ message: `“between” takes the lower value first: write ${high} and ${low}.` }]
}

function count(number: number): string {
  return number.toLocaleString('en')
}
