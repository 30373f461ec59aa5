import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { aSegment } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterEach(async () => await app.close())

test('the log is read newest first, in pages, by act, actor, person and segment', async () => {
  const { Ada, Ben } = await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: {} })
  const segment = await aSegment(app, 'S', 'Department is Sales')
  await client.people.update({ params: { id: Ada }, body: { firstName: 'Adah' } })
  await client.people.update({ params: { id: Ben }, body: { tags: { Department: ['Sales'] } } })
  const admin = await app.client('admin')
  await admin.segments.update({ params: { id: segment }, body: { description: 'of the south' } })
  const numbers = async (input: Parameters<Client['changes']['list']>[0]) =>
    (await client.changes.list(input)).items.map(change => change.id)
  const first = await client.changes.list({ limit: 3 })
  expect(first.total).toBe(5)
  expect(first.items.map(change => change.id)).toEqual([5, 4, 3])
  expect(await numbers({ cursor: first.nextCursor ?? '' })).toEqual([2, 1])
  expect(await numbers({ act: 'people.update' })).toEqual([4, 3])
  expect(await numbers({ act: 'segments' })).toEqual([5, 2])
  expect(await numbers({ actor: 'admin' })).toEqual([5])
  expect(await numbers({ person: Ada })).toEqual([3, 1])
  expect(await numbers({ person: Ben })).toEqual([4, 1])
  expect(await numbers({ segment })).toEqual([5, 4, 2])
  expect(first.items[0]).toMatchObject({
    actor: { kind: 'key', name: 'admin' },
    act: 'segments.update',
    summary: 'Change the description of the segment “S”',
    undoes: null,
    undoneBy: null,
    importId: null,
    canUndo: true,
  })
})

test('a change shows its plan as committed, with the names of today, and the people of every part', async () => {
  const { Ada, Ben } = await somePeople(app.context, {
    Ada: { Department: 'Sales' },
    Ben: { Location: 'Rome' },
  })
  const segment = await aSegment(app, 'S', 'Department is Sales')
  const { changeId } = asDone(
    await client.people.setTags({
      body: { ids: [Ada, Ben], replace: { Department: ['IT'] } },
    }),
  )
  await client.people.update({ params: { id: Ada }, body: { firstName: 'Adah' } })
  const change = await client.changes.get({ id: changeId })
  expect(change.plan).toMatchObject({
    id: null,
    people: { updated: 2 },
    segments: [{ id: segment, left: 1, sample: { entered: [], left: [{ firstName: 'Adah' }] } }],
  })
  const people = async (part: string, side: 'entered' | 'left' | 'changed', q?: string) =>
    (await client.changes.people({ id: changeId, part, side, q })).items.map(each => each.firstName)
  expect(await people('people', 'changed')).toEqual(['Adah', 'Ben'])
  expect(await people('people', 'changed', 'ben')).toEqual(['Ben'])
  expect(await people('people', 'entered')).toEqual([])
  expect(await people(`segment:${segment}`, 'left')).toEqual(['Adah'])
  expect(await people(`segment:${segment}`, 'changed')).toEqual(['Adah'])
  expect(await people(`tag:${change.plan.tags.created[0]?.id}`, 'entered')).toEqual(['Adah', 'Ben'])
  expect((await refusal(client.changes.people({ id: 99, part: 'people', side: 'left' }))).status).toBe(404)
  expect((await refusal(client.changes.get({ id: 99 }))).problem.detail).toBe('There is no change 99.')
})

test('the people of a plan are searched and paged, those too who exist only in it', async () => {
  await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
  await aSegment(app, 'S', 'Department is Sales')
  const plan = asPlan(
    await client.people.create({
      query: { dryRun: true },
      body: { email: 'new@example.com', firstName: 'Nél', lastName: 'Only', tags: { Department: ['Sales'] } },
    }),
  )
  const part = `segment:${plan.segments[0]?.id}`
  const page = (input: { q?: string; id?: string }) =>
    client.changes.planPeople({ id: plan.id ?? '', part, side: 'entered', ...input })
  expect(await page({})).toMatchObject({ total: 1, items: [{ firstName: 'Nél' }], nextCursor: null })
  expect(await page({ q: 'nel' })).toMatchObject({ total: 1, items: [{ firstName: 'Nél' }] })
  expect(await page({ q: 'ada' })).toMatchObject({ total: 0, items: [] })
  const gone = await refusal(page({ id: 'another' }))
  expect(gone.problem).toMatchObject({
    status: 404,
    detail: expect.stringContaining('This plan is no longer kept.'),
  })
  const { client: theirs } = await app.anotherWorkspace()
  expect(
    (await refusal(theirs.changes.planPeople({ id: plan.id ?? '', part, side: 'entered' }))).status,
  ).toBe(404)
})

test('a plan is forgotten after a quarter of an hour', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z')
  app.context.now = () => new Date(now)
  await somePeople(app.context, { Ada: { Department: 'Sales' } })
  const plan = asPlan(
    await client.segments.create({ query: { dryRun: true }, body: { name: 'S', text: 'Department exists' } }),
  )
  const look = () => client.changes.planPeople({ id: plan.id ?? '', part: 'segment:1', side: 'entered' })
  now += 14 * 60_000
  expect((await look()).total).toBe(1)
  now += 2 * 60_000
  expect((await refusal(look())).status).toBe(404)
})
