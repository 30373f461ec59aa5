/** Both ways out and in again: what Muster writes it reads back as it was, and other programs read the same. */
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readXlsx as readWithHucre } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { guard, unguard } from './guardFormula.ts'
import { readTable } from './readTable.ts'
import { isProblem } from './table.ts'
import { templateCsv, templateXlsx } from './templates.ts'
import { csvRows } from './writeCsv.ts'
import { xlsxBytes } from './writeXlsx.ts'

const HEADERS = ['email', 'b', 'c']
const csv = (rows: string[][]) => Buffer.from([...csvRows(HEADERS, rows)].join(''))

async function readBack(bytes: Uint8Array): Promise<string[][]> {
  const table = await readTable(bytes, 'export')
  if (isProblem(table)) throw new Error(table.problem)
  expect(table.info.headers).toEqual(HEADERS)
  return [...table.rows()].map(row => row.cells)
}

const PIECES = [
  'a',
  'é',
  'e\u0301',
  '日本',
  '😀',
  ' ',
  '\u00a0',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\n',
  "'",
  '=',
  '+',
  '-',
  '@',
  '&',
  '<',
  ']]>',
  '_x000D_',
  '_x',
  '\u0007',
  '\ufeff',
  '＝',
]
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES)).map(pieces => pieces.join('')),
  fc.string({ unit: 'binary' }).map(text => text.replaceAll('\0', '')),
)
/** Rows with something in the last cell: blank rows are left out, and in a sheet there are no empty cells at the end. */
const anyRows = fc.array(
  fc.tuple(
    anyText,
    anyText,
    anyText.map(text => `${text}.`),
  ),
  { minLength: 1 },
)

describe('CSV', () => {
  test('is RFC 4180 with a byte-order mark', () => {
    expect(
      [
        ...csvRows(
          ['email', 'Job, Role'],
          [
            ['a@x.com', 'say "hi"'],
            ['b@x.com', ''],
          ],
        ),
      ].join(''),
    ).toBe('\ufeffemail,"Job, Role"\r\na@x.com,"say ""hi"""\r\nb@x.com,\r\n')
  })
  test('comes in pieces', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [`p${at}@example.com`, 'b', 'c'])
    expect([...csvRows(HEADERS, rows)].length).toBeGreaterThan(3)
  })
  test('reads back as it was written', () =>
    fc.assert(
      fc.asyncProperty(anyRows, async rows => {
        expect(await readBack(csv(rows))).toEqual(rows)
      }),
    ))
  test('means the same to csv-parse, guards aside', () =>
    fc.assert(
      fc.property(anyRows, rows => {
        const read: string[][] = parse(csv(rows), { bom: true, record_delimiter: '\r\n' })
        expect(read.slice(1).map(row => row.map(unguard))).toEqual(rows)
      }),
    ))
})

describe('formulas', () => {
  test.each(['=1+1', '+49', '-5', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', "'=1", "''=1"])(
    '%j is guarded',
    text => {
      expect(guard(text)).toBe(`'${text}`)
      expect(unguard(guard(text))).toBe(text)
    },
  )
  test.each(['', 'a=b', "'tis", "O'Neil", '1-2', ' =1'])('%j is left alone', text => {
    expect(guard(text)).toBe(text)
    expect(unguard(text)).toBe(text)
  })
  test('guarding can always be undone', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(unguard(guard(text))).toBe(text)
      }),
    )
  })
  const payloads = `${import.meta.dirname}/../../../../shared/realdata/hostile/csv-injection-payloads.txt`
  test.runIf(existsSync(payloads))('known payloads are stopped, and read back', async () => {
    const rows = readFileSync(payloads, 'utf8')
      .split(/\r?\n/)
      .filter(Boolean)
      .map(line => [line, 'x', 'y'])
    expect(await readBack(csv(rows))).toEqual(rows)
    for (const [cell = ''] of parse(csv(rows), { bom: true })) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
  })
})

describe('Excel', () => {
  test('reads back as it was written', () =>
    fc.assert(
      fc.asyncProperty(anyRows, async rows => {
        expect(await readBack(await xlsxBytes(HEADERS, rows))).toEqual(rows)
      }),
    ))

  test('holds text only, under a frozen row of bold headers, for another reader too', async () => {
    const rows = [
      ['a@x.com', '=1+1', '007'],
      ['b@x.com', ' <&> ', '日本\nx'],
    ]
    const book = await readWithHucre(await xlsxBytes(HEADERS, rows), { readStyles: true })
    const [sheet] = book.sheets
    expect(sheet?.name).toBe('People')
    expect(sheet?.rows).toEqual([HEADERS, ...rows])
    expect(sheet?.freezePane).toMatchObject({ rows: 1 })
    expect(sheet?.cells?.get('0,0')?.style?.font?.bold).toBe(true)
    expect(sheet?.cells?.get('1,1')?.formula).toBeUndefined()
  })

  test('ends where Excel ends', async () => {
    const endless = (function* () {
      for (;;) yield ['a']
    })()
    await expect(xlsxBytes(['email'], endless)).rejects.toThrow('1,048,576 rows. Export as CSV instead.')
  })
})

describe('templates', () => {
  test('are refused untouched, as holding no people', async () => {
    for (const bytes of [Buffer.from(templateCsv()), await templateXlsx()]) {
      expect(await readTable(bytes, 'people')).toEqual({
        problem: expect.stringContaining('no rows below them'),
      })
    }
  })
  test('name the required columns and two tags', () => {
    expect(templateCsv()).toBe('\ufeffemail,first_name,last_name,Job Role,Region\r\n')
  })
})
