/** The parts of a workbook that its sheets are read with: their names, the shared texts, the number formats. */
import { builtInFormat, customFormat, type NumberFormat } from './numberFormat.ts'
import type { Zip } from './openZip.ts'
import { type FileProblem, isProblem, type Limits } from './table.ts'
import { attribute, nextTag, textBefore, type XmlCursor, xmlCursor } from './xmlCursor.ts'

export type Sheet = { name: string; path: string; isVisible: boolean }

export type Workbook = {
  sheets: Sheet[]
  is1904: boolean
  /** By the index that cells give. */
  strings: string[]
  formats: NumberFormat[]
}

export const BROKEN: FileProblem = {
  problem: 'cannot be read as a workbook. Open it in Excel, save it again as .xlsx, and import that.',
}

type Relation = { id: string; type: string; path: string }

// Excel opens 65,490 cell formats and as many codes for them at most.
const MOST_FORMATS = 65_536
const LONGEST_NAME = 255

export function readWorkbook(zip: Zip, limits: Limits): Workbook | FileProblem {
  const roots = relations(zip, '_rels/.rels', '', limits)
  if (isProblem(roots)) return roots
  const path = roots.find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml'
  if (path.endsWith('.bin')) {
    return { problem: 'is a binary workbook (.xlsb). Open it and save it as .xlsx or CSV, then import that.' }
  }
  const slash = path.lastIndexOf('/') + 1
  const folder = path.slice(0, slash)
  const parts = relations(zip, `${folder}_rels/${path.slice(slash)}.rels`, folder, limits)
  if (isProblem(parts)) return parts
  const workbook: Workbook = { sheets: [], is1904: false, strings: [], formats: [] }
  const part = (type: string) =>
    parts.find(relation => relation.type === type && zip.has(relation.path))?.path
  return (
    visit(zip, path, bookReader(parts, workbook)) ??
    visit(zip, part('sharedStrings'), xml => readStrings(xml, workbook.strings, limits)) ??
    visit(zip, part('styles'), formatReader(workbook.formats)) ??
    workbook
  )
}

/**
 * Hands every tag of a part to `read`, which calls the part broken (`xml.broken`) where it holds more than can be meant;
 * a part that the workbook does without is skipped.
 */
function visit(zip: Zip, path: string | undefined, read: (xml: XmlCursor) => void): FileProblem | undefined {
  if (path === undefined) return undefined
  const bytes = zip.read(path)
  if (isProblem(bytes)) return bytes
  const xml = xmlCursor(bytes)
  while (!xml.broken && nextTag(xml)) read(xml)
  return xml.broken ? BROKEN : undefined
}

function relations(zip: Zip, path: string, folder: string, limits: Limits): Relation[] | FileProblem {
  const found: Relation[] = []
  const problem = visit(zip, zip.has(path) ? path : undefined, xml => {
    // A relation names a part, and parts are limited.
    if (found.length > limits.parts) xml.broken = true
    const target = attribute(xml, 'Target')
    if (xml.name !== 'Relationship' || target === undefined) return
    // Strict and transitional OOXML differ in the beginning of the type only.
    const type = attribute(xml, 'Type')?.split('/').at(-1) ?? ''
    found.push({ id: attribute(xml, 'Id') ?? '', type, path: resolve(folder, target) })
  })
  return problem ?? found
}

function resolve(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

function bookReader(parts: readonly Relation[], workbook: Workbook): (xml: XmlCursor) => void {
  // Chart sheets are listed as well, but hold no rows.
  const worksheets = new Map(
    parts.filter(({ type }) => type === 'worksheet').map(({ id, path }) => [id, path] as const),
  )
  return xml => {
    if (xml.closing) return
    if (xml.name === 'workbookPr') workbook.is1904 = /^(?:1|true)$/.test(attribute(xml, 'date1904') ?? '')
    if (xml.name !== 'sheet') return
    const id = attribute(xml, 'id') ?? ''
    const path = worksheets.get(id)
    if (path === undefined) return
    // One part is one sheet, however often it is listed: each is looked at for the people.
    worksheets.delete(id)
    const isVisible = (attribute(xml, 'state') ?? 'visible') === 'visible'
    const name = (attribute(xml, 'name') ?? '').slice(0, LONGEST_NAME)
    workbook.sheets.push({ name, path, isVisible })
  }
}

function readStrings(xml: XmlCursor, strings: string[], limits: Limits): void {
  if (xml.name === 'si' && !xml.closing) {
    // More texts than cells cannot be meant.
    if (strings.length > limits.sheetCells) xml.broken = true
    strings.push('')
    if (!xml.empty) strings[strings.length - 1] = richText(xml, 'si')
  }
}

/**
 * The text of an element that holds `<t>` pieces, plain or formatted; moves to its end. What stands above Japanese
 * words as reading aid (`<rPh>`) is no part of it.
 */
export function richText(xml: XmlCursor, element: string): string {
  let text = ''
  let isPhonetic = false
  while (nextTag(xml)) {
    if (xml.closing) {
      if (xml.name === element) break
      if (xml.name === 't' && !isPhonetic) text += unescapeText(textBefore(xml))
      if (xml.name === 'rPh') isPhonetic = false
    } else if (xml.name === 'rPh') isPhonetic = !xml.empty
  }
  return text
}

/** Characters that XML cannot hold stand as `_x000D_` (ECMA-376 part 1, 22.9.2.19); a zero character is dropped. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    hex === '0000' ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** Cells name their format by its place in `cellXfs`; what `numFmts` defines comes before. */
function formatReader(formats: NumberFormat[]): (xml: XmlCursor) => void {
  const custom = new Map<string, NumberFormat>()
  let isInCellFormats = false
  return xml => {
    if (xml.name === 'cellXfs') isInCellFormats = !xml.closing && !xml.empty
    if (xml.closing) return
    if (formats.length > MOST_FORMATS || custom.size > MOST_FORMATS) xml.broken = true
    const id = attribute(xml, 'numFmtId') ?? '0'
    if (xml.name === 'numFmt') custom.set(id, customFormat(attribute(xml, 'formatCode') ?? ''))
    if (xml.name === 'xf' && isInCellFormats) formats.push(custom.get(id) ?? builtInFormat(Number(id)))
  }
}
