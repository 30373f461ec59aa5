/**
 * The text of a CSV file, whatever it was saved in. What was recognised is shown to the person with how sure it is, and
 * they may name another encoding.
 */
import { isAscii } from 'node:buffer'
import iconv from 'iconv-lite'
import { type RecognisedEncoding, recogniseEncoding } from './recogniseEncoding.ts'
import type { FileProblem } from './table.ts'

export type DecodedText = RecognisedEncoding & { text: string; notes: string[] }

export function decodeText(bytes: Uint8Array, fileName: string, named?: string): DecodedText | FileProblem {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const recognised = recogniseEncoding(buffer)
  const isNamed = named !== undefined && named !== ''
  if (isNamed && !iconv.encodingExists(named)) {
    return {
      problem: `There is no encoding called “${named}”. Try utf-8, utf-16le, windows-1252 or shift_jis.`,
    }
  }
  if (recognised === null && !isNamed) {
    return {
      problem: `“${fileName}” is not a text file. Save your list as CSV (UTF-8) or as .xlsx and import that.`,
    }
  }
  const { encoding, certainty, readings } = isNamed
    ? chosen(named.toLowerCase(), recognised)
    : (recognised as RecognisedEncoding)
  const text = decode(buffer, encoding)
  return (
    zeroByte(text, fileName) ?? { text, encoding, certainty, readings, notes: damageNotes(text, encoding) }
  )
}

/** What would have been recognised stays on offer, so that a choice can be taken back. */
function chosen(encoding: string, recognised: RecognisedEncoding | null): RecognisedEncoding {
  if (recognised === null) return { encoding, certainty: 'chosen', readings: [] }
  const readings =
    recognised.readings.length > 0 ? recognised.readings : [{ encoding: recognised.encoding, example: '' }]
  return { encoding, certainty: 'chosen', readings }
}

function decode(buffer: Buffer, encoding: string): string {
  // V8 keeps ASCII and Latin-1 in one byte per character, which halves memory and the time to go through it.
  if (encoding === 'utf-8' || encoding === 'utf8') {
    const hasMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf
    const body = hasMark ? buffer.subarray(3) : buffer
    return isAscii(body) ? body.toString('latin1') : body.toString('utf8')
  }
  return iconv.decode(buffer, encoding) // takes a byte-order mark away by itself
}

const count = new Intl.NumberFormat('en')

/** What an encoding has no character for is read as �; one such place is damage, many are the wrong encoding. */
function damageNotes(text: string, encoding: string): string[] {
  const first = text.indexOf('\ufffd')
  if (first === -1) return []
  let times = 0
  for (let at = first; at !== -1; at = text.indexOf('\ufffd', at + 1)) times++
  const places =
    times === 1
      ? `One character on line ${lineAt(text, first)} cannot be read`
      : `${count.format(times)} characters, on line ${lineAt(text, first)} first, cannot be read`
  return [
    `${places} as ${encoding} and ${times === 1 ? 'stands' : 'stand'} as “�”. Correct the file, or choose another encoding.`,
  ]
}

/** A zero character is never meant, and databases refuse it; which cell it spoils only the person can see. */
function zeroByte(text: string, fileName: string): FileProblem | undefined {
  const at = text.indexOf('\0')
  if (at === -1) return undefined
  return {
    problem: `“${fileName}” holds a zero byte on line ${lineAt(text, at)}, so it may be damaged. Open it in a spreadsheet program, check that line, and save it again as CSV (UTF-8).`,
  }
}

function lineAt(text: string, at: number): number {
  let line = 1
  for (let place = 0; place < at; place++) {
    const code = text.charCodeAt(place)
    if (code === 10 || (code === 13 && text.charCodeAt(place + 1) !== 10)) line++
  }
  return line
}
