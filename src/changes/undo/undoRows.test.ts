import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../../test/answers.ts'
import { startApp, type TestApp } from '../../../test/app.ts'
import { anAssignment, aSegment, messages, statuses } from '../../../test/assignments.ts'
import type { Client } from '../../../test/client.ts'
import { somePeople } from '../../../test/somePeople.ts'
import { check } from '../check.ts'
import { currentRoster } from '../engine.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterEach(async () => {
  const roster = await currentRoster(app.context.engine, 1)
  expect(await check(app.context.db, 1, roster)).toEqual([])
  await app.close()
})

const undo = async (id: number) => asDone(await client.changes.undo({ params: { id } }))
const notesOf = async (id: number) =>
  asPlan(await client.changes.undo({ params: { id }, query: { dryRun: true } })).notes
const version = async () => (await client.access.me()).workspace.version
const update = async (id: number, body: Parameters<Client['people']['update']>[0]['body']) =>
  asDone(await client.people.update({ params: { id }, body })).changeId
const tagsOf = async (id: number) =>
  (await client.people.get({ id })).tags.map(tag => `${tag.key}: ${tag.value}`).sort()

describe('undoing tags and segments', () => {
  test('a merge: the tag, its people and the rules that named it are as before', async () => {
    const { Ada, Ben } = await somePeople(app.context, {
      Ada: { Department: 'Sales' },
      Ben: { Department: 'Sals' },
    })
    const segment = await aSegment(app, 'S', 'Department is Sals')
    const { items } = await client.tags.list({ q: 'Sal' })
    const id = (value: string) => items.find(tag => tag.value === value)?.id ?? 0
    const merged = asDone(
      await client.tags.merge({ params: { id: id('Sals') }, body: { into: id('Sales') } }),
    )
    expect((await client.segments.get({ id: segment })).people).toBe(2)
    await undo(merged.changeId)
    expect(await client.segments.get({ id: segment })).toMatchObject({
      people: 1,
      text: 'Department is Sals',
    })
    expect(await tagsOf(Ada)).toEqual(['Department: Sales'])
    expect(await tagsOf(Ben)).toEqual(['Department: Sals'])
  })

  test('a renamed tag gets its name back, unless it is another’s by now', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' } })
    const { items } = await client.tags.list({ q: 'Sales' })
    const id = items[0]?.id ?? 0
    const first = asDone(await client.tags.rename({ params: { id }, body: { value: 'Selling' } }))
    await undo(first.changeId)
    expect((await client.tags.list({ q: 'Sales' })).total).toBe(1)
    const second = asDone(await client.tags.rename({ params: { id }, body: { value: 'Selling' } }))
    await client.tags.create({ body: { key: 'Department', values: ['Sales'] } })
    expect(await notesOf(second.changeId)).toEqual([
      'The tag “Department: Selling” keeps its name: “Department: Sales” is another’s by now.',
    ])
  })

  test('a created segment goes unless something uses it', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' } })
    const inner = await aSegment(app, 'Inner', 'Department is Sales')
    const created = await version()
    const outer = await aSegment(app, 'Outer', 'in segment Inner')
    expect(await notesOf(created)).toEqual(['The segment “Inner” stays: a segment or an assignment uses it.'])
    await client.segments.remove({ params: { id: outer } })
    await undo(created)
    expect((await refusal(client.segments.get({ id: inner }))).status).toBe(404)
  })

  test('a deleted segment comes back with its members, unless its name is taken or its tags are gone', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' } })
    const segment = await aSegment(app, 'S', 'Department is Sales')
    const first = asDone(await client.segments.remove({ params: { id: segment } }))
    await undo(first.changeId)
    expect(await client.segments.get({ id: segment })).toMatchObject({ name: 'S', people: 1 })
    const second = asDone(await client.segments.remove({ params: { id: segment } }))
    const other = await aSegment(app, 'S', 'Department exists')
    expect(await notesOf(second.changeId)).toEqual([
      'The segment “S” does not come back: another one has its name by now.',
    ])
    await client.segments.remove({ params: { id: other } })
    const { items } = await client.tags.list({ q: 'Sales' })
    await client.tags.remove({ params: { id: items[0]?.id ?? 0 } })
    expect(await notesOf(second.changeId)).toEqual([
      'The segment “S” does not come back: its rule names a tag that is gone.',
    ])
  })

  test('of a segment, what was changed again stays; a rule that would close a circle stays away', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' } })
    const a = await aSegment(app, 'A', 'Department is Sales')
    const b = await aSegment(app, 'B', 'in segment A')
    const change = asDone(
      await client.segments.update({
        params: { id: b },
        body: { text: 'Department is Sales', name: 'Bee', description: 'x' },
      }),
    )
    await client.segments.update({ params: { id: b }, body: { description: 'y' } })
    await client.segments.update({ params: { id: a }, body: { text: 'in segment Bee' } })
    expect(await notesOf(change.changeId)).toEqual([
      'The description of the segment “Bee” has been changed again since, and stays so.',
      'The rule of the segment “Bee” stays as it is: the old one would go round in a circle by now.',
    ])
    await undo(change.changeId)
    expect(await client.segments.get({ id: b })).toMatchObject({
      name: 'B',
      text: 'Department is Sales',
      description: 'y',
    })
  })
})

