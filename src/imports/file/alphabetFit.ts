/** How well a text reads in an alphabet: the measure by which encodings of one byte per letter are told apart. */
import type { Script } from './encodingAlphabets.ts'

type Fit = { union: number; languages: number[]; characters: number }

// A word goes on over everything beyond ASCII: a symbol in the middle of one is what betrays a wrong reading.
const WORDS = /[A-Za-z\u0080-\uffff]+/g
const MOST_WORDS = 2_000

/** From 0 (nonsense) to 1 (every letter belongs to one language, and stands where such a letter may stand). */
export function alphabetFit(text: string, script: Script): number {
  const fit: Fit = { union: 0, languages: script.languages.map(() => 0), characters: 0 }
  const union = new Set(script.languages.join(''))
  const languages = script.languages.map(letters => new Set(letters))
  let words = 0
  for (const [word] of text.matchAll(WORDS)) {
    const letters = [...word]
    if (!letters.some(isBeyondAscii)) continue
    if (++words > MOST_WORDS) break
    const whole = wholeWord(letters, script.kind)
    letters.forEach((letter, at) => {
      if (!isBeyondAscii(letter)) return
      fit.characters++
      // The Turkish İ has a small form of two characters.
      const small = letter === 'İ' ? letter : letter.toLowerCase()
      const weight = whole * placeOf(letters, at)
      if (isApart(letter, letters, at)) {
        fit.union += 0.5
        fit.languages = fit.languages.map(sum => sum + 0.5)
        return
      }
      if (union.has(small)) fit.union += weight
      languages.forEach((alphabet, index) => {
        if (alphabet.has(small)) fit.languages[index] = (fit.languages[index] ?? 0) + weight
      })
    })
  }
  if (fit.characters === 0) return 0
  // One language that explains everything is worth more than several that do together.
  return (fit.union + Math.max(...fit.languages)) / 2 / fit.characters
}

/** Dashes, quotes and the like have their place between words, and an apostrophe inside a name. */
function isApart(letter: string, letters: readonly string[], at: number): boolean {
  if (letter === '’') return /\p{Lu}/u.test(letters[at + 1] ?? '') || at === 1
  return letters.length === 1 && /[–—‘“”„«»€№…•°]/.test(letter)
}

/** Latin words hold more ASCII letters than others; words of other scripts hold none. */
function wholeWord(letters: readonly string[], kind: Script['kind']): number {
  const beyond = letters.filter(isBeyondAscii).length
  if (kind === 'latin') return letters.length >= 4 && beyond * 2 > letters.length ? 0.1 : 1
  if (beyond < letters.length) return 0
  // A list of names that never begins one with a capital is rather of a script that has none.
  return kind === 'cased' && letters.length > 1 && letters.every(letter => letter === letter.toLowerCase())
    ? 0.7
    : 1
}

/** Whether a capital or small letter stands where it may: `Müller`, `MÜLLER`, `Öz`, but neither `MÅller` nor `MüLLER`. */
function placeOf(letters: readonly string[], at: number): number {
  const letter = letters[at] ?? ''
  const before = letters[at - 1] ?? ''
  const after = letters[at + 1] ?? ''
  if (isCapital(letter)) {
    if (isSmall(before)) return 0
    return isCapital(before) && isSmall(after) ? 0.3 : 1
  }
  if (!isSmall(letter)) return 1
  if (isCapital(before) && isCapital(after)) return 0
  return at > 0 ? 1 : 0.8
}

const isBeyondAscii = (letter: string) => letter > '\x7f'
const isCapital = (letter: string) => letter !== letter.toLowerCase()
const isSmall = (letter: string) => letter !== letter.toUpperCase()
