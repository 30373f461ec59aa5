import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check } from '../src/changes/check.ts'
import { writeCursor } from '../src/http/cursor.ts'
import { openApiDocument } from '../src/http/openApi.ts'
import { startApp, type TestApp } from './app.ts'
import { aWorkspace } from './aWorkspace.ts'

/**
 * Requests that no program of ours sends, to every endpoint of the contract: whatever is in them, the answer is a
 * problem in a sentence or what was asked for, never a 500, and afterwards everything still agrees.
 */

type Body = string | Uint8Array<ArrayBuffer>
type Schema = {
  $ref?: string
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  allOf?: Schema[]
  oneOf?: Schema[]
}
type Operation = {
  operationId: string
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
type Endpoint = {
  method: string
  path: string
  fields: string[]
  query: string[]
  params: string[]
  takesDryRun: boolean
}

let app: TestApp
let key: string
let ids: Record<string, string>
let endpoints: Endpoint[]
/** The fixture writes some rows past the log; nothing more may come to that. */
let before: string[]

beforeAll(async () => {
  app = await startApp()
  ids = await aWorkspace(app)
  key = await app.key('owner')
  endpoints = await everyEndpoint()
  before = await disagreements()
})
afterAll(() => app.close())

async function disagreements(): Promise<string[]> {
  const workspaces = await app.context.db.read.selectFrom('workspace').select('id').orderBy('id').execute()
  return (await Promise.all(workspaces.map(({ id }) => check(app.context.db, id)))).flat()
}

async function everyEndpoint(): Promise<Endpoint[]> {
  const document = (await openApiDocument()) as unknown as {
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, Schema> }
  }
  const fieldsOf = (schema: Schema): string[] => {
    const { $ref, properties = {}, anyOf = [], allOf = [], oneOf = [] } = schema
    const named = $ref ? document.components.schemas[$ref.split('/').at(-1) ?? ''] : undefined
    return [
      ...(named ? fieldsOf(named) : []),
      ...Object.keys(properties),
      ...[...anyOf, ...allOf, ...oneOf].flatMap(fieldsOf),
    ]
  }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const named = (place: string) => parameters.filter(each => each.in === place).map(({ name }) => name)
      const schemas = Object.values(requestBody?.content ?? {}).map(({ schema }) => schema)
      return {
        method: method.toUpperCase(),
        path,
        fields: [...new Set(schemas.flatMap(fieldsOf))],
        query: named('query').filter(name => name !== 'dryRun'),
        params: named('path'),
        takesDryRun: named('query').includes('dryRun'),
      }
    }),
  )
}

/** Path parameters come after the word that says of what. */
function address(
  { path, takesDryRun }: Endpoint,
  change: { param?: string; value?: string; query?: string } = {},
): string {
  const place = path.replaceAll(/([\w-]+)\/\{(\w+)\}/g, (_, word: string, param: string) => {
    const value = param === change.param ? change.value : (ids[word] ?? '1')
    return `${word}/${value}`
  })
  const query = [change.query, takesDryRun ? 'dryRun=true' : undefined].filter(Boolean).join('&')
  return `/api/v1${place.replace(/^\/api\/v1/, '')}${query ? `?${query}` : ''}`
}

const wrong: string[] = []

async function ask(endpoint: Endpoint, place: string, body?: Body, type = 'application/json'): Promise<void> {
  const headers = new Headers({ authorization: `Bearer ${key}` })
  if (body !== undefined && type) headers.set('content-type', type)
  const { method } = endpoint
  const response = await fetch(`${app.url}${place}`, {
    method,
    headers,
    body: method === 'GET' ? undefined : body,
  })
  const text = response.headers.get('content-type')?.startsWith('text/event-stream')
    ? ''
    : await response.text()
  const shown = typeof body === 'string' ? body.slice(0, 80) : body ? 'bytes' : ''
  const what = `${method} ${place.slice(0, 160)} ${shown}: ${response.status} ${text.slice(0, 200)}`
  if (response.status >= 500) wrong.push(what)
  if (response.status < 400) return
  // Every refusal is a sentence.
  if (!/"detail":"[^"]*[.!?…”"]/.test(text)) wrong.push(what)
}

/** Some at once: what is tried is independent, and waiting for each in turn takes long. */
async function all(tries: (() => Promise<void>)[]): Promise<string[]> {
  wrong.length = 0
  const queue = tries.values()
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const each of queue) await each()
    }),
  )
  return wrong
}

