import { readDate } from '../segments/rule/calendar.ts'
import { readNumber } from '../segments/rule/readNumber.ts'
import type { KeyType } from './contract.ts'
import { fold } from './fold.ts'

const YES_NO = new Set(['yes', 'no', 'true', 'false', '0', '1', 'y', 'n'])

/** Whether a value reads as what the type of its key says; numbers and dates as the conditions of rules read them. */
const READABLE = {
  text: () => true,
  number: value => readNumber(value) !== undefined,
  date: value => readDate(value) !== undefined,
  yesNo: value => YES_NO.has(fold(value)),
} satisfies Record<KeyType, (value: string) => boolean>

const NOUNS = { text: 'text', number: 'a number', date: 'a date (YYYY-MM-DD)', yesNo: 'yes or no' } as const

export function isReadable(type: KeyType, value: string): boolean {
  return READABLE[type](value)
}

/** Says how many of a key's values its type does not fit; undefined when it fits all. */
export function noteOnValues({ type }: { type: KeyType }, values: readonly string[]): string | undefined {
  const odd = values.filter(value => !isReadable(type, value))
  if (odd.length === 0) return undefined
  const examples = odd
    .slice(0, 3)
    .map(value => `“${value}”`)
    .join(', ')
  return `${odd.length} of ${values.length} values cannot be read as ${NOUNS[type]}, such as ${examples}. They stay as they are.`
}
