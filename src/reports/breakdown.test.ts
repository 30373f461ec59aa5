import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp
let client: Client
let people: Record<'Ann' | 'Ben' | 'Cem' | 'Dan', number>
let id: number
let segments: number[]

beforeAll(async () => {
  app = await startApp({ byTheClock: false })
  people = await somePeople(app.context, {
    Ann: { Team: ['Red', 'Blue'], Level: '1' },
    Ben: { Team: 'Red', Level: '2' },
    Cem: { Level: '3' },
    Dan: { Team: 'Blue', Level: '1' },
  })
  segments = [
    await aSegment(app, 'Everyone', 'Level exists'),
    await aSegment(app, 'Reds', 'Team is Red'),
    await aSegment(app, 'Leads', 'Level is 3'),
  ]
  id = await anAssignment(app, segments, { due: { on: '2020-01-01' } })
  client = await app.client('editor')
  const record = { params: { id, personId: people.Ann }, query: {}, body: { status: 'completed' as const } }
  await client.assignments.updateRecipient(record)
})
afterAll(() => app.close())

test('by a tag key: somebody with several values counts in each, somebody without one apart', async () => {
  expect(await client.reports.breakdown({ id, by: 'team' })).toMatchObject({
    items: [
      { name: 'Blue', people: 2, received: 2, opened: 1, completed: 1, overdue: 1 },
      { name: 'Red', people: 2, received: 2, opened: 1, completed: 1, overdue: 1 },
    ],
    total: 2,
    nextCursor: null,
    all: { received: 4, opened: 1, completed: 1, overdue: 3 },
    rest: { received: 1, opened: 0, completed: 0, overdue: 1 },
    inactive: { received: 0 },
    repeated: 1,
  })
})

test('by the segments of the audience, page by page', async () => {
  const first = await client.reports.breakdown({ id, segments: true, limit: 2 })
  expect(first).toMatchObject({
    items: [
      { id: segments[0], name: 'Everyone', received: 4, completed: 1 },
      { id: segments[1], name: 'Reds', received: 2, completed: 1 },
    ],
    total: 3,
    rest: { received: 0 },
    repeated: 3,
  })
  const cursor = first.nextCursor ?? ''
  expect((await client.reports.breakdown({ id, segments: true, limit: 2, cursor })).items).toMatchObject([
    { name: 'Leads', received: 1, completed: 0, overdue: 1 },
  ])
})

test('an unknown key is refused by name, an unknown assignment is not there', async () => {
  expect((await refusal(client.reports.breakdown({ id, by: 'Colour' }))).problem).toMatchObject({
    status: 422,
    errors: [{ path: 'by', message: 'There is no tag key “Colour”.' }],
  })
  expect((await refusal(client.reports.history({ id: 99 }))).problem.status).toBe(404)
})

test('whoever is inactive, and keeps what they received, is counted by itself', async () => {
  await client.people.deactivate({ params: { id: people.Dan }, query: {} })
  const found = await client.reports.breakdown({ id, by: 'Team' })
  expect(found).toMatchObject({ items: [{ name: 'Red' }, { name: 'Blue', received: 1 }], repeated: 1 })
  expect(found.inactive.received + found.rest.received + 2).toBe(found.all.received)
  expect(found.inactive).toEqual({ received: 1, opened: 0, completed: 0, overdue: 1 })
})

test('over time: received and completed today, and nobody before', async () => {
  const { step, items } = await client.reports.history({ id })
  expect(step).toBe('day')
  expect(items.at(-1)).toMatchObject({ received: 4, opened: 1, completed: 1, withdrawn: 0 })
  const [before] = (await client.reports.history({ id, from: '2026-01-01', to: '2026-01-31' })).items
  expect(before).toMatchObject({ on: '2026-01-01', received: 0, completed: 0 })
})
