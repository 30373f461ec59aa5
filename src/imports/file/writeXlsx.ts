/**
 * A workbook of one sheet, in pieces, with memory that does not grow with the rows. Every cell is text, so nothing in it
 * can run as a formula and no apostrophe is needed. Own code because hucre's streaming writer cannot make one row bold
 * and takes twice as long. Format: ECMA-376 part 1.
 */
import { columnName, LIMITS } from './table.ts'
import type { Batches } from './writeCsv.ts'
import { zipChunks } from './writeZip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SHEET_PATH = 'xl/worksheets/sheet1.xml'

/** More rows than Excel can hold are an error: offer CSV instead. */
export function xlsxChunks(
  headers: readonly string[],
  rows: Iterable<readonly string[]> | Batches,
  sheetName = 'People',
): AsyncGenerator<Uint8Array> {
  const fixed = Object.entries(fixedParts(sheetName)).map(([name, xml]) => [name, [XML + xml]] as const)
  // The pieces are made one part after the other: the shared texts are known once the sheet is written.
  const shared = new Map<string, number>()
  return zipChunks([
    ...fixed,
    [SHEET_PATH, sheetXml(headers, Symbol.asyncIterator in rows ? rows : batched(rows), shared)],
    ['xl/sharedStrings.xml', sharedXml(shared)],
  ])
}

export async function xlsxBytes(
  headers: readonly string[],
  rows: Iterable<readonly string[]> | Batches,
  sheetName?: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of xlsxChunks(headers, rows, sheetName)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const ROWS_A_BATCH = 500

function* batched(rows: Iterable<readonly string[]>): Generator<(readonly string[])[]> {
  let batch: (readonly string[])[] = []
  for (const row of rows) {
    if (batch.push(row) < ROWS_A_BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

async function* sheetXml(
  headers: readonly string[],
  batches: Iterable<(readonly string[])[]> | Batches,
  shared: Map<string, number>,
): AsyncGenerator<string> {
  const widths = headers
    .map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="20" customWidth="1"/>`)
    .join('')
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`
  yield `${widths && `<cols>${widths}</cols>`}<sheetData>${rowXml(1, headers, shared, ' s="1"')}`
  let row = 1
  for await (const rows of batches) {
    let xml = ''
    for (const cells of rows) {
      if (++row > LIMITS.sheetRows)
        throw new RangeError('An Excel sheet holds 1,048,576 rows. Export as CSV instead.')
      xml += rowXml(row, cells, shared)
    }
    yield xml
  }
  yield '</sheetData></worksheet>'
}

/**
 * The first distinct texts are shared, which makes a list of people with tags a third smaller; how many is limited, so
 * that memory is too, and the rest stands in its cells.
 */
const MOST_SHARED = 65_536

function rowXml(row: number, cells: readonly string[], shared: Map<string, number>, style = ''): string {
  let xml = `<row r="${row}">`
  for (let at = 0; at < cells.length; at++) {
    const text = cells[at] ?? ''
    if (text === '') continue
    let index = shared.get(text)
    if (index === undefined && shared.size < MOST_SHARED) {
      index = shared.size
      shared.set(text, index)
    }
    const cell = `<c r="${columnName(at)}${row}"${style}`
    xml +=
      index === undefined
        ? `${cell} t="inlineStr"><is>${textXml(text)}</is></c>`
        : `${cell} t="s"><v>${index}</v></c>`
  }
  return `${xml}</row>`
}

function* sharedXml(shared: ReadonlyMap<string, number>): Generator<string> {
  yield `${XML}<sst xmlns="${MAIN}">`
  for (const text of shared.keys()) yield `<si>${textXml(text)}</si>`
  yield '</sst>'
}

/** Excel trims what is not marked. */
function textXml(text: string): string {
  return `<t${/^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''}>${escapeXml(text)}</t>`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold control characters; they get Excel's own escape
const SPECIAL = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** `_x000D_` is how Excel writes what XML cannot hold; a text that looks like it gets its own underscore escaped. */
function escapeXml(text: string): string {
  return text.replace(
    SPECIAL,
    sign => ESCAPES[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}

function fixedParts(sheetName: string): Record<string, string> {
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
  const part = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${CONTENT}.${type}+xml"/>`
  const relations = (...all: string[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
  const xf = (id: number) =>
    `<xf numFmtId="0" fontId="${id}" fillId="0" borderId="0" xfId="0"${id ? ' applyFont="1"' : ''}/>`
  return {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('xl/workbook.xml', 'sheet.main')}${part(SHEET_PATH, 'worksheet')}${part('xl/styles.xml', 'styles')}${part('xl/sharedStrings.xml', 'sharedStrings')}</Types>`,
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation(1, 'worksheet', 'worksheets/sheet1.xml'),
      relation(2, 'styles', 'styles.xml'),
      relation(3, 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2">${xf(0)}${xf(1)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  }
}
