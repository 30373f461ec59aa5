/**
 * Workbooks that are right as archives and made to harm as workbooks: what their XML says would cost without end. The
 * limits of the reader (cells, rows, texts, steps) hold; how long that takes is not measured, only that it ends.
 */
import { describe, expect, test } from 'vitest'
import { aWorkbook, HEADER, readWhole, sheet, text, zipped } from './aWorkbook.ts'
import { customFormat, PLAIN } from './numberFormat.ts'

const PERSON = `<row r="2">${text('A2', 'a@example.com')}${text('B2', 'x')}</row>`
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const strings = (content: string) => ({ parts: { 'xl/sharedStrings.xml': `<sst>${content}</sst>` } })
const formats = (content: string) => ({ parts: { 'xl/styles.xml': `<styleSheet>${content}</styleSheet>` } })
const BROKEN = 'cannot be read as a workbook. Open it in Excel'

describe('cells', () => {
  test('in the last column there is, and beyond it', async () => {
    for (const reference of ['XFD1048576', 'XFD2', 'ZZZZZZZ2', `${'A'.repeat(5_000)}2`]) {
      const xml = sheet(`${HEADER}<row r="2">${text(reference, 'far away')}</row>`)
      expect(await readWhole(await aWorkbook({ S: xml })), reference.slice(0, 12)).toMatch(
        /“people\.xlsx” \(sheet “S”\) has a value in row 2 of column [A-Z]{3,8}, but at most 500 columns are read\. Remove/,
      )
    }
  })
  test('with an error in a column without end', async () => {
    const xml = sheet(`${HEADER}${PERSON}<row r="3"><c r="${'A'.repeat(5_000)}3" t="e"><v>#N/A</v></c></row>`)
    expect(await readWhole(await aWorkbook({ S: xml }))).toMatchObject({
      notes: ['Cell AAAAAAA3 holds an error such as #N/A and counts as blank.'],
    })
  })
  test('that are empty and name nothing, by the million', async () => {
    const xml = sheet(`${HEADER}${PERSON}<row >${'<c />'.repeat(1_500_000)}</row>`)
    expect(await readWhole(await aWorkbook({ S: xml }))).toMatchObject({ rows: [{ row: 2 }] })
  })
  test('whose attributes never end where they should', async () => {
    const odd = `<c a=x><v>1</v></c><c a' = " b'><v>1</v></c><c r =></c>`.repeat(150_000)
    const xml = sheet(`${HEADER}${PERSON}<row>${odd}</row>`)
    expect(await readWhole(await aWorkbook({ S: xml }))).toBeTruthy()
  })
  test('with an attribute of ten megabytes', async () => {
    const xml = sheet(`${HEADER}${PERSON}<row r="3" spans="${'1:2 '.repeat(2_500_000)}"></row>`)
    expect(await readWhole(await aWorkbook({ S: xml }))).toMatchObject({ rows: [{ row: 2 }] })
  })
  test('whose text is in more pieces than it may have characters', async () => {
    const cell = `<c r="A3" t="inlineStr"><is><t>${'<![CDATA[]]>'.repeat(200_000)}</t></is></c>`
    expect(
      await readWhole(await aWorkbook({ S: sheet(`${HEADER}${PERSON}<row r="3">${cell}</row>`) })),
    ).toMatch(/more than 32,767 characters in cell A3\. Shorten it\./)
  })
  test('far away by row, and rows that promise more than there is', async () => {
    const far = sheet(`${HEADER}${PERSON}<row r="1048577">${text('A1048577', 'x')}</row>`)
    expect(await readWhole(await aWorkbook({ S: far }))).toContain(BROKEN)
    const lies = `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${HEADER}<row r="2" spans="1:16384">${text('A2', 'a@example.com')}</row></sheetData></worksheet>`
    expect(await readWhole(await aWorkbook({ S: lies }))).toMatchObject({
      rows: [{ row: 2, cells: ['a@example.com'] }],
    })
  })
  test('of more rows than a sheet can have, all of them numbered alike', async () => {
    const xml = sheet(`${HEADER}${`<row r="2"><c r="A2"><v>1</v></c></row>`.repeat(40)}`)
    expect(await readWhole(await aWorkbook({ S: xml }), {}, { sheetRows: 30 })).toContain(
      'has more than 30 rows with something in them. Split it',
    )
  })
  test('nested without end', async () => {
    const deep = `${'<a>'.repeat(300_000)}${'</a>'.repeat(300_000)}`
    expect(await readWhole(await aWorkbook({ S: sheet(`${HEADER}${PERSON}${deep}`) }))).toMatchObject({
      rows: [{ row: 2 }],
    })
  })
})

