import { isSameWord } from './isSameWord.ts'
import { filedUnder, lookedUpUnder } from './spellingTraces.ts'
import { type Spelt, spelt, type Word } from './spelt.ts'

/**
 * Values that are probably one: "Slaes" beside "Sales", "Engineers" beside "Engineer", "Cafe" beside "Café", "R and D" beside
 * "R & D", "Manager, Sales" beside "Sales Manager", "Dept. Head" beside "Department Head". Pure. Wrong alarms cost more than
 * missed ones: what people number or letter ("Level 1" and "Level 2", "Team A" and "Team B", dates, "C" and "C++") is never
 * alike (isSameWord.ts says which words are).
 */
export type LookAlikes = {
  /** The first value noted that is like this one; undefined when there is none. */
  find(value: string): string | undefined
  /** Every value noted that is like this one, in the order they were noted. */
  findAll(value: string): string[]
  note(value: string): void
}

/** A key with more values than this is left alone: it holds identifiers, not words. */
export const MOST_VALUES = 20_000

type Filed = Spelt & { place: number }

/**
 * Values are filed under what they have in common with their look-alikes (themselves without each one letter, each plural
 * as one), so that looking one up does not read all the others. What is found there is compared in earnest.
 */
export function createLookAlikes(values: Iterable<string> = []): LookAlikes {
  const filed = new Map<number, Filed | Filed[]>()
  let noted = 0
  const alike = (value: string): Filed[] => {
    const own = spelt(value)
    const found = new Set<Filed>()
    for (const trace of lookedUpUnder(own)) {
      const others = filed.get(trace)
      if (!others) continue
      for (const other of Array.isArray(others) ? others : [others])
        if (areAlike(own, other)) found.add(other)
    }
    return [...found].sort((a, b) => a.place - b.place)
  }
  const index: LookAlikes = {
    find: value => alike(value)[0]?.value,
    findAll: value => alike(value).map(other => other.value),
    note(value) {
      const own: Filed = { ...spelt(value), place: noted++ }
      for (const trace of filedUnder(own)) {
        const others = filed.get(trace)
        if (Array.isArray(others)) others.push(own)
        else filed.set(trace, others ? [others, own] : own)
      }
    },
  }
  for (const value of values) index.note(value)
  return index
}

export function isLookAlike(a: string, b: string): boolean {
  return areAlike(spelt(a), spelt(b))
}

function areAlike(a: Spelt, b: Spelt): boolean {
  if (a.folded === b.folded || a.words.length === 0 || b.words.length === 0) return false
  if (a.whole === b.whole) return true
  if (a.words.length !== b.words.length || a.numbers !== b.numbers) return false
  const left = without(a.words, b.words)
  const right = without(b.words, a.words)
  const [one] = left
  const [other] = right
  if (left.length > 1 || right.length > 1) return false
  if (one && other && !isSameWord(one, other)) return false
  return isInOrder(a.words, b.words, one, other) || mayBeReordered(a.words)
}

/** The words of one value that the other has not, each counted as often as it stands there. */
function without(words: readonly Word[], others: readonly Word[]): Word[] {
  const left = others.map(word => word.text)
  return words.filter(({ text }) => {
    const at = left.indexOf(text)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

function isInOrder(a: readonly Word[], b: readonly Word[], one?: Word, other?: Word): boolean {
  return a.every((word, at) => word.text === b[at]?.text || (word === one && b[at] === other))
}

/** “Team A 1” and “Team 1 A” may be two: among letters and numbers that name something, the order does too. */
function mayBeReordered(words: readonly Word[]): boolean {
  return words.filter(({ text, hasDigit }) => hasDigit || text.length === 1).length <= 1
}
