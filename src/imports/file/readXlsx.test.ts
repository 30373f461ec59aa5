import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { aWorkbook, HEADER, readWhole, sheet, text, zipped } from './aWorkbook.ts'
import { xlsxBytes } from './writeXlsx.ts'

/** What cell A2 reads as. */
async function cell(xml: string, styles = '', attributes = '') {
  const parts: Record<string, string> = styles === '' ? {} : { 'xl/styles.xml': styles }
  const table = await readWhole(
    await aWorkbook(
      { S: sheet(`${HEADER}<row r="2">${xml}<c r="B2"><v>1</v></c></row>`) },
      { attributes, parts },
    ),
  )
  return typeof table === 'string' ? table : table.rows[0]?.cells[0]
}

describe('cells', () => {
  test.each([
    ['an integer', '<c r="A2"><v>7</v></c>', '7'],
    ['an integer written with a fraction', '<c r="A2"><v>7.0</v></c>', '7'],
    ['binary noise', '<c r="A2"><v>0.30000000000000004</v></c>', '0.3'],
    ['a large number', '<c r="A2"><v>1E+21</v></c>', '1000000000000000000000'],
    ['a small number', '<c r="A2"><v>-1.5E-7</v></c>', '-0.00000015'],
    ['minus zero', '<c r="A2"><v>-0</v></c>', '0'],
    [
      'a long card number, of which Excel itself keeps 15 digits',
      '<c r="A2"><v>4111111111111111</v></c>',
      '4111111111111110',
    ],
    ['true', '<c r="A2" t="b"><v>1</v></c>', 'TRUE'],
    ['false', '<c r="A2" t="b"><v>0</v></c>', 'FALSE'],
    ['a formula', '<c r="A2" t="str"><f>A1&amp;"x"</f><v>a &lt; b</v></c>', 'a < b'],
    ['an error', '<c r="A2" t="e"><v>#N/A</v></c>', ''],
    ['entities', '<c r="A2" t="inlineStr"><is><t>&#x41;&#66;&amp;&apos;</t></is></c>', "AB&'"],
    ['escapes', '<c r="A2" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', 'a\rb_x0041_'],
    [
      'runs of formatting',
      '<c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>a </t></r><r><t>b</t></r></is></c>',
      'a b',
    ],
    [
      'reading aids',
      '<c r="A2" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>',
      '東京',
    ],
    [
      'comments and CDATA',
      '<c r="A2" t="inlineStr"><is><t>a<!-- > -->b<![CDATA[<c>]]></t></is></c>',
      'ab<c>',
    ],
    ['an unknown shared string', '<c r="A2" t="s"><v>99</v></c>', ''],
    ['other prefixes', '<x:c x:r="A2"><x:v>5</x:v></x:c>', '5'],
    ['no reference', '<c><v>5</v></c>', '5'],
  ])('%s', async (_, xml, expected) => expect(await cell(xml)).toBe(expected))

  const formats = [
    'dd/mm/yyyy',
    '[h]:mm',
    '0.0%',
    '00000',
    '#,##0.00 &quot;days&quot;',
    'hh:mm',
    '[$-407]d. mmmm yyyy;@',
    '[Red]0',
  ]
  const styles = `<styleSheet><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}<xf numFmtId="14"/></cellXfs></styleSheet>`
  test.each([
    [0, '45322', '2024-01-31'],
    [0, '45322.5', '2024-01-31 12:00'],
    [0, '45322.5001', '2024-01-31 12:00:09'],
    [0, '45321.9999999', '2024-01-31'],
    [0, '1', '1900-01-01'],
    [0, '60', '1900-02-29'],
    [0, '61', '1900-03-01'],
    [0, '99999999', '99999999'],
    [1, '1.5', '36:00'],
    [2, '0.255', '25.5%'],
    [3, '1234', '01234'],
    [4, '1234.5', '1234.5'],
    [5, '0.3958333333', '09:30'],
    [6, '45322', '2024-01-31'],
    [7, '5', '5'],
    [8, '45322', '2024-01-31'],
  ])('format %i shows %s as %s', async (style, value, expected) => {
    expect(await cell(`<c r="A2" s="${style}"><v>${value}</v></c>`, styles)).toBe(expected)
  })
  test('the 1904 system counts from another day', async () => {
    expect(await cell('<c r="A2" s="0"><v>43860</v></c>', styles, '<workbookPr date1904="1"/>')).toBe(
      '2024-01-31',
    )
  })
  test('errors are counted and named', async () => {
    const row = '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><v>1</v></c></row>'
    expect(await readWhole(await aWorkbook({ S: sheet(HEADER + row) }))).toMatchObject({
      notes: ['Cell A2 holds an error such as #N/A and counts as blank.'],
    })
  })
})

