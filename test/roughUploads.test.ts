import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check } from '../src/changes/check.ts'
import { sweepUploads } from '../src/imports/sweepUploads.ts'
import { startApp, type TestApp } from './app.ts'
import { upload } from './upload.ts'

/** Uploads that break off, never end, or are no uploads: nothing of them stays, and the server goes on. */

const LIMIT = 2 * 1024 * 1024
let app: TestApp

beforeAll(async () => {
  app = await startApp({ config: { maxUploadBytes: LIMIT } })
})
afterAll(() => app.close())

const BOUNDARY = 'muster-test-boundary'
const HEAD = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="endless.csv"\r\n\r\n`
const TAIL = `\r\n--${BOUNDARY}--\r\n`

function spooled(): string[] {
  const folder = join(app.context.config.dataFolder, 'uploads')
  return existsSync(folder) ? readdirSync(folder) : []
}

async function untouched(): Promise<void> {
  await expect.poll(spooled).toEqual([])
  const { total } = await (await app.client('editor')).imports.list({})
  expect(total).toBe(0)
}

async function head(more: string): Promise<string> {
  const { host } = new URL(app.url)
  return `POST /api/v1/imports HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${await app.key('editor')}\r\ncontent-type: multipart/form-data; boundary=${BOUNDARY}\r\n${more}\r\n`
}

function socket() {
  const { hostname, port } = new URL(app.url)
  return connect(Number(port), hostname)
}

/** Sends chunks until the server has had enough; answers what it said and how many bytes it took. */
async function endless(chunk: Buffer): Promise<{ status: number; body: string; sent: number }> {
  const { hostname, port } = new URL(app.url)
  const key = await app.key('editor')
  return await new Promise((resolve, reject) => {
    let sent = 0
    let isOver = false
    const sending = request(
      {
        hostname,
        port,
        method: 'POST',
        path: '/api/v1/imports',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
          'transfer-encoding': 'chunked',
        },
      },
      response => {
        let body = ''
        response.setEncoding('utf8').on('data', text => {
          body += text
        })
        response.on('end', () => {
          isOver = true
          resolve({ status: response.statusCode ?? 0, body, sent })
        })
      },
    )
    sending.on('error', error => {
      if (!isOver) reject(error)
    })
    sending.on('close', () => {
      isOver = true
    })
    const more = () => {
      while (!isOver && !sending.destroyed) {
        sent += chunk.length
        if (!sending.write(chunk)) {
          sending.once('drain', () => setImmediate(more))
          return
        }
      }
    }
    sending.write(HEAD)
    more()
  })
}

test('a chunked upload without end, of one line without end, is cut at the limit and leaves nothing', async () => {
  const { status, body, sent } = await endless(Buffer.alloc(64 * 1024, 'x'))
  expect(JSON.parse(body)).toMatchObject({
    status: 413,
    detail: '“endless.csv” is larger than 2 MB. Split it and import the parts one after the other.',
  })
  expect(status).toBe(413)
  // What was under way in buffers, not gigabytes.
  expect(sent).toBeLessThan(64 * LIMIT)
  await untouched()
})

test.each([1, 50, 99, 100])('an upload that breaks off at %i percent leaves nothing', async percent => {
  const content = `email,first_name,last_name\n${'a@example.com,A,A\n'.repeat(40_000)}`
  const body = HEAD + content + TAIL
  const part = percent === 100 ? body.slice(0, -4) : body.slice(0, Math.floor((body.length * percent) / 100))
  const sending = socket()
  sending.on('error', () => {})
  sending.write(await head(`content-length: ${body.length}\r\n`))
  await new Promise(resolve => sending.write(part, resolve))
  // Only once some of it has arrived is there something to leave behind.
  if (percent > 1) await expect.poll(() => spooled().length).toBe(1)
  sending.destroy()
  await untouched()
})

const FORM = `multipart/form-data; boundary=${BOUNDARY}`
const field = (name: string, value: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const BROKEN = /^The upload broke off, or is not a multipart form\. Send the file again\.$/

test.each<[string, string, string, number, RegExp]>([
  ['nothing at all', FORM, '', 422, /^The form has no file\.$/],
  ['no form', FORM, 'garbage', 422, BROKEN],
  ['a form that is not closed', FORM, HEAD, 422, BROKEN],
  ['a form without its boundary', 'multipart/form-data', HEAD + TAIL, 422, BROKEN],
  ['a form of nothing', FORM, `--${BOUNDARY}--\r\n`, 422, /^The form has no file\.$/],
  ['an empty file', FORM, HEAD + TAIL, 422, /^“endless\.csv” is empty\. Choose a CSV or Excel file/],
  [
    'JSON',
    'application/json',
    '{}',
    422,
    /^Send the file as multipart\/form-data with a part named “file”\.$/,
  ],
  ['a bare file', 'text/csv', 'email', 415, /A file goes as “multipart\/form-data”\.$/],
  [
    'options that are no JSON',
    FORM,
    `${field('options', '{"a":')}${HEAD}x${TAIL}`,
    422,
    /^The options are not JSON\.$/,
  ],
  [
    'options of wrong types',
    FORM,
    `${field('options', '{"delimiter":5,"columns":7}')}${HEAD}x${TAIL}`,
    422,
    /^The options cannot/,
  ],
  [
    'options nested without end',
    FORM,
    `${field('options', `{"columns":${'['.repeat(90_000)}${']'.repeat(90_000)}}`)}${HEAD}x${TAIL}`,
    422,
    /^The options/,
  ],
  [
    'options longer than a field may be',
    FORM,
    `${field('options', ' '.repeat(1_100_000))}${HEAD}x${TAIL}`,
    422,
    /^The options cannot/,
  ],
  [
    'two files',
    FORM,
    `${HEAD}x\r\n${HEAD}y${TAIL}`,
    422,
    /^The form has more than one file\. Send one file at a time\.$/,
  ],
  ['many fields', FORM, field('f', '1').repeat(30) + HEAD + TAIL, 422, /^The form has too many fields\./],
  [
    'a name with zeros and folders in it',
    FORM,
    `${HEAD.replace('endless', '../../e\u0000\u001b')}email${TAIL}`,
    422,
    /^“e\.csv” has headers/,
  ],
  [
    'a name of a million characters',
    FORM,
    `${HEAD.replace('endless', 'e'.repeat(1_000_000))}email${TAIL}`,
    422,
    /Send the file again|“e{200}”/,
  ],
])('%s says so', async (_, type, body, status, sentence) => {
  const response = await app.fetch(
    '/api/v1/imports',
    { method: 'POST', headers: { 'content-type': type }, body },
    'editor',
  )
  const problem = (await response.json()) as { detail: string }
  expect(problem.detail).toMatch(sentence)
  expect(response.status).toBe(status)
  await untouched()
})

test('a file said to be too large is refused before it is sent', async () => {
  const sending = socket()
  const answer = new Promise<string>(resolve => sending.once('data', data => resolve(String(data))))
  sending.write(await head(`content-length: ${1024 ** 3}\r\n`))
  sending.write(`${HEAD}${'x'.repeat(1_000)}`)
  expect(await answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*“endless\.csv” is larger than 2 MB\./)
  sending.destroy()
  await untouched()
})

test('whoever sends a file that is too large reads why, and the next one is taken on the same connection', async () => {
  for (let round = 0; round < 3; round++) {
    const { status, problem } = await upload(app, { name: 'large.csv', content: 'x'.repeat(3 * LIMIT) })
    expect(problem.detail).toContain('“large.csv” is larger than 2 MB.')
    expect(status).toBe(413)
    expect((await upload(app, { name: 'small.csv', content: 'email\n' })).status).toBe(422)
  }
  await untouched()
})

test('what a killed server was taking in is removed a day later, and nothing before', async () => {
  const { dataFolder } = app.context.config
  const left = join(dataFolder, 'uploads', 'left')
  writeFileSync(left, 'half a file')
  const at = statSync(left).mtimeMs
  await sweepUploads(dataFolder, new Date(at + 60_000))
  expect(spooled()).toEqual(['left'])
  await sweepUploads(dataFolder, new Date(at + 86_500_000))
  expect(spooled()).toEqual([])
  await sweepUploads(join(dataFolder, 'nowhere'), new Date())
})

test('after all of that everything works', async () => {
  const { status } = await upload(app, {
    name: 'p.csv',
    content: 'email,first_name,last_name\na@example.com,A,A\n',
  })
  expect(status).toBe(201)
  expect(await check(app.context.db, app.workspaceId)).toEqual([])
})
