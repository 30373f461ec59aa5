/** What kind of file this is, by its first bytes. Names lie: an .xls may be HTML, and an .xlsx an OpenDocument file. */
import type { FileProblem } from './table.ts'

const SAVE_AS = 'Open it and save it as .xlsx or CSV, then import that.'
const UNPACK = 'is a compressed archive. Unpack it and import the CSV or .xlsx file inside.'
const PICTURE = 'is a picture. Export the list as CSV or .xlsx, and import that.'
const OLD_EXCEL = `is an old Excel file (.xls). ${SAVE_AS}`

/** Beginnings as hexadecimal bytes. BIFF2 to 4 are worksheets from before the OLE container. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['09000400', OLD_EXCEL],
  ['09020600', OLD_EXCEL],
  ['09040600', OLD_EXCEL],
  ['255044462d', 'is a PDF. Export the list as CSV or .xlsx from where it comes from, and import that.'],
  ['89504e47', PICTURE],
  ['ffd8ff', PICTURE],
  ['47494638', PICTURE],
  ['1f8b', UNPACK],
  ['377abcaf', UNPACK],
  ['52617221', UNPACK],
]

const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^\{\\rtf/, `is a text document (RTF). Put the list into a spreadsheet. ${SAVE_AS}`],
  [/^<\?xml.*<(?:\?mso-application|(?:ss:)?Workbook)/is, `is an Excel XML file. ${SAVE_AS}`],
  [/^(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|meta|body|table|div)\b/i, `is a web page. ${SAVE_AS}`],
  [/^<\?xml/i, `is an XML file. ${SAVE_AS}`],
  [
    /^(?:\[\s*[[{]|\{\s*"[^"]*"\s*:)/,
    'is a JSON file. Export the list as CSV or .xlsx from where it comes from, and import that.',
  ],
]

/** Problems continue a sentence that begins with the file's name. */
export function recogniseFormat(bytes: Uint8Array): 'xlsx' | 'csv' | FileProblem {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hex = buffer.toString('hex', 0, 8)
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'xlsx'
  if (hex === 'd0cf11e0a1b11ae1') return oleProblem(buffer)
  const signature = SIGNATURES.find(([beginning]) => hex.startsWith(beginning))
  if (signature !== undefined) return { problem: signature[1] }
  const text = buffer.toString('utf8', 0, 4096).replace(/^\ufeff?\s*/, '')
  const markup = MARKUP.find(([beginning]) => beginning.test(text))
  return markup === undefined ? 'csv' : { problem: markup[1] }
}

/** The OLE container holds old workbooks, and new ones once they have a password; it names its streams in UTF-16. */
function oleProblem(buffer: Buffer): FileProblem {
  const holds = (name: string) => buffer.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) {
    return { problem: 'is protected with a password. Open it, take the password away, and save it again.' }
  }
  return holds('WordDocument') || holds('PowerPoint Document')
    ? { problem: `is an old Office document, not a list. Put the list into a spreadsheet. ${SAVE_AS}` }
    : { problem: OLD_EXCEL }
}
