/** The rows of one sheet, as text. */
import { fillMerged } from './fillMerged.ts'
import { numberText, PLAIN } from './numberFormat.ts'
import { BROKEN, richText, unescapeText, type Workbook } from './readWorkbook.ts'
import { columnName, type FileProblem, isBlank, type Limits, type TableRow } from './table.ts'
import { attribute, nextTag, textBefore, type XmlCursor } from './xmlCursor.ts'

/** `errors` are cells that hold an error such as #N/A, which are read as blank: it is nobody's department. */
export type SheetRows = { rows: TableRow[]; errors: { count: number; first: string }; notes: string[] }

/**
 * The rows that are not blank, at most `maxRows` of them. Merged cells count for each row they span; formulas have
 * the value that the spreadsheet program stored with them.
 */
export function readSheet(
  xml: XmlCursor,
  workbook: Workbook,
  limits: Limits,
  maxRows = Number.POSITIVE_INFINITY,
): SheetRows | FileProblem {
  const rows: TableRow[] = []
  const errors = { count: 0, first: '' }
  // Of the row that is being read, as far as `width`: an array that grows to nine cells has room for seventeen.
  const open: string[] = []
  let width = 0
  let row = 0
  let column = -1
  let places = 0
  while (nextTag(xml)) {
    if (xml.closing) {
      if (xml.name === 'row') {
        const cells = open.slice(0, width)
        width = 0
        if (isBlank(cells)) continue
        rows.push({ row, cells })
        places += cells.length
        if (rows.length >= maxRows) return { rows, errors, notes: [] }
        if (places > limits.sheetCells) return { problem: tooManyCells(limits) }
        if (rows.length > limits.sheetRows) return { problem: tooManyRows(limits) }
      }
      if (xml.name === 'sheetData') {
        const notes = fillMerged(xml, rows, limits.sheetCells - places)
        return Array.isArray(notes) ? { rows, errors, notes } : notes
      }
    } else if (xml.name === 'row') {
      row = Number(attribute(xml, 'r') ?? row + 1)
      if (!(row >= 1 && row <= limits.sheetRows)) return BROKEN
      width = 0
      column = -1
    } else if (xml.name === 'c') {
      const reference = attribute(xml, 'r')
      column = reference === undefined ? column + 1 : columnIndex(reference)
      if (xml.empty) continue
      const text = cellText(xml, workbook)
      if (text === null) {
        if (errors.count++ === 0) errors.first = columnName(column) + row
        continue
      }
      if (text === '') continue
      if (column < 0 || column >= limits.columns) return { problem: tooManyColumns(row, column, limits) }
      if (text.length > limits.cellCharacters) return { problem: tooLong(row, column, limits) }
      while (width < column) open[width++] = ''
      open[column] = text
      width = Math.max(width, column + 1)
    } else if (xml.name === 'sheetData' && xml.empty) {
      return { rows, errors, notes: [] }
    }
  }
  return BROKEN
}

/** The text of the cell whose opening tag is the current one; null for an error, or a shared text that is not there. */
function cellText(xml: XmlCursor, workbook: Workbook): string | null {
  const type = attribute(xml, 't') ?? 'n'
  const style = type === 'n' ? attribute(xml, 's') : undefined
  const text = (type === 'inlineStr' ? bareInlineText(xml) : bareValue(xml)) ?? cellContent(xml, type)
  switch (type) {
    case 's':
      return workbook.strings[Number(text)] ?? (text === '' ? '' : null)
    case 'inlineStr':
      return text
    case 'str':
      return unescapeText(text)
    case 'b':
      return text === '' ? '' : /^(?:1|true)$/i.test(text) ? 'TRUE' : 'FALSE'
    case 'e':
      return null
    case 'd':
      return isoDateText(text)
    default:
      return text === ''
        ? ''
        : numberText(text, workbook.formats[Number(style ?? 0)] ?? PLAIN, workbook.is1904)
  }
}

/**
 * The shape nearly all cells have, `<v>…</v></c>`, at once instead of tag by tag: a third of the time of a large sheet.
 * Only digits and the like, which need no decoding; anything else takes the general way.
 */
function bareValue(xml: XmlCursor): string | undefined {
  const { source, position } = xml
  if (!source.startsWith('<v>', position)) return undefined
  let end = position + 3
  while (isNumeric(source.charCodeAt(end))) end++
  if (!source.startsWith('</v></c>', end)) return undefined
  xml.position = end + 8
  return source.slice(position + 3, end)
}

/** The same for `<is><t>…</t></is></c>`. */
function bareInlineText(xml: XmlCursor): string | undefined {
  const { source, position } = xml
  if (!source.startsWith('<is><t', position)) return undefined
  const open = source.indexOf('>', position + 6)
  const end = source.indexOf('<', position + 6)
  if (open > end || source.charCodeAt(open - 1) === 47 || !source.startsWith('</t></is></c>', end))
    return undefined
  xml.textStart = open + 1
  xml.textEnd = end
  xml.position = end + 13
  return unescapeText(textBefore(xml))
}

/** Digits, sign, point and exponent. */
function isNumeric(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || code === 46 || code === 45 || code === 43 || code === 69 || code === 101
  )
}

function cellContent(xml: XmlCursor, type: string): string {
  let text = ''
  while (nextTag(xml) && !(xml.closing && xml.name === 'c')) {
    if (xml.name === 'is' && !xml.closing && !xml.empty) text = richText(xml, 'is')
    else if (xml.name === 'v' && xml.closing && type !== 'inlineStr') text = textBefore(xml)
  }
  return text
}

/** `2021-01-01T00:00:00` → `2021-01-01`, as dates that are stored as numbers read. */
function isoDateText(text: string): string {
  return text
    .replace(/(?:\.\d+)?Z?$/, '')
    .replace(/T00:00(?::00)?$/, '')
    .replace('T', ' ')
    .replace(/(\d\d:\d\d):00$/, '$1')
}

/** Enough to name any column wrongly; columns end at `XFD`. */
const MOST_LETTERS = 7

/** `C5` → 2. */
function columnIndex(reference: string): number {
  let index = 0
  for (let at = 0; at < Math.min(reference.length, MOST_LETTERS); at++) {
    const letter = reference.charCodeAt(at) & 0x5f
    if (letter < 65 || letter > 90) break
    index = index * 26 + letter - 64
  }
  return index - 1
}

function tooManyColumns(row: number, column: number, limits: Limits): string {
  return `has a value in row ${row} of column ${columnName(Math.max(column, 0))}, but at most ${limits.columns} columns are read. Remove the columns you do not need.`
}

function tooLong(row: number, column: number, limits: Limits): string {
  return `has more than ${limits.cellCharacters.toLocaleString('en')} characters in cell ${columnName(column)}${row}. Shorten it.`
}

function tooManyRows(limits: Limits): string {
  return `has more than ${limits.sheetRows.toLocaleString('en')} rows with something in them. Split it and import the parts one after the other.`
}

function tooManyCells(limits: Limits): string {
  return `has more than ${limits.sheetCells.toLocaleString('en')} cells. Split it and import the parts one after the other.`
}
