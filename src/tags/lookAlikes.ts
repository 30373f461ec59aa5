import { distance } from '../segments/rule/nearest.ts'
import { fold } from './fold.ts'

/**
 * Values that are probably one: "Slaes" beside "Sales", "Engineer" beside "Engineers", "Café" beside "Cafe", "R&D" beside
 * "R & D". Pure. Wrong alarms cost more than missed ones, so what people number or letter ("Level 1" and "Level 2",
 * "Team A" and "Team B", dates, "C" and "C++") is never alike, and a slip counts only in words of five letters and more (two
 * letters swapped: of four): Iran is not Iraq.
 */
export type LookAlikes = {
  /** The first value noted that is like this one; undefined when there is none. */
  find(value: string): string | undefined
  note(value: string): void
}

const SLIP_FROM = 5
const SWAP_FROM = 4
const PLURAL_FROM = 3
/** A key with more values than this holds identifiers, not words; and longer values are sentences. */
export const MOST_VALUES = 5_000
const LONGEST = 60

/**
 * Values are filed under what they have in common with their look-alikes (themselves without each one letter), so that
 * looking one up does not read all the others.
 */
export function createLookAlikes(values: Iterable<string> = []): LookAlikes {
  const filed = new Map<string, Spelling[]>()
  const index: LookAlikes = {
    find(value) {
      const own = spelt(value)
      for (const trace of traces(own.words))
        for (const other of filed.get(trace) ?? []) if (areAlike(own, other)) return other.value
      return undefined
    },
    note(value) {
      const own = spelt(value)
      for (const trace of traces(own.words)) {
        const others = filed.get(trace)
        if (others) others.push(own)
        else filed.set(trace, [own])
      }
    },
  }
  for (const value of values) index.note(value)
  return index
}

/** Each pair of look-alikes among the values, the later one first. */
export function lookAlikePairs(values: readonly string[]): { value: string; like: string }[] {
  if (values.length > MOST_VALUES) return []
  const index = createLookAlikes()
  return values.flatMap(value => {
    const like = index.find(value)
    index.note(value)
    return like === undefined ? [] : [{ value, like }]
  })
}

export function isLookAlike(a: string, b: string): boolean {
  return areAlike(spelt(a), spelt(b))
}

/** A value taken apart once, since it is compared with many. */
type Spelling = { value: string; folded: string; words: readonly string[]; whole: string }

function spelt(value: string): Spelling {
  const words = wordsOf(value)
  return { value, folded: fold(value), words, whole: words.join('') }
}

function areAlike(a: Spelling, b: Spelling): boolean {
  if (a.folded === b.folded) return false
  const left = a.words
  const right = b.words
  if (left.length === 0 || right.length === 0) return false
  if (a.whole === b.whole) return true
  if (left.length !== right.length) return false
  const differing = left.flatMap((word, place) =>
    word === right[place] ? [] : [[word, right[place] ?? ''] as const],
  )
  const [pair] = differing
  return differing.length === 1 && pair !== undefined && isSameWord(...pair)
}

function isSameWord(a: string, b: string): boolean {
  if (/\d/.test(a) || /\d/.test(b)) return false
  const shorter = Math.min(a.length, b.length)
  if (shorter >= PLURAL_FROM && (isPlural(a, b) || isPlural(b, a))) return true
  return shorter >= SWAP_FROM && distance(a, b, 1) !== undefined && (shorter >= SLIP_FROM || isSwap(a, b))
}

function isSwap(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join('') === [...b].sort().join('')
}

function isPlural(one: string, many: string): boolean {
  return many === `${one}s` || many === `${one}es` || (one.endsWith('y') && many === `${one.slice(0, -1)}ies`)
}

/**
 * Letters and digits without accents, in words. Signs do not count, but between two digits they keep them apart, and plus,
 * minus and sharp at the end of a word are its own: grades and programming languages.
 */
function wordsOf(value: string): string[] {
  if (value.length > LONGEST) return []
  return (
    fold(value)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/\d+(?:\P{L}+\d+)*|[\p{L}\d]+(?:[+#]|-(?!\S))*/gu) ?? []
  )
}

function traces(words: readonly string[]): Set<string> {
  const whole = words.join('')
  if (whole === '') return new Set()
  const found = new Set([whole])
  for (let at = 0; at < whole.length; at++) found.add(whole.slice(0, at) + whole.slice(at + 1))
  // Plurals of two and three letters more.
  words.forEach((word, place) => {
    if (!word.endsWith('es')) return
    const singular = word.endsWith('ies') ? [`${word.slice(0, -3)}y`, word.slice(0, -2)] : [word.slice(0, -2)]
    for (const each of singular)
      found.add([...words.slice(0, place), each, ...words.slice(place + 1)].join(''))
  })
  return found
}
