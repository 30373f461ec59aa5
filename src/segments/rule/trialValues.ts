import { fold } from '../../tags/fold.ts'
import { readDate, readSpan, shift } from './calendar.ts'
import { readNumber } from './readNumber.ts'
import { type BoundCondition, OPERATORS, type Operator } from './rule.ts'

/** `words` are for every condition; `measures` (numbers and days) for all but those that look at letters. */
export type TrialValues = { words: string[]; measures: string[] }

const DAY = { count: 1, unit: 'day' } as const
/** Letters of private use: no value of anybody's contains one, unless the conditions do. */
const PRIVATE = { first: 0xe000, last: 0xf8ff }

/**
 * Values that a key might one day have: whatever some value does to the conditions on a key (each is asked of one
 * key), a choice of these, held by one person, does too. So what holds for every choice of them holds for everyone,
 * also with values nobody has thought of yet. Undefined when that cannot be promised.
 *
 * - Each text with and without something strange before and after it, since a value that contains it need not begin
 *   with it.
 * - Each number and day that is a limit, and one on either side of it. Letters do not look at these, as if the year of
 *   a date could be anything: then too much is thought possible, never too little.
 */
export function trialValues(conditions: readonly BoundCondition[], today: string): TrialValues | undefined {
  const texts = conditions.filter(takes('text')).flatMap(({ values = [] }) => values.map(fold))
  const strange = strangeTo(texts.join(''))
  if (strange === undefined) return undefined
  const limits = conditions.filter(takes('number', 'date', 'range')).flatMap(({ values = [] }) => values)
  const spans = conditions.filter(takes('span')).flatMap(({ values = [] }) => values)
  const days = [...limits.flatMap(value => readDate(value) ?? []), ...spans.flatMap(ends(today))]
  return {
    words: once([strange, ...texts.flatMap(text => around(text, strange))]),
    measures: once([
      ...days.flatMap(day => [shift(day, DAY, -1), day, shift(day, DAY, 1)]),
      ...between(limits.flatMap(value => readNumber(value) ?? [])).map(decimal),
    ]),
  }
}

function takes(...wanted: (typeof OPERATORS)[Operator]['takes'][]) {
  return ({ op }: BoundCondition) => wanted.includes(OPERATORS[op].takes)
}

function strangeTo(text: string): string | undefined {
  const used = new Set(text)
  for (let code = PRIVATE.first; code <= PRIVATE.last; code++) {
    const letter = String.fromCharCode(code)
    if (!used.has(letter)) return letter
  }
  return undefined
}

function around(text: string, strange: string): string[] {
  return [text, strange + text, text + strange, strange + text + strange]
}

function ends(today: string) {
  return (text: string): string[] => {
    const span = readSpan(text)
    return span ? [today, shift(today, span, -1), shift(today, span, 1)] : []
  }
}

/** The limits, and a number between each two and beyond the outermost. */
function between(limits: readonly number[]): number[] {
  if (limits.length === 0) return []
  const ordered = [...new Set([-Number.MAX_VALUE, ...limits, Number.MAX_VALUE])].sort((a, b) => a - b)
  return ordered.flatMap((limit, at) => [(ordered[at - 1] ?? limit) / 2 + limit / 2, limit])
}

/** As `readNumber` reads it: all its digits, no exponent. */
export function decimal(number: number): string {
  return number.toLocaleString('en', { useGrouping: false, maximumSignificantDigits: 17 })
}

function once(values: readonly string[]): string[] {
  return [...new Set(values)]
}