describe('entities', () => {
  test.each([
    ['a million laughs', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'],
    ['a file of the server', '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'],
    ['another host', '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'],
  ])('%s: a document type is a reason to refuse, in any part', async (_, type) => {
    const rows = sheet(HEADER + PERSON)
    expect(await readWhole(await aWorkbook({ S: type + rows }))).toContain(BROKEN)
    expect(await readWhole(await aWorkbook({ S: rows }, strings(`${type}<si><t>&b;</t></si>`)))).toContain(
      BROKEN,
    )
    expect(await readWhole(await aWorkbook({ S: rows }, formats(type)))).toContain(BROKEN)
  })
  test('that nobody defined stay as they are written', async () => {
    const xml = sheet(`${HEADER}<row r="2">${text('A2', 'a@example.com')}${text('B2', '&nbsp;&b;')}</row>`)
    expect(await readWhole(await aWorkbook({ S: xml }))).toMatchObject({
      rows: [{ cells: ['a@example.com', '&nbsp;&b;'] }],
    })
  })
})

describe('shared texts', () => {
  const shared = (index: string) =>
    sheet(`${HEADER}<row r="2">${text('A2', 'a@example.com')}<c r="B2" t="s"><v>${index}</v></c></row>`)

  test('of ten megabytes: named by the cell that has it, and no matter when none has', async () => {
    const book = strings(`<si><t>short</t></si><si><t>${'x'.repeat(10_000_000)}</t></si>`)
    expect(await readWhole(await aWorkbook({ S: shared('1') }, book))).toMatch(
      /“people\.xlsx” \(sheet “S”\) has more than 32,767 characters in cell B2\. Shorten it\./,
    )
    expect(await readWhole(await aWorkbook({ S: shared('0') }, book))).toMatchObject({
      rows: [{ cells: ['a@example.com', 'short'] }],
    })
  })
  test.each(['7', '-1', '1e9', '0.5', 'NaN'])(
    'by the index %s, which there is not, are blank, and it is said',
    async index => {
      const read = await readWhole(await aWorkbook({ S: shared(index) }, strings('<si><t>only</t></si>')))
      expect(read).toMatchObject({
        rows: [{ cells: ['a@example.com'] }],
        notes: ['Cell B2 holds an error such as #N/A and counts as blank.'],
      })
    },
  )
  test('are limited in number', async () => {
    const book = await aWorkbook({ S: shared('0') }, strings('<si/>'.repeat(1_002)))
    expect(await readWhole(book, {}, { sheetCells: 1_000 })).toContain(BROKEN)
  })
  test('in a hundred thousand formatted pieces', async () => {
    const runs = `<r><rPr><b/></rPr><t>ab</t></r>`
    const book = (times: number) => strings(`<si>${runs.repeat(times)}</si>`)
    expect(await readWhole(await aWorkbook({ S: shared('0') }, book(100_000)))).toContain('in cell B2')
    expect(await readWhole(await aWorkbook({ S: shared('0') }, book(3)))).toMatchObject({
      rows: [{ cells: ['a@example.com', 'ababab'] }],
    })
  })
})

describe('merged cells', () => {
  const merged = (rows: string, ranges: string) =>
    `<worksheet><sheetData>${rows}</sheetData><mergeCells>${ranges}</mergeCells></worksheet>`
  const TOO_MANY = 'has too many merged cells to be read. Unmerge the cells'

  test('that lie over one another, so that each row is walked a thousand times', async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, at) => `<row r="${at + 2}">${text(`A${at + 2}`, 'a@example.com')}${text(`B${at + 2}`, 'x')}</row>`,
    )
    const ranges = '<mergeCell ref="B2:B3001"/>'.repeat(1_000)
    expect(await readWhole(await aWorkbook({ S: merged(HEADER + rows.join(''), ranges) }))).toContain(
      TOO_MANY,
    )
  })
  test('that would fill more cells than a sheet may have', async () => {
    const wide = `<row r="1">${text('A1', 'email')}${text('B1', 'b')}${text('SF1', 'z')}</row><row r="2">${text('A2', 'a@x.com')}${text('SF2', 'far')}</row>`
    const rows = Array.from(
      { length: 30 },
      (_, at) => `<row r="${at + 3}">${text(`A${at + 3}`, 'a@x.com')}</row>`,
    )
    const book = await aWorkbook({ S: merged(wide + rows.join(''), '<mergeCell ref="SF2:SF40"/>') })
    expect(await readWhole(book, {}, { sheetCells: 5_000 })).toContain(TOO_MANY)
    expect(await readWhole(book)).toMatchObject({
      notes: [expect.stringContaining('Column SF holds merged cells')],
    })
  })
})