describe('sheets', () => {
  const people = sheet(`${HEADER}<row r="5">${text('A5', 'a@x.com')}</row>`)
  const prose = sheet(`<row r="1">${text('A1', 'Read me first')}</row><row r="2">${text('A2', 'x')}</row>`)
  test('the one with an e-mail header is taken before others, and its rows keep their numbers', async () => {
    expect(
      await readWhole(await aWorkbook({ Cover: prose, Empty: sheet(''), People: people })),
    ).toMatchObject({
      sheet: 'People',
      sheets: ['Cover', 'Empty', 'People'],
      headerRow: 1,
      rows: [{ row: 5, cells: ['a@x.com'] }],
    })
  })
  test('can be named', async () => {
    const bytes = await aWorkbook({ Cover: prose, People: people })
    expect(await readWhole(bytes, { sheet: 'Cover' })).toMatchObject({ sheet: 'Cover' })
    expect(await readWhole(bytes, { sheet: 'X' })).toBe(
      '“people.xlsx” has no sheet called “X”. It has “Cover”, “People”.',
    )
  })
  test('columns and rows without references follow one another', async () => {
    const rows = '<row><c t="str"><v>email</v></c></row><row/><row><c><v>1</v></c><c><v>2</v></c></row>'
    expect(await readWhole(await aWorkbook({ S: sheet(rows) }))).toMatchObject({
      rows: [{ row: 3, cells: ['1', '2'] }],
    })
  })
  test('what hucre writes is read', async () => {
    const rows = [
      ['email', 'n', 'd', 'b'],
      ['a@x.com', 1.5, new Date('2024-01-31'), true],
      ['b@x.com', null, '日本', false],
    ]
    expect(await readWhole(await writeXlsx({ sheets: [{ name: 'A & B', rows }] }))).toMatchObject({
      sheet: 'A & B',
      rows: [
        { row: 2, cells: ['a@x.com', '1.5', '2024-01-31', 'TRUE'] },
        { row: 3, cells: ['b@x.com', '', '日本', 'FALSE'] },
      ],
    })
  })
})

describe('limits', () => {
  test('2,000 columns, of which only filled ones count', async () => {
    const wide = Array.from({ length: 2000 }, (_, at) => `h${at}`)
    expect(await readWhole(await xlsxBytes(['email', ...wide], [['x']]))).toContain(
      'has a value in row 1 of column SG, but at most 500',
    )
    const styled = `${HEADER}<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>`
    expect(await readWhole(await aWorkbook({ S: sheet(styled) }))).toMatchObject({ rows: [{ cells: ['1'] }] })
  })
  test.each([
    [
      'a long cell',
      `${HEADER}<row r="2">${text('A2', 'x'.repeat(32_768))}</row>`,
      'more than 32,767 characters in cell A2',
    ],
    ['a row beyond Excel', `${HEADER}<row r="1048577"><c><v>1</v></c></row>`, 'cannot be read as a workbook'],
    ['a column that is none', `${HEADER}<row r="2"><c r="2"><v>1</v></c></row>`, 'at most 500 columns'],
    ['a sheet that stops in the middle', `${HEADER}<row r="2"><c r="A2"`, 'cannot be read as a workbook'],
  ])('%s', async (_, rows, expected) =>
    expect(await readWhole(await aWorkbook({ S: sheet(rows) }))).toContain(expected),
  )
  test('cells in all', async () => {
    const rows = Array.from(
      { length: 100 },
      (_, at) => `<row r="${at + 2}"><c r="SF${at + 2}"><v>1</v></c></row>`,
    )
    const bytes = await aWorkbook({ S: sheet(HEADER + rows.join('')) })
    expect(await readWhole(bytes, {}, { sheetCells: 49_000 })).toContain(
      'has more than 49,000 cells. Split it',
    )
  })
})

describe('other files in a zip', () => {
  test.each([
    [
      'OpenDocument',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet' },
      'is an OpenDocument file. Open it and save',
    ],
    ['Word', { '[Content_Types].xml': '', 'word/document.xml': '' }, 'is a document, not a list.'],
    ['Numbers', { 'Index/Document.iwa': '' }, 'is an Apple Numbers'],
    ['anything', { 'people.csv': '' }, 'is a zip archive. Unpack it'],
    [
      'a workbook without sheets',
      { 'xl/workbook.xml': '<workbook/>' },
      'has no visible sheet with anything in it.',
    ],
  ])('%s', async (_, parts, expected) => expect(await readWhole(await zipped(parts))).toContain(expected))
})
