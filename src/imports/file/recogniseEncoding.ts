/**
 * Which encoding a CSV file was saved in. UTF-8 and UTF-16 can be told for certain. An older encoding is found by trying:
 * the lines beyond ASCII are read in each, and the reading wins in which the letters belong to a language and stand where
 * letters stand. jschardet, trained on prose, is wrong on most lists of names; it only tips the scale between near equals.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import jschardet from 'jschardet'
import { alphabetFit } from './alphabetFit.ts'
import type { Certainty } from './certainties.ts'
import { DOUBLE_BYTE_SETS, doubleByteFit } from './doubleByteFit.ts'
import { SCRIPTS } from './encodingAlphabets.ts'

/** How one encoding would read the file: `example` is its first cell beyond ASCII. */
export type Reading = { encoding: string; example: string }

/** `readings` are those worth offering, the most plausible first; empty where nothing had to be guessed. */
export type RecognisedEncoding = { encoding: string; certainty: Certainty; readings: Reading[] }

type Candidate = { encoding: string; fit: number; text: string }

const SAMPLE = 64 * 1024
const MOST_READINGS = 8
const TOO_IMPLAUSIBLE = 0.25
/** Below this a reading is nothing like a list of people; the commonest encoding is the better guess. */
const PLAUSIBLE = 0.5
const CLEARLY_BETTER = 0.1
const FAR_BETTER = 0.4
const FEW_LETTERS = 3
const VOTE = 0.04

/** The encoding, or null for what is not text at all. */
export function recogniseEncoding(buffer: Buffer): RecognisedEncoding | null {
  const certain = (encoding: string): RecognisedEncoding => ({ encoding, certainty: 'certain', readings: [] })
  if (startsWith(buffer, [0xef, 0xbb, 0xbf])) return certain('utf-8')
  if (startsWith(buffer, [0xff, 0xfe])) return certain('utf-16le')
  if (startsWith(buffer, [0xfe, 0xff])) return certain('utf-16be')
  const wide = sideOfNuls(buffer.subarray(0, SAMPLE))
  if (wide === null) return null
  if (wide !== undefined) return certain(wide)
  return isUtf8(buffer) ? certain('utf-8') : guess(linesBeyondAscii(buffer))
}

/** Most characters of a list, its commas at least, have a zero byte in UTF-16: always on the same side. Null for neither. */
function sideOfNuls(head: Buffer): 'utf-16le' | 'utf-16be' | null | undefined {
  let even = 0
  let odd = 0
  for (let at = head.indexOf(0); at !== -1; at = head.indexOf(0, at + 1)) {
    if (at % 2 === 0) even++
    else odd++
  }
  if (odd + even <= head.length / 10) return undefined
  if (even * 10 < odd) return 'utf-16le'
  return odd * 10 < even ? 'utf-16be' : null
}

function guess(sample: Buffer): RecognisedEncoding {
  const candidates = candidatesFor(sample)
  const best = candidates[0]
  if (best === undefined || best.fit < PLAUSIBLE) {
    const readings = readingsOf([...candidates, candidateOf('windows-1252', 0, sample)])
    return { encoding: 'windows-1252', certainty: 'unsure', readings }
  }
  // Where two encodings read the same text, it does not matter which one it was.
  const rival = candidates.find(({ text }) => text !== best.text)
  const isFew = lettersBeyondAscii(best.text) <= FEW_LETTERS
  const lead = best.fit - (rival?.fit ?? 0)
  const certainty = lead >= (isFew ? FAR_BETTER : CLEARLY_BETTER) ? 'likely' : 'unsure'
  return { encoding: best.encoding, certainty, readings: readingsOf(candidates) }
}

function candidatesFor(sample: Buffer): Candidate[] {
  const vote = jschardet.detect(sample)
  const voted = (vote.encoding ?? '').toLowerCase()
  const candidates = [
    candidateOf('utf-8', utf8Fit(sample), sample),
    ...SCRIPTS.map(script => {
      const candidate = candidateOf(script.encoding, 0, sample)
      const fit = isBroken(candidate.text) ? 0 : alphabetFit(candidate.text, script) + script.prior
      return { ...candidate, fit }
    }),
    ...DOUBLE_BYTE_SETS.map(set => candidateOf(set.encoding, doubleByteFit(sample, set), sample)),
  ]
  for (const candidate of candidates) {
    if (VOTES[voted] === candidate.encoding && candidate.fit > 0) candidate.fit += VOTE
  }
  return candidates.filter(({ fit }) => fit > TOO_IMPLAUSIBLE).sort((one, other) => other.fit - one.fit)
}

const VOTES: Record<string, string> = {
  cp932: 'shift_jis',
  shift_jis: 'shift_jis',
  'euc-jp': 'euc-jp',
  gb18030: 'gb18030',
  gb2312: 'gb18030',
  big5: 'big5',
  cp949: 'euc-kr',
  'euc-kr': 'euc-kr',
  'windows-1251': 'windows-1251',
  'windows-1253': 'windows-1253',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
}

function candidateOf(encoding: string, fit: number, sample: Buffer): Candidate {
  return { encoding, fit, text: iconv.decode(sample, encoding) }
}

/** One damaged byte must not make a whole UTF-8 file unreadable: by chance, such sequences never come about in this number. */
function utf8Fit(sample: Buffer): number {
  const text = sample.toString('utf8')
  const damaged = text.split('\ufffd').length - 1
  const read = lettersBeyondAscii(text) - damaged
  return read >= 3 && damaged * 5 < read ? 2 : 0
}

/** Bytes without a meaning in an encoding, or with that of a control character, are a wrong reading's. */
function isBroken(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const wrong = text.match(/[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]/g)?.length ?? 0
  return wrong * 50 > lettersBeyondAscii(text)
}

function lettersBeyondAscii(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
  return text.match(/[^\x00-\x7f]/gu)?.length ?? 0
}

function readingsOf(candidates: readonly Candidate[]): Reading[] {
  // Those that read the same are one reading.
  const texts = new Set<string>()
  return candidates
    .filter(({ text }) => !texts.has(text) && texts.add(text))
    .slice(0, MOST_READINGS)
    .map(({ encoding, text }) => ({ encoding, example: exampleIn(text) }))
}

function exampleIn(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them
  const cell = text.split(/[,;\t|"\r\n]/).find(each => /[^\x00-\x7f]/.test(each)) ?? ''
  const characters = [...cell.trim()]
  return characters.length > 24 ? `${characters.slice(0, 24).join('')}…` : characters.join('')
}

/** Plain lines say nothing about the encoding and dilute the guess. */
function linesBeyondAscii(buffer: Buffer): Buffer {
  const lines: Buffer[] = []
  // Old Macs end lines with CR alone.
  const newline = buffer.includes(10) ? 10 : 13
  let size = 0
  for (let start = 0; start < buffer.length && size < SAMPLE; ) {
    const found = buffer.indexOf(newline, start)
    const end = found === -1 ? buffer.length : found + 1
    const line = buffer.subarray(start, Math.min(end, start + SAMPLE))
    if (!isAscii(line)) {
      lines.push(line)
      size += line.length
    }
    start = end
  }
  return Buffer.concat(lines)
}

function startsWith(buffer: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, at) => buffer[at] === byte)
}
