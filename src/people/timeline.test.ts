import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { importFile } from '../../test/upload.ts'
import { describeChange } from './describeChange.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterEach(() => app.close())

const body = { email: 'ann@example.com', firstName: 'Ann', lastName: 'Meyer' }

test('a person’s past is told newest first, in sentences', async () => {
  const { id } = asDone(
    await client.people.create({ query: {}, body: { ...body, tags: { Department: ['Slaes'] } } }),
  )
  await somePeople(app.context, { Bob: { Department: 'Sales' } })
  const change = (body: Parameters<Client['people']['update']>[0]['body']) =>
    client.people.update({ params: { id }, query: {}, body })
  await change({ lastName: 'Meier', email: 'meier@example.com', externalId: '7' })
  await client.tags.merge({ params: { id: 1 }, query: {}, body: { into: 2 } })
  await change({ status: 'inactive', externalId: null })
  await change({ status: 'active', firstName: 'Anna', tags: { Department: ['IT'], Badge: ['Blue'] } })
  const { items, total, nextCursor } = await client.people.timeline({ id })
  expect(items.map(({ changeId, act, lines }) => [changeId, act, lines])).toEqual([
    [
      6,
      'people.update',
      [
        'Reactivated',
        'First name: Ann → Anna',
        'Department: Sales removed',
        'Department: IT added',
        'Badge: Blue added',
      ],
    ],
    [5, 'people.update', ['Deactivated', 'External id: 7 → none']],
    [4, 'tags.merge', ['Department: Slaes removed', 'Department: Sales added']],
    [
      3,
      'people.update',
      ['E-mail: ann@example.com → meier@example.com', 'Last name: Meyer → Meier', 'External id: none → 7'],
    ],
    [1, 'people.create', ['Created', 'Department: Slaes added']],
  ])
  expect([total, nextCursor, items[0]?.actor]).toEqual([5, null, 'editor'])
  const pages: number[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await client.people.timeline({ id, limit: 2, cursor })
    pages.push(...page.items.map(item => item.changeId))
    for (const item of page.items) expect(items).toContainEqual(item)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(pages).toEqual([6, 5, 4, 3, 1])
})

test('a change of many is told only of those it touched, however close their numbers', async () => {
  const people = await somePeople(
    app.context,
    Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`P${n}`, { Team: n % 2 ? 'Odd' : 'Even' }])),
  )
  await client.people.setTags({ query: {}, body: { where: 'Team is Odd', add: { Late: ['yes'] } } })
  expect(people.P2).toBe(3)
  expect((await client.people.timeline({ id: people.P1 ?? 0 })).total).toBe(2)
  expect((await client.people.timeline({ id: people.P2 ?? 0 })).total).toBe(1)
  expect((await client.people.timeline({ id: people.P13 ?? 0 })).items[0]?.lines).toEqual(['Late: yes added'])
})

test('an import is named by its file', async () => {
  const content = 'email,first_name,last_name,Region\nann@example.com,Ann,Meyer,North\n'
  await importFile(app, 'staff.csv', content)
  const { items } = await client.people.timeline({ id: 1 })
  expect(items.map(item => item.lines)).toEqual([['Created by import staff.csv', 'Region: North added']])
})

test('nobody has no past', async () => {
  expect((await refusal(client.people.timeline({ id: 1 }))).status).toBe(404)
})

test('somebody whose making was undone is said to be created again', () => {
  const row = {
    ...body,
    id: 1,
    externalId: null,
    status: 'active' as const,
    tags: [],
    createdAt: 0,
    updatedAt: 0,
  }
  const removed = { ...row, status: 'removed' as const }
  expect(describeChange(removed, row, new Map(), 'import staff.csv')).toEqual([
    'Created again by import staff.csv',
  ])
  expect(describeChange(row, removed, new Map(), null)).toEqual(['Removed: what had made them was undone'])
  expect(describeChange(row, row, new Map(), null)).toEqual([])
})

test('as of a moment it is told up to then, under the names of then', async () => {
  const { id } = asDone(
    await client.people.create({ query: {}, body: { ...body, tags: { Department: ['Slaes'] } } }),
  )
  const at = async () => (await client.changes.list({ limit: 1 })).items[0]?.at ?? ''
  const created = await at()
  await new Promise(resolve => setTimeout(resolve, 5))
  const tags = { Department: [], Badge: ['Blue'] }
  await client.people.update({ params: { id }, query: {}, body: { tags } })
  const changed = await at()
  await new Promise(resolve => setTimeout(resolve, 5))
  await client.tags.rename({ params: { id: 1 }, query: {}, body: { value: 'Sales' } })
  await client.people.update({ params: { id }, query: {}, body: { lastName: 'Meier' } })

  const told = async (asOf?: string) => (await client.people.timeline({ id, asOf })).items
  expect((await told()).map(item => item.lines[0])).toEqual([
    'Last name: Meyer → Meier',
    'Department: Sales removed',
    'Created',
  ])
  expect((await told(changed)).map(item => item.lines)).toEqual([
    ['Department: Slaes removed', 'Badge: Blue added'],
    ['Created', 'Department: Slaes added'],
  ])
  expect(await client.people.timeline({ id, asOf: changed, limit: 1 })).toMatchObject({ total: 2 })
  expect((await told(created)).map(item => item.lines[0])).toEqual(['Created'])
  expect(await told('2000-01-01T00:00:00Z')).toEqual([])
})