/** Every third, beginning elsewhere each time: over all endpoints each is tried often enough, and it stays quick. */
let turns = 0
function some<T>(all: readonly T[]): T[] {
  const turn = turns++
  return all.filter((_, at) => (at + turn) % 3 === 0)
}

const writing = () => endpoints.filter(({ method }) => method !== 'GET')

const deep = (levels: number) => `${'{"all":['.repeat(levels)}${']}'.repeat(levels)}`

test('bodies that are no JSON, or JSON of another shape', async () => {
  const bodies: [Body, string?][] = [
    [''],
    ['[]'],
    ['{"a":1}{"b":2}'],
    ['{"__proto__":{"role":"owner"},"constructor":{"prototype":{}}}'],
    ['\ufeff{}'],
    [new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d])],
    ['['.repeat(10_000)],
    [deep(10_000)],
    [deep(100)],
    ['{}', 'text/plain'],
    ['<x/>', 'application/xml'],
    ['{}', 'multipart/form-data'],
    ['{}', 'nonsense'],
  ]
  const tries = writing().flatMap(endpoint =>
    bodies.map(
      ([body, type]) =>
        () =>
          ask(endpoint, address(endpoint), body, type),
    ),
  )
  expect(await all(tries)).toEqual([])
})

const VALUES: unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '\u0000',
  'a\u0000b',
  'a\udc00b',
  'x'.repeat(70_000),
  "'; drop table person; --",
  '9999999999999999999999',
  [null],
  [[[[[]]]]],
  [0, 1e30],
  { toString: 1, __proto__: null },
  { length: 1e9 },
  { key: 'K', op: 'is', values: ['\u0000', '\ud800'] },
  { '\u0000': ['x'], '\ud800': ['\udc00'], constructor: ['x'] },
]

test('every field of every body with what does not belong there', async () => {
  const tries = writing().flatMap(endpoint =>
    endpoint.fields.flatMap(field =>
      some(VALUES).map(
        value => () => ask(endpoint, address(endpoint), JSON.stringify({ ...GOOD, [field]: value })),
      ),
    ),
  )
  expect(tries.length).toBeGreaterThan(500)
  expect(await all(tries)).toEqual([])
})

/** So much that is right that the wrong field is reached; what a body does not know it leaves alone. */
const GOOD = {
  email: 'somebody@example.com',
  firstName: 'Some',
  lastName: 'Body',
  key: 'Key',
  value: 'Value',
  name: 'Name',
  title: 'Title',
  role: 'viewer',
}

const TEXTS = [
  'a%00b',
  '%FF',
  '%ED%A0%80',
  '',
  '-1',
  '1e99',
  '99999999999999999999',
  'x'.repeat(1_000),
  "'%22;--",
  '..%2F..%2Fetc',
  'a,b,,',
  '%0d%0aSet-Cookie:x',
  ...[2 ** 53 - 1, -7, 1e99, ['x', 2 ** 53 - 1], [2 ** 53 - 1, 2 ** 53 - 1], { a: 1 }].map(writeCursor),
]

test('every query parameter and every part of an address with what does not belong there', async () => {
  const tries = endpoints.flatMap(endpoint => {
    const body = endpoint.method === 'GET' ? undefined : '{}'
    const dry = endpoint.method === 'GET' || endpoint.takesDryRun
    return [
      ...endpoint.query.flatMap(name =>
        some(dry ? TEXTS : []).map(
          text => () => ask(endpoint, address(endpoint, { query: `${name}=${text}` }), body),
        ),
      ),
      ...endpoint.query.map(
        name => () => ask(endpoint, address(endpoint, { query: `${name}=1&${name}=2&${name}[a]=3` }), body),
      ),
      ...endpoint.params.flatMap(param =>
        some(TEXTS).map(value => () => ask(endpoint, address(endpoint, { param, value }), body)),
      ),
    ]
  })
  expect(await all(tries)).toEqual([])
})

test('any JSON at all', async () => {
  const word = fc.constantFrom(...new Set(writing().flatMap(({ fields }) => fields)))
  const value = fc.letrec(tie => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(...VALUES),
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(word, tie('any'), { maxKeys: 3 }),
    ),
  })).any
  const bodies = fc.sample(fc.tuple(fc.nat(), fc.dictionary(word, value, { maxKeys: 6 })), { numRuns: 250 })
  const tries = bodies.map(([at, body]) => async () => {
    const endpoint = writing()[at % writing().length]
    if (endpoint) await ask(endpoint, address(endpoint), JSON.stringify(body))
  })
  expect(await all(tries)).toEqual([])
})

test('and then everything agrees', async () => {
  expect(await disagreements()).toEqual(before)
})
