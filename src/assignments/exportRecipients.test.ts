import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { readTable } from '../imports/file/readTable.ts'
import { isProblem } from '../imports/file/table.ts'
import { repeatDue } from './repeatDue.ts'

let app: TestApp
let editor: Client
let people: Record<'Ada' | 'Ben' | 'Cleo' | 'Dan', number>
let id: number
let clock = new Date('2026-03-10T12:00:00Z')

beforeAll(async () => {
  app = await startApp({ now: () => clock })
  editor = await app.client('editor')
  const of = { Department: 'Sales' }
  people = await somePeople(app.context, { Ada: of, Ben: of, Cleo: of, Dan: { Department: 'Legal' } })
  await editor.people.update({ params: { id: people.Ben }, query: {}, body: { lastName: '=Meyer' } })
  const sales = await aSegment(app, '+Sales', 'Department is Sales')
  const meyers = await aSegment(app, 'Meyers', 'Department is Sales or Department is Legal')
  id = await anAssignment(app, [sales, meyers], {
    due: { on: '2026-03-20' },
    leavers: 'withdraw',
  })
  await editor.assignments.updateRecipient({
    params: { id, personId: people.Ada },
    query: {},
    body: { status: 'completed', completedAt: '2026-03-09T08:30:00Z', note: '=1+1, on "paper"' },
  })
  clock = new Date('2026-03-11T12:00:00Z')
  await editor.exceptions.create({
    params: { id },
    query: {},
    body: { kind: 'exempt', personId: people.Cleo, until: null, reason: 'On leave' },
  })
})
afterAll(() => app.close())

async function exported(path: string, of = id): Promise<{ headers: string[]; rows: string[][] }> {
  const response = await app.fetch(`/api/v1/assignments/${of}/${path}`, {}, 'viewer')
  expect(response.status).toBe(200)
  const [name = ''] = path.split('?')
  const table = await readTable(Buffer.from(await response.arrayBuffer()), name)
  if (isProblem(table)) throw new Error(table.problem)
  const { headers } = table.info
  const rows = [...table.rows()].map(row => headers.map((_, at) => row.cells[at] ?? ''))
  return { headers, rows }
}

const firstNames = async (query: string, of = id) =>
  (await exported(`recipients.csv?${query}`, of)).rows.map(row => row[1])

test.each(['csv', 'xlsx'])(
  'a %s says of each recipient how far they are, since when and why',
  async format => {
    const { headers, rows } = await exported(`recipients.${format}`)
    const times = '2026-03-10 12:00|2026-03-20 23:59'
    const done = '2026-03-09 08:30'
    expect(headers.join(' ')).toBe(
      'email first_name last_name status occurrence assigned_at due_at opened_at completed_at withdrawn_at evidence via',
    )
    expect(rows.map(cells => cells.join('|'))).toEqual([
      `ben@example.com|Ben|=Meyer|assigned|1|${times}|||||+Sales; Meyers`,
      `ada@example.com|Ada|Meyer|completed|1|${times}|${done}|${done}||=1+1, on "paper"|+Sales; Meyers`,
      `cleo@example.com|Cleo|Meyer|withdrawn|1|${times}|||2026-03-11 12:00||+Sales; Meyers`,
      `dan@example.com|Dan|Meyer|assigned|1|${times}|||||Meyers`,
    ])
  },
)

test('it holds what the filters of the list find', async () => {
  expect(await firstNames('status=assigned')).toEqual(['Ben', 'Dan'])
  expect(await firstNames('status=withdrawn')).toEqual(['Cleo'])
  expect(await firstNames('q=dan')).toEqual(['Dan'])
  const nobody = await app.fetch(`/api/v1/assignments/${id}/recipients.csv?status=overdue`, {}, 'viewer')
  expect((await nobody.text()).trim().split('\r\n')).toHaveLength(1)
  clock = new Date('2026-03-21T00:00:00Z')
  expect(await firstNames('status=overdue')).toEqual(['Ben', 'Dan'])
})

test('past occurrences are in it only when they are asked for', async () => {
  clock = new Date('2026-04-01T12:00:00Z')
  const legal = await aSegment(app, 'Legal', 'Department is Legal')
  const again = await anAssignment(app, [legal], {
    repeat: { every: { months: 1 }, from: 'date', on: '2026-04-01' },
  })
  clock = new Date('2026-05-01T12:00:00Z')
  await repeatDue(app.context)
  const occurrences = async (query: string) =>
    (await exported(`recipients.csv${query}`, again)).rows.map(row => row[4])
  expect(await occurrences('')).toEqual(['2'])
  expect(await occurrences('?past=true')).toEqual(['1', '2'])
})

test('it is a download named by the day, in which nothing runs as a formula', async () => {
  clock = new Date('2026-03-12T09:00:00Z')
  const response = await app.fetch(`/api/v1/assignments/${id}/recipients.csv`, {}, 'viewer')
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="assignment-${id}-recipients-2026-03-12.csv"`,
  )
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const text = Buffer.from(await response.arrayBuffer()).toString()
  expect(text).toContain(`"'=1+1, on ""paper"""`)
  expect(text).toContain(`,'=Meyer,`)
  expect(text).toContain(`,"'+Sales; Meyers"\r\n`)
})

test('a segment that was deleted since is still named', async () => {
  const passing = await aSegment(app, 'Passing', 'Department is Legal')
  const other = await anAssignment(app, [passing])
  await editor.assignments.close({ params: { id: other }, query: {} })
  await editor.segments.remove({ params: { id: passing }, query: {} })
  expect((await exported('recipients.csv', other)).rows.map(row => row.at(-1))).toEqual(['Passing'])
})

test('many are walked in pages, each once and in the order of the list', async () => {
  const many = Array.from({ length: 1_200 }, (_, n) => [`P${n}`, { Team: 'Many' }])
  await somePeople(app.context, Object.fromEntries(many))
  const big = await anAssignment(app, [await aSegment(app, 'Many', 'Team is Many')], {}, false)
  await editor.assignments.publish({ params: { id: big }, query: { confirm: '1200' } })
  const names = await firstNames('', big)
  expect(new Set(names).size).toBe(1_200)
  expect(names).toHaveLength(1_200)
  const { items } = await editor.assignments.recipients({ id: big, limit: 5 })
  expect(names.slice(0, 5)).toEqual(items.map(each => each.person.firstName))
})

test('another workspace does not find it, and nobody gets it unasked', async () => {
  const { key } = await app.anotherWorkspace('owner')
  for (const ending of ['csv', 'xlsx']) {
    const path = `/api/v1/assignments/${id}/recipients.${ending}`
    const headers = { authorization: `Bearer ${key}` }
    expect((await fetch(`${app.url}${path}`, { headers })).status).toBe(404)
    expect((await app.fetch(path, {}, null)).status).toBe(401)
    expect((await app.fetch(`${path}?status=lost`, {}, 'viewer')).status).toBe(422)
  }
})