describe('undoing an assignment', () => {
  test('published: while nobody has begun it is a draft again, unsent messages are cancelled; undone again, it goes out', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
    const id = await anAssignment(app, [await aSegment(app, 'S', 'Department is Sales')])
    const published = await version()
    const undone = await undo(published)
    expect(undone.plan.assignments).toMatchObject([{ id, withdrawn: 2, before: 2, after: 0 }])
    expect(await client.assignments.get({ id })).toMatchObject({ status: 'draft', publishedAt: null })
    expect(await messages(app.context)).toEqual(['1 assigned cancelled', '2 assigned cancelled'])
    const again = await undo(undone.changeId)
    expect(again.plan).toMatchObject({ messages: 2, assignments: [{ received: 2 }] })
    expect(await statuses(app.context, id)).toEqual({ 1: 'assigned', 2: 'assigned' })
    expect(await messages(app.context)).toEqual(['1 assigned held', '2 assigned held'])
  })

  test('published: once somebody has begun it is closed; they keep it, the others lose it', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
    const id = await anAssignment(app, [await aSegment(app, 'S', 'Department is Sales')])
    const published = await version()
    await client.assignments.updateRecipient({ params: { id, personId: 1 }, body: { status: 'completed' } })
    expect(await notesOf(published)).toEqual([
      '“Read the fire drill” is closed instead of taken back: 1 person has begun it and keeps it.',
    ])
    await undo(published)
    expect((await client.assignments.get({ id })).status).toBe('closed')
    expect(await statuses(app.context, id)).toEqual({ 1: 'completed', 2: 'withdrawn' })
  })

  test('closed: it is live again for those who had it, unless a segment of its audience is gone', async () => {
    await somePeople(app.context, { Ada: { Department: 'Sales' } })
    const segment = await aSegment(app, 'S', 'Department is Sales')
    const id = await anAssignment(app, [segment], { joiners: 'ignore' })
    const first = asDone(await client.assignments.close({ params: { id } }))
    await somePeople(app.context, { Ben: { Department: 'Sales' } })
    await undo(first.changeId)
    expect((await client.assignments.get({ id })).status).toBe('live')
    expect(await statuses(app.context, id)).toEqual({ 1: 'assigned' })
    const second = asDone(await client.assignments.close({ params: { id } }))
    await client.segments.remove({ params: { id: segment } })
    expect(await notesOf(second.changeId)).toEqual([
      '“Read the fire drill” stays closed: a segment of its audience is gone.',
    ])
  })

  test('people who came in through a change lose it with the change, and get back what it took', async () => {
    const { Ada, Ben } = await somePeople(app.context, {
      Ada: { Department: 'Sales' },
      Ben: { Department: 'IT' },
    })
    const keep = await anAssignment(app, [await aSegment(app, 'S', 'Department is Sales')], {
      leavers: 'keep',
    })
    const lose = await anAssignment(app, [await aSegment(app, 'I', 'Department is IT')], {
      leavers: 'withdraw',
      joiners: 'ignore',
    })
    const change = await update(Ben, { tags: { Department: ['Sales'] } })
    expect(await statuses(app.context, keep)).toEqual({ [Ada]: 'assigned', [Ben]: 'assigned' })
    expect(await statuses(app.context, lose)).toEqual({ [Ben]: 'withdrawn' })
    await undo(change)
    expect(await statuses(app.context, keep)).toEqual({ [Ada]: 'assigned', [Ben]: 'withdrawn' })
    expect(await statuses(app.context, lose)).toEqual({ [Ben]: 'assigned' })
  })
})
