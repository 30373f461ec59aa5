import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { importFile, tagsByEmail, upload } from '../../test/upload.ts'
import { readTable } from './file/readTable.ts'
import { isProblem } from './file/table.ts'
import { xlsxBytes } from './file/writeXlsx.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

async function refused(id: number, ending: 'csv' | 'xlsx') {
  const response = await app.fetch(`/api/v1/imports/${id}/rejected.${ending}`, {}, 'editor')
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

async function tableOf(bytes: Uint8Array) {
  const table = await readTable(bytes, 'refused')
  if (isProblem(table)) throw new Error(table.problem)
  return { ...table.info, cells: [...table.rows()].map(({ cells }) => cells) }
}

const german = [
  ['Müller', 'Jürgen', 'Größe: XL'],
  ['Schäfer', 'Käthe', 'Größe: M'],
  ['Weiß', 'Björn', 'Größe: S'],
  ['Schröder', 'Günther', 'Größe: L'],
]
const japanese = [
  ['田中', '太郎', '東京都'],
  ['鈴木', '花子', '大阪府'],
  ['佐藤', '一郎', '北海道札幌市'],
]

test.each([
  ['utf-8', ';', german],
  ['utf-8', ',', japanese],
  ['utf-16le', '\t', german],
  ['windows-1252', ';', german],
  ['shift_jis', ',', japanese],
])(
  'refused rows of a file in %s with “%s” come back in both, and import as they are once they are mended',
  async (encoding, delimiter, people) => {
    const name = `${encoding}${delimiter.charCodeAt(0)}`
    const header = ['email', 'first_name', 'last_name', `Note ${name}`].join(delimiter)
    const rows = people.map(([last, first, note], at) =>
      [`broken ${name} ${at}`, first, last, note].join(delimiter),
    )
    const good = [`good${name.replace(/\W/g, '')}@example.com`, 'G', 'G', 'x'].join(delimiter)
    const text = `${encoding.startsWith('utf-16') ? '\ufeff' : ''}${[header, good, ...rows].join('\r\n')}\r\n`
    const { import: planned } = await upload(app, {
      name: 'people.csv',
      content: iconv.encode(text, encoding, { addBOM: false }),
      options: { encoding },
    })
    const bytes = await refused(planned.id, 'csv')
    const back = await tableOf(bytes)
    expect(back).toMatchObject({ encoding, delimiter })
    expect(back.headers).toEqual(['email', 'first_name', 'last_name', `Note ${name}`, 'Refused because'])
    expect(back.cells.map(cells => cells.slice(0, 4))).toEqual(rows.map(row => row.split(delimiter)))
    expect(back.cells.every(cells => cells[4]?.startsWith('email: '))).toBe(true)

    const mended = iconv
      .decode(Buffer.from(bytes), encoding, { stripBOM: false })
      .replaceAll(/broken \S+ (\d)/g, (_, at: string) => `mended${name.replace(/\W/g, '')}${at}@example.com`)
    const done = await importFile(app, 'mended.csv', iconv.encode(mended, encoding, { addBOM: false }))
    expect(done).toMatchObject({ status: 'done', problems: 0, plan: { people: { created: people.length } } })
    const { items } = await (await app.client()).people.list({ q: `mended${name.replace(/\W/g, '')}` })
    expect(items.map(({ lastName }) => lastName).sort()).toEqual(people.map(([last]) => last).sort())
  },
)

test('where a few rows are too few to tell an old encoding by, they come in UTF-8, which nobody mistakes', async () => {
  const text = [
    'email;first_name;last_name;Note 1',
    ...Array.from({ length: 40 }, (_, n) => `m${n}@example.com;Jürgen;Müller;Größe`),
    'broken;Ä;B;x',
  ].join('\n')
  const { import: planned } = await upload(app, {
    name: 'people.csv',
    content: iconv.encode(text, 'macintosh'),
    options: { encoding: 'macintosh' },
  })
  const back = await tableOf(await refused(planned.id, 'csv'))
  expect(back.cells).toMatchObject([['broken', 'Ä', 'B', 'x', expect.any(String)]])
})

test('refused rows of a workbook come as a workbook too, with its sheet, and import as they are', async () => {
  const rows = [
    ['broken', 'Änne', 'Øst', '=1+1'],
    ['fine@example.com', 'F', 'F', 'y'],
  ]
  const content = await xlsxBytes(['email', 'first_name', 'last_name', 'Note'], rows, 'Staff 2026')
  const { import: planned } = await upload(app, { name: 'staff.xlsx', content })
  const back = await tableOf(await refused(planned.id, 'xlsx'))
  expect(back).toMatchObject({
    sheet: 'Staff 2026',
    headers: ['email', 'first_name', 'last_name', 'Note', 'Refused because'],
    cells: [['broken', 'Änne', 'Øst', '=1+1', expect.stringContaining('email')]],
  })
  const mended = back.cells.map(([, ...others]) => ['aenne@example.com', ...others])
  await importFile(app, 'mended.xlsx', await xlsxBytes(back.headers, mended, 'Staff 2026'))
  expect((await tagsByEmail(app))['aenne@example.com']).toEqual(['Note: =1+1'])
})
