import { singularsOf } from './isSameWord.ts'
import type { Spelt, Word } from './spelt.ts'

/**
 * Under what a value is filed and looked up among look-alikes: numbers that two values share whenever they are alike, and
 * hardly ever otherwise. The number of a value's words is the sum of theirs, so their order does not matter and putting a
 * word in another's place costs one addition; a word without one letter is worked out from what stands before and behind.
 */
export function filedUnder(own: Spelt): Set<number> {
  return tracesOf(own, { full: FULL, cut: CUT })
}

/** A word that is cut short looks among full ones, and the other way round. */
export function lookedUpUnder(own: Spelt): Set<number> {
  return tracesOf(own, { full: CUT, cut: FULL })
}

const FULL = 0x51ed270b
const CUT = 0x2545f491
const WHOLE = 0x6c8e9cf5
/** Shorter words have no slips in them. */
const SLIP_FROM = 4
const BASE = 0x01000193

function tracesOf({ words, whole }: Spelt, kinds: { full: number; cut: number }): Set<number> {
  const traces = new Set<number>()
  if (words.length === 0) return traces
  traces.add(mixed(numberOf(whole) ^ WHOLE))
  const numbers = words.map(({ text }) => mixed(numberOf(text)))
  const all = numbers.reduce((sum, number) => (sum + number) | 0, words.length)
  traces.add(all)
  words.forEach((word, at) => {
    const others = (all - (numbers[at] ?? 0)) | 0
    const put = (number: number) => traces.add((others + mixed(number)) | 0)
    if (word.hasDigit) return
    for (const singular of singularsOf(word.text)) put(numberOf(singular))
    if (word.text.length >= SLIP_FROM) withoutOneLetter(word.text, put)
    put(beginning(word) ^ kinds.full)
    if (word.isCut) put(beginning(word) ^ kinds.cut)
  })
  return traces
}

const beginning = ({ text }: Word) => numberOf(text.slice(0, 1))

function numberOf(text: string): number {
  let number = 0
  for (let at = 0; at < text.length; at++) number = (Math.imul(number, BASE) + text.charCodeAt(at)) | 0
  return number
}

function withoutOneLetter(text: string, put: (number: number) => void): void {
  // From the end: what stands behind the letter, and the power of the base that what stands before it is raised by.
  const before = [0]
  for (let at = 0; at < text.length; at++)
    before.push((Math.imul(before[at] ?? 0, BASE) + text.charCodeAt(at)) | 0)
  let behind = 0
  let power = 1
  for (let at = text.length - 1; at >= 0; at--) {
    put((Math.imul(before[at] ?? 0, power) + behind) | 0)
    behind = (behind + Math.imul(text.charCodeAt(at), power)) | 0
    power = Math.imul(power, BASE)
  }
}

/** Sums of plain numbers would collide for words that are near each other. */
function mixed(number: number): number {
  let mix = number ^ (number >>> 16)
  mix = Math.imul(mix, 0x7feb352d)
  mix ^= mix >>> 15
  mix = Math.imul(mix, 0x846ca68b)
  return mix ^ (mix >>> 16)
}
