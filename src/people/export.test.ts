import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { upload } from '../../test/upload.ts'
import { readTable } from '../imports/file/readTable.ts'
import { isProblem } from '../imports/file/table.ts'

let app: TestApp
let client: Client

let clock: number

beforeEach(async () => {
  clock = Date.parse('2026-03-02T09:00:00Z')
  app = await startApp({ now: () => new Date(clock) })
  client = await app.client('editor')
})
afterEach(() => app.close())

async function exported(path: string): Promise<{ headers: string[]; rows: string[][] }> {
  const response = await app.fetch(`/api/v1/people/${path}`, {}, 'viewer')
  expect(response.status).toBe(200)
  const table = await readTable(Buffer.from(await response.arrayBuffer()), path)
  if (isProblem(table)) throw new Error(table.problem)
  return { headers: table.info.headers, rows: [...table.rows()].map(row => row.cells) }
}

const everyone = {
  Ann: { Department: 'Sales', Skill: ['First aid', 'Forklift', '=cmd|x'] },
  Bob: { Skill: 'Forklift; heavy' },
  Cem: {},
}

test.each(['csv', 'xlsx'])('a %s has a column for each value a person may have', async format => {
  await somePeople(app.context, everyone)
  expect(await exported(`export.${format}`)).toEqual({
    headers: ['email', 'first_name', 'last_name', 'Department', 'Skill', 'Skill', 'Skill'],
    rows: [
      ['ann@example.com', 'Ann', 'Meyer', 'Sales', '=cmd|x', 'First aid', 'Forklift'],
      ['bob@example.com', 'Bob', 'Meyer', '', 'Forklift; heavy'],
      ['cem@example.com', 'Cem', 'Meyer'],
    ].map(row => (format === 'csv' ? [...row, ...Array(7 - row.length).fill('')] : row)),
  })
})

test('it is a download named by the day, in which nothing runs as a formula', async () => {
  await somePeople(app.context, everyone)
  const response = await app.fetch('/api/v1/people/export.csv', {}, 'viewer')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="people-2026-03-02.csv"')
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const text = Buffer.from(await response.arrayBuffer()).toString()
  expect(text.startsWith('\ufeffemail,first_name,last_name,Department,Skill,Skill,Skill\r\n')).toBe(true)
  expect(text).toContain(`"'=cmd|x"`)
})

test('it holds what the filter finds, and statuses and external ids where there are any', async () => {
  const people = await somePeople(app.context, everyone)
  await client.people.update({ params: { id: people.Bob }, query: {}, body: { externalId: '007' } })
  await client.people.deactivate({ params: { id: people.Cem }, query: {} })
  expect((await exported('export.csv?where=Department%20is%20Sales')).rows).toHaveLength(1)
  const { headers, rows } = await exported('export.csv?status=any&sort=-name')
  expect(headers.slice(0, 5)).toEqual(['email', 'first_name', 'last_name', 'external_id', 'status'])
  expect(rows.map(row => row.slice(0, 5))).toEqual([
    ['cem@example.com', 'Cem', 'Meyer', '', 'inactive'],
    ['bob@example.com', 'Bob', 'Meyer', '007', 'active'],
    ['ann@example.com', 'Ann', 'Meyer', '', 'active'],
  ])
})

test('of a moment it has the keys there were, by their names of then and in their order of then', async () => {
  const { Ann } = await somePeople(app.context, {
    ...everyone,
    Dee: { Gone: 'x', Badge: '7', Dept: 'IT', Desk: '1', Level: 'A' },
  })
  const keys = (await client.tags.keys({ limit: 500 })).items
  const key = (name: string) => ({ id: keys.find(each => each.name === name)?.id ?? 0 })
  const then = await exported('export.csv')
  const asOf = new Date(clock).toISOString()
  clock += 60_000
  await client.tags.updateKey({ params: key('Department'), query: {}, body: { name: 'Area' } })
  await client.tags.updateKey({ params: key('Skill'), query: {}, body: { name: 'Department', position: 90 } })
  await client.tags.removeKey({ params: key('Gone'), query: {} })
  await client.tags.mergeKey({ params: key('Dept'), query: {}, body: { into: key('Badge').id } })
  await client.people.update({ params: { id: Ann }, query: {}, body: { tags: { New: ['1'], Desk: ['2'] } } })
  expect(await exported(`export.csv?asOf=${asOf}`)).toEqual(then)
  expect(then.headers.slice(3)).toEqual([
    'Department',
    'Skill',
    'Skill',
    'Skill',
    'Gone',
    'Badge',
    'Dept',
    'Desk',
    'Level',
  ])
  const before = new Date(Date.parse(asOf) - 60_000).toISOString()
  const nobodyYet = await app.fetch(`/api/v1/people/export.csv?asOf=${before}`)
  expect((await nobodyYet.text()).trim()).toBe('email,first_name,last_name')
  expect((await exported(`export.xlsx?asOf=${asOf}`)).headers).toEqual(then.headers)
})

test('what is exported imports as it is: nothing changes', async () => {
  await somePeople(app.context, everyone)
  const response = await app.fetch('/api/v1/people/export.csv', {}, 'viewer')
  const content = Buffer.from(await response.arrayBuffer())
  const { import: imported } = await upload(app, { name: 'people.csv', content })
  const end = Date.now() + 20_000
  for (;;) {
    const { status, plan } = await client.imports.get({ id: imported.id })
    if (status === 'ready') {
      expect(plan).toMatchObject({
        people: { created: 0, updated: 0, unchanged: 3, refused: 0 },
        tags: { created: [], keysCreated: [], changed: [] },
      })
      return
    }
    expect(['reading', 'ready']).toContain(status)
    if (Date.now() > end) throw new Error('It took too long.')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
})

test('a filter that cannot be read is refused before anything is sent, and nobody gets it unasked', async () => {
  const response = await app.fetch('/api/v1/people/export.csv?where=Department')
  expect(response.status).toBe(422)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect((await app.fetch('/api/v1/people/export.xlsx', {}, null)).status).toBe(401)
})

test('thousands are walked in pages, each once', async () => {
  const many = Array.from({ length: 2_300 }, (_, n) => [`P${n}`, { Team: n % 2 ? 'A' : 'B' }])
  await somePeople(app.context, Object.fromEntries(many))
  const { rows } = await exported('export.csv?sort=email')
  const emails = rows.map(row => row[0])
  expect(emails).toHaveLength(2_300)
  expect(emails).toEqual([...new Set(emails)].sort())
})
