import { distance } from '../segments/rule/nearest.ts'
import type { Word } from './spelt.ts'

/**
 * Whether two words are probably one: a slip, one and many, or cut short. Pure. Wrong alarms cost more than missed ones, so
 * a slip counts only in words of five letters and more (two letters swapped: of four), never in the first letter, and never
 * where a single sign carries a meaning of its own: in digits, Roman numbers and characters that are syllables or words.
 */
export function isSameWord(a: Word, b: Word): boolean {
  if (a.text === b.text) return true
  if (a.hasDigit || b.hasDigit || IDEOGRAPHS.test(a.text) || IDEOGRAPHS.test(b.text)) return false
  if (isCutFrom(a, b) || isCutFrom(b, a)) return true
  if (isPlural(a.text, b.text) || isPlural(b.text, a.text)) return true
  return isSlip(a.text, b.text)
}

const SLIP_FROM = 5
const SWAP_FROM = 4
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u
const ROMAN = /^[ivxlcdm]+$/
/** A letter apart, and both right: what Intl.DisplayNames knows of countries, months and great languages, in ten languages. */
const BOTH_RIGHT = new Set([
  'iceland ireland',
  'irland island',
  'irlande islande',
  'irlanda islanda',
  'irlandia islandia',
  'irlanda izlanda',
  'ирландия исландия',
  'litwa lotwa',
  'marin martin',
  'julio junio',
  'julho junho',
  'japanese javanese',
  'japanisch javanisch',
])

function isSlip(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length)
  if (shorter < SWAP_FROM || (ROMAN.test(a) && ROMAN.test(b))) return false
  if (distance(a, b, 1) === undefined) return false
  if (isSwap(a, b)) return true
  return (
    shorter >= SLIP_FROM &&
    a[0] === b[0] &&
    !isGiverAndTaker(a, b) &&
    !BOTH_RIGHT.has([a, b].sort().join(' '))
  )
}

function isSwap(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join('') === [...b].sort().join('')
}

/** Employer and employee, trainer and trainee. */
function isGiverAndTaker(a: string, b: string): boolean {
  return a.slice(0, -1) === b.slice(0, -1) && /e[er]$/.test(a) && /e[er]$/.test(b)
}

/**
 * How many end, how one does, and how many letters one has at least: English, German (-en, -nen), French (-aux), Spanish
 * (-es, -ces) and Portuguese (-oes, without its accent). A letter more is a slip as well, so those are not all listed.
 */
const PLURALS: readonly (readonly [many: string, one: string, from: number])[] = [
  ['s', '', 3],
  ['es', '', 3],
  ['ies', 'y', 3],
  ['ves', 'f', 4],
  ['ves', 'fe', 4],
  ['men', 'man', 5],
  ['people', 'person', 6],
  ['en', '', 5],
  ['nen', '', 6],
  ['aux', 'al', 5],
  ['ces', 'z', 4],
  ['oes', 'ao', 5],
]

/** What a word could be one of, if it is many. */
export function* singularsOf(word: string): Generator<string> {
  for (const [many, one, from] of PLURALS) {
    if (!word.endsWith(many)) continue
    const singular = word.slice(0, word.length - many.length) + one
    if (singular.length >= from) yield singular
  }
}

function isPlural(one: string, many: string): boolean {
  for (const singular of singularsOf(many)) if (singular === one) return true
  return false
}

const CUT_FROM = 2
const LEFT_OUT = 2

/** “Eng.” is cut from “Engineering”, “Dept.” and “Mgr.” are drawn together from “Department” and “Manager”. */
function isCutFrom({ text: short, isCut }: Word, { text: long }: Word): boolean {
  if (!isCut || short.length < CUT_FROM || long.length < short.length + LEFT_OUT) return false
  if (long.startsWith(short)) return true
  if (short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}
