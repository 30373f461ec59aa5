/**
 * The text of a CSV file, whatever it was saved in. UTF-8 and UTF-16 can be told for certain; an older encoding is guessed
 * from the file's language and shown to the person, who may name another.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import jschardet from 'jschardet'
import type { FileProblem } from './table.ts'

export type DecodedText = { text: string; encoding: string }

const SAMPLE = 64 * 1024

/**
 * What a guess may be besides Windows-1252: what Excel writes as "CSV" on computers set to these languages. Below the
 * threshold guesses were wrong on real Western lists (Mac Roman and Latin-2 look alike there), so those stay Windows-1252.
 */
const GUESSES: Record<string, string> = {
  CP932: 'shift_jis',
  SHIFT_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  GB18030: 'gb18030',
  GB2312: 'gb18030',
  BIG5: 'big5',
  CP949: 'cp949',
  'EUC-KR': 'cp949',
  'WINDOWS-1250': 'windows-1250',
  'WINDOWS-1251': 'windows-1251',
  'WINDOWS-1253': 'windows-1253',
  'WINDOWS-1255': 'windows-1255',
  'WINDOWS-1256': 'windows-1256',
}
const SURE_ENOUGH = 0.1

export function decodeText(bytes: Uint8Array, fileName: string, named?: string): DecodedText | FileProblem {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const encoding = named === undefined || named === '' ? recognise(buffer) : named.toLowerCase()
  if (encoding === null) {
    return {
      problem: `“${fileName}” is not a text file. Save your list as CSV (UTF-8) or as .xlsx and import that.`,
    }
  }
  if (!iconv.encodingExists(encoding)) {
    return {
      problem: `There is no encoding called “${named}”. Try utf-8, utf-16le, windows-1252 or shift_jis.`,
    }
  }
  return withoutNul(decode(buffer, encoding), encoding, fileName)
}

function decode(buffer: Buffer, encoding: string): string {
  // V8 keeps ASCII and Latin-1 in one byte per character, which halves memory and the time to go through it.
  if (encoding === 'utf-8' || encoding === 'utf8') {
    const body = startsWith(buffer, [0xef, 0xbb, 0xbf]) ? buffer.subarray(3) : buffer
    return isAscii(body) ? body.toString('latin1') : body.toString('utf8')
  }
  return iconv.decode(buffer, encoding) // takes a byte-order mark away by itself
}

/** The encoding's name, or null for what is not text at all. */
function recognise(buffer: Buffer): string | null {
  if (startsWith(buffer, [0xef, 0xbb, 0xbf])) return 'utf-8'
  if (startsWith(buffer, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(buffer, [0xfe, 0xff])) return 'utf-16be'
  const head = buffer.subarray(0, SAMPLE)
  const nuls = nulPlaces(head)
  if (nuls.odd + nuls.even > head.length / 10) {
    // Most characters of a list, its commas at least, have a zero byte in UTF-16: always on the same side.
    if (nuls.even * 10 < nuls.odd) return 'utf-16le'
    if (nuls.odd * 10 < nuls.even) return 'utf-16be'
    return null
  }
  if (isUtf8(buffer)) return 'utf-8'
  return guess(buffer)
}

function nulPlaces(head: Buffer): { even: number; odd: number } {
  const count = { even: 0, odd: 0 }
  for (let at = head.indexOf(0); at !== -1; at = head.indexOf(0, at + 1)) {
    if (at % 2 === 0) count.even++
    else count.odd++
  }
  return count
}

function guess(buffer: Buffer): string {
  const sample = linesBeyondAscii(buffer)
  const best = jschardet.detect(sample)
  const encoding = GUESSES[(best.encoding ?? '').toUpperCase()]
  if (encoding === undefined || best.confidence < SURE_ENOUGH) return 'windows-1252'
  return iconv.decode(sample, encoding).includes('\ufffd') ? 'windows-1252' : encoding
}

/** The lines that hold something beyond ASCII: plain ones say nothing about the encoding and dilute the guess. */
function linesBeyondAscii(buffer: Buffer): Buffer {
  const lines: Buffer[] = []
  let size = 0
  for (let start = 0; start < buffer.length && size < SAMPLE; ) {
    const newline = buffer.indexOf(10, start)
    const end = newline === -1 ? buffer.length : newline + 1
    const line = buffer.subarray(start, Math.min(end, start + SAMPLE))
    if (!isAscii(line)) {
      lines.push(line)
      size += line.length
    }
    start = end
  }
  return Buffer.concat(lines)
}

/** A zero character is never meant, and databases refuse it; which cell it spoils only the person can see. */
function withoutNul(text: string, encoding: string, fileName: string): DecodedText | FileProblem {
  const at = text.indexOf('\0')
  if (at === -1) return { text, encoding }
  const line = text.slice(0, at).split(/\r\n|\r|\n/).length
  return {
    problem: `“${fileName}” holds a zero byte on line ${line}, so it may be damaged. Open it in a spreadsheet program, check that line, and save it again as CSV (UTF-8).`,
  }
}

function startsWith(buffer: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, at) => buffer[at] === byte)
}
