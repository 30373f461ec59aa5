import { afterAll, beforeAll, expect, test } from 'vitest'
import { archive, record, streamed } from '../src/imports/file/anArchive.ts'
import { aWorkbook, HEADER, sheet, text } from '../src/imports/file/aWorkbook.ts'
import { startApp, type TestApp } from './app.ts'
import { upload } from './upload.ts'

/**
 * Files made to harm, through the real app and its background thread: a sentence in which the file is named, the thread
 * goes on, and nothing is kept. What each of them tries is in src/imports/file/hostile*.test.ts.
 */
let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const far = sheet(`${HEADER}<row r="1048576">${text('XFD1048576', 'x')}</row>`)
const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${sheet(HEADER)}`
const zeros = Buffer.alloc(30 * 1024 * 1024)
const bare = Buffer.from('x')

const files: [string, RegExp, () => string | Uint8Array | Promise<Uint8Array>][] = [
  ['flat.xlsx', /unpacks to far more/, () => archive([record('xl/workbook.xml', zeros)])],
  ['lie.xlsx', /is damaged/, () => archive([record('xl/workbook.xml', zeros, { unpacked: 9 })])],
  [
    'nested.xlsx',
    /is a zip archive\. Unpack it/,
    () => archive([record('a.zip', archive([record('b', bare)]))]),
  ],
  ['overlapping.xlsx', /is damaged/, () => archive([record('a', bare), record('b', bare, { offset: 0 })])],
  ['million.xlsx', /unpacks to far more/, () => archive([record('a', bare)], { count: 1_000_000 })],
  ['climbing.xlsx', /“\.\.\/x”, which leads out/, () => archive([record('../x', bare)])],
  ['streamed.xlsx', /no visible sheet/, () => archive([streamed('xl/workbook.xml', Buffer.from('<a/>'))])],
  ['laughs.xlsx', /cannot be read as a workbook/, () => aWorkbook({ S: laughs })],
  ['far.xlsx', /sheet “S”.*row 1048576 of column XFD.*Remove/, () => aWorkbook({ S: far })],
  ['line.csv', /line 1.*column A is longer than 32,767 characters/, () => 'x'.repeat(20_000_000)],
  [
    'quote.csv',
    /opens on line 2 in column A is never closed/,
    () => `email,a\n"${'a,b\n'.repeat(1_000_000)}`,
  ],
  ['columns.csv', /Line 1 has more than 500 columns/, () => 'a,'.repeat(100_000)],
  ['zero.csv', /holds a zero byte on line 2/, () => 'email,a\na\0b,c\n'],
  ['mark.csv', /is empty/, () => '\ufeff'],
  ['empty.csv', /is empty/, () => ''],
  ['newlines.csv', /is empty/, () => '\n'.repeat(5_000_000)],
]

test.each(files)('%s is refused in a sentence', async (name, sentence, make) => {
  const { status, problem } = await upload(app, { name, content: await make() })
  expect(problem.detail).toMatch(sentence)
  expect(problem.detail).toContain(`“${name}”`)
  expect(status).toBe(422)
})

test('after all of them the same thread takes an ordinary file, and nothing of theirs is kept', async () => {
  const client = await app.client('editor')
  expect((await client.imports.list({})).total).toBe(0)
  const { status } = await upload(app, {
    name: 'people.csv',
    content: 'email,first_name,last_name\na@example.com,A,A\n',
  })
  expect(status).toBe(201)
})