describe('styles', () => {
  const dated = sheet(
    `${HEADER}<row r="2">${text('A2', 'a@example.com')}<c r="B2" s="1"><v>45000</v></c></row>`,
  )
  const styled = (code: string) =>
    formats(
      `<numFmts><numFmt numFmtId="200" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>`,
    )

  test('a million formats are refused: Excel itself opens 65,490', async () => {
    const many = formats(`<cellXfs>${'<xf/>'.repeat(1_000_000)}</cellXfs>`)
    expect(await readWhole(await aWorkbook({ S: dated }, many))).toContain(BROKEN)
    const own = formats(
      `<numFmts>${Array.from({ length: 70_000 }, (_, id) => `<numFmt numFmtId="${id}" formatCode="0"/>`).join('')}</numFmts>`,
    )
    expect(await readWhole(await aWorkbook({ S: dated }, own))).toContain(BROKEN)
  })
  test('a format code made to be slow is no format', async () => {
    for (const code of [
      '['.repeat(1_000_000),
      '[h'.repeat(500_000),
      '0'.repeat(30_000),
      `${'_'.repeat(999_999)}`,
    ]) {
      expect(customFormat(code)).toBe(PLAIN)
      expect(await readWhole(await aWorkbook({ S: dated }, styled(code)))).toMatchObject({
        rows: [{ cells: ['a@example.com', '45000'] }],
      })
    }
  })
  test('a number is not filled up with more zeros than numbers have', () => {
    expect(customFormat('0'.repeat(200))).toBe(PLAIN)
    expect(customFormat('00000')).toEqual({ kind: 'padded', digits: 5 })
  })
})

describe('lists of sheets', () => {
  const book = (sheets: string, relations: string, parts: Record<string, string>) =>
    zipped({
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml': `<workbook><sheets>${sheets}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${relations}</Relationships>`,
      ...parts,
    })
  const relation = (id: number | string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/worksheet" Target="worksheets/1.xml"/>`

  test('one part under a hundred thousand names is looked at once', async () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `<sheet name="S${at}" sheetId="1" r:id="rId1"/>`)
    const blank = sheet('<row r="1"><c r="A1"><v></v></c></row>'.repeat(5_000))
    expect(
      await readWhole(await book(names.join(''), relation(1), { 'xl/worksheets/1.xml': blank })),
    ).toContain('has no visible sheet with anything in it')
  })
  test('hundreds of thousands of relations are refused', async () => {
    const relations = Array.from({ length: 200_000 }, (_, at) => relation(at)).join('')
    const names = Array.from({ length: 200_000 }, (_, at) => `<sheet name="S" r:id="rId${at}"/>`).join('')
    expect(await readWhole(await book(names, relations, { 'xl/worksheets/1.xml': sheet(HEADER) }))).toContain(
      BROKEN,
    )
  })
  test('targets that climb out of the archive name nothing in it', async () => {
    const climbing = `<Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="../../../../../etc/passwd"/>`
    expect(await readWhole(await book('<sheet name="S" r:id="rId1"/>', climbing, {}))).toContain('is damaged')
  })
  test('a sheet that is not there is answered with those there are, twenty of them', async () => {
    const sheets = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`Sheet ${at}`, sheet(HEADER + PERSON)]),
    )
    expect(await readWhole(await aWorkbook(sheets), { sheet: 'Staff' })).toMatch(
      /has no sheet called “Staff”\. It has “Sheet 0”.*“Sheet 19” and 180 more\.$/,
    )
  })
})
