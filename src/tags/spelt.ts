import { fold } from './fold.ts'

/** A value taken apart once, since it is compared with many. */
export type Spelt = {
  value: string
  folded: string
  /** All letters and digits there are, without accents, signs and spaces between letters. */
  whole: string
  /** The words that say something: without “and”, each in its simplest form. */
  words: readonly Word[]
  /** The words with digits in them, in their order: what they say is never a slip. */
  numbers: string
}
export type Word = { text: string; isCut: boolean; hasDigit: boolean }

/** Longer values are sentences. */
const LONGEST = 60
/** Addresses of people and pages: each is somebody's own. */
const ADDRESS = /@|:\/\//
const DIGIT = /\p{N}/u
/** “Sales & Marketing” is “Sales and Marketing”; the sign is none of the words anyway. */
const AND = new Set(['and', 'und', 'et'])
/** Letters that are no accent away from what they are written as where they are missing. */
const PLAIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
/**
 * Letters and digits in words. Signs do not count, but between two digits they keep them apart, and plus, minus and sharp at
 * the end of a word are its own: grades and programming languages. A dot behind a word may say that it is cut short.
 */
const WORD = /(\d+(?:\P{L}+\d+)*|[\p{L}\p{N}]+(?:[+#]|-(?!\S))*)(\.(?!\S))?/gu

export function spelt(value: string): Spelt {
  const folded = fold(value)
  const all = value.length > LONGEST || ADDRESS.test(value) ? [] : wordsOf(folded)
  const said = all.filter(word => !AND.has(word.text))
  const words = said.length > 0 ? said : all
  return {
    value,
    folded,
    whole: words.map(word => word.text).join(''),
    words,
    numbers: words.flatMap(word => (word.hasDigit ? word.text : [])).join(' '),
  }
}

function wordsOf(folded: string): Word[] {
  const plain = folded
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/g, letter => PLAIN[letter] ?? letter)
  return [...plain.matchAll(WORD)].map(([, text = '', dot]) => ({
    text,
    isCut: dot !== undefined,
    hasDigit: DIGIT.test(text),
  }))
}
