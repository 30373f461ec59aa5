import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

test('an empty workspace has nothing to show and nothing that needs attention', async () => {
  const client = await app.client('viewer')
  expect(await client.home.overview()).toEqual({
    people: 0,
    inactive: 0,
    tags: 0,
    segments: 0,
    assignments: { draft: 0, live: 0, closed: 0 },
    attention: { overdue: 0, messages: { held: 0, failed: 0 }, emptySegments: [], lookAlikes: [] },
    changes: [],
  })
})

test('figures follow every act; what needs attention is named', async () => {
  const people = await somePeople(app.context, {
    Ann: { Department: 'Sales' },
    Bob: { Department: 'Sales' },
    Cem: { Department: 'Slaes' },
  })
  const client = await app.client('editor')
  const text = 'Department is Sales and Department is Slaes'
  await client.segments.create({ query: {}, body: { name: 'Nobody', text } })
  await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'Department is Sales' } })
  const body = {
    title: 'Read this',
    audience: { include: [2], exclude: [] },
    due: { on: '2020-01-01' },
    startsAt: null,
  }
  await client.assignments.create({ query: {}, body })
  await client.assignments.create({ query: {}, body })
  await client.assignments.publish({ params: { id: 1 }, query: {} })
  await client.people.deactivate({ params: { id: people.Cem }, query: {} })
  const found = await client.home.overview()
  expect(found).toMatchObject({
    people: 2,
    inactive: 1,
    tags: 2,
    segments: 2,
    assignments: { draft: 1, live: 1, closed: 0 },
    attention: {
      overdue: 2,
      messages: { held: 2, failed: 0 },
      emptySegments: [{ id: 1, name: 'Nobody' }],
      lookAlikes: [{ key: 'Department', value: 'Slaes', like: 'Sales' }],
    },
  })
  expect(found.changes.map(change => change.act)).toEqual([
    'people.status',
    'assignments.publish',
    'assignments.create',
    'assignments.create',
    'segments.create',
    'segments.create',
    'people.create',
  ])
  const theirs = (await app.anotherWorkspace('viewer')).client
  expect(await theirs.home.overview()).toMatchObject({ people: 0, segments: 0, changes: [] })
})
