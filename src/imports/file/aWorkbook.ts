/** Workbooks for tests, from the XML of their sheets: also such as no program would write. */
import { readTable } from './readTable.ts'
import { isProblem, type Limits, type ReadOptions } from './table.ts'
import { zipChunks } from './writeZip.ts'

/** The problem's sentence, or the table with its rows. */
export async function readWhole(bytes: Uint8Array, options: ReadOptions = {}, limits: Partial<Limits> = {}) {
  const table = await readTable(bytes, 'people.xlsx', options, limits)
  return isProblem(table) ? table.problem : { ...table.info, notes: table.notes, rows: [...table.rows()] }
}

export async function zipped(parts: Record<string, string>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const pieces = Object.entries(parts).map(([name, text]) => [name, [text]] as const)
  for await (const chunk of zipChunks(pieces)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of the given sheets' XML, in that order. */
export function aWorkbook(
  sheets: Record<string, string>,
  more: { attributes?: string; parts?: Record<string, string> } = {},
) {
  const names = Object.keys(sheets)
  const listed = names
    .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')
  const related = names.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/${at}.xml"/>`,
  )
  const others = ['styles', 'sharedStrings'].map(
    part => `<Relationship Id="${part}" Type="${RELATIONS}/${part}" Target="${part}.xml"/>`,
  )
  return zipped({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook>${more.attributes ?? ''}<sheets>${listed}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${related.join('')}${others.join('')}</Relationships>`,
    ...Object.fromEntries(Object.values(sheets).map((xml, at) => [`xl/worksheets/${at}.xml`, xml])),
    ...more.parts,
  })
}

export const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
export const text = (reference: string, value: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
export const HEADER = `<row r="1">${text('A1', 'email')}${text('B1', 'b')}</row>`
