import { fold } from '../../tags/fold.ts'
import { readDate, readSpan, shift } from '../rule/calendar.ts'
import { readNumber } from '../rule/readNumber.ts'
import type { BoundCondition, Operator } from '../rule/rule.ts'

type KeyType = 'text' | 'number' | 'date' | 'yesNo'
type Write = (values: readonly string[], today: string, type: KeyType) => readonly (string | undefined)[]

const DAY = { count: 1, unit: 'day' } as const

/**
 * Values that would satisfy a condition where no tag of its key does yet: the literal itself, or the nearest beyond it.
 * None for conditions that name their tags.
 */
export function likelyValues({ op, values = [] }: BoundCondition, today: string, type: KeyType): string[] {
  const written = WRITE[op](values, today, type)
  return written.flatMap(value => (value === undefined || fold(value) === '' ? [] : [value]))
}

const ANY = { text: 'Yes', yesNo: 'Yes', number: '1' } as const
const nothing: Write = () => []
const anything: Write = (_, today, type) => [type === 'date' ? today : ANY[type]]
const itself: Write = values => values
const dayAway =
  (days: -1 | 0 | 1): Write =>
  ([limit = '']) => {
    const date = readDate(limit)
    return [date && (days === 0 ? date : shift(date, DAY, days))]
  }
const numberAway =
  (step: -1 | 0 | 1): Write =>
  ([limit = '']) => {
    const number = readNumber(limit)
    return [number === undefined || step === 0 ? limit : plainly(number + step)]
  }
const spanFrom =
  (sign: -1 | 1): Write =>
  ([text = ''], today) => {
    const span = readSpan(text)
    return [today, span && shift(today, span, sign)]
  }

const WRITE = {
  is: nothing,
  isNot: nothing,
  hasAll: nothing,
  exists: anything,
  missing: nothing,
  contains: itself,
  startsWith: itself,
  endsWith: itself,
  before: dayAway(-1),
  after: dayAway(1),
  onOrBefore: dayAway(0),
  onOrAfter: dayAway(0),
  withinLast: spanFrom(-1),
  withinNext: spanFrom(1),
  notWithinLast: nothing,
  lt: numberAway(-1),
  lte: numberAway(0),
  gt: numberAway(1),
  gte: numberAway(0),
  between: itself,
} satisfies Record<Operator, Write>

/** 0.1 + 1 without the noise of the last binary digits. */
function plainly(number: number): string {
  return number.toLocaleString('en', { useGrouping: false, maximumSignificantDigits: 15 })
}
