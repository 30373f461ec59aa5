import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'
import { tagIdIn } from '../../test/tagIdIn.ts'
import { loadPeople } from '../changes/loadPeople.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterEach(async () => await closeInOrder(app))

const tagId = (name: string) => tagIdIn(client, name)

const version = async () => (await client.access.me()).workspace.version

async function members(name: string): Promise<string[]> {
  const { items } = await client.segments.list({ q: name })
  const [segment] = items
  const people = await client.segments.people({ id: segment?.id ?? 0 })
  return people.items.map(person => person.firstName)
}

const names = (people: { firstName: string }[]) => people.map(person => person.firstName)

describe('renaming a value', () => {
  test('changes nothing but the name, where rules name the tag', async () => {
    await somePeople(app.context, { Ann: { Department: 'Sales' }, Bob: { Department: 'IT' } })
    await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'Department is Sales' } })
    const id = await tagId('Department: Sales')
    const body = { value: 'Vertrieb 日本' }
    expect(await client.tags.rename({ params: { id }, query: { dryRun: true }, body })).toMatchObject({
      segments: [],
      people: { updated: 0 },
    })
    expect(await client.tags.rename({ params: { id }, query: {}, body })).toMatchObject({
      value: 'Vertrieb 日本',
      people: 1,
      changeId: 3,
    })
    expect(await members('Sellers')).toEqual(['Ann'])
  })

  test('to one that exists is refused, with the offer to merge', async () => {
    await somePeople(app.context, { Ann: { Department: ['Sales', 'Slaes'] } })
    const id = await tagId('Department: Slaes')
    const { status, problem } = await refusal(
      client.tags.rename({ params: { id }, query: {}, body: { value: 'sales' } }),
    )
    expect(status).toBe(409)
    expect(problem.detail).toBe(
      'There already is a tag “Department: Sales”. To make one of both, merge “Slaes” into it.',
    )
    expect(problem.tag).toEqual({ id: await tagId('Department: Sales'), key: 'Department', value: 'Sales' })
    // Another spelling of its own name is no other tag.
    await client.tags.rename({ params: { id }, query: {}, body: { value: 'SLAES' } })
  })

  test('moves people where rules read the values of the key', async () => {
    await somePeople(app.context, { Ann: { Hired: '2024-01-01' }, Bob: { Hired: '2023-01-01' } })
    await client.segments.create({ query: {}, body: { name: 'Veterans', text: 'Hired before 2023-06-01' } })
    const id = await tagId('Hired: 2024-01-01')
    const change = { params: { id }, body: { value: '2020-01-01' } }
    expect(await client.tags.rename({ ...change, query: { dryRun: true } })).toMatchObject({
      segments: [{ name: 'Veterans', entered: 1, left: 0, sample: { entered: [{ firstName: 'Ann' }] } }],
    })
    expect(await members('Veterans')).toEqual(['Bob'])
    await client.tags.rename({ ...change, query: {} })
    expect(await members('Veterans')).toEqual(['Ann', 'Bob'])
  })
})

describe('merging', () => {
  test('gives everyone the other tag, inactive people too, and keeps what rules mean', async () => {
    const people = await somePeople(app.context, {
      Ann: { Department: 'Sales', Location: 'Dallas' },
      Bob: { Department: 'Slaes', Location: 'Dallas' },
      Cem: { Department: ['Sales', 'Slaes'] },
      Dee: { Department: 'IT' },
      Eve: { Department: 'Slaes' },
    })
    await client.people.deactivate({ params: { id: people.Eve }, query: {} })
    await client.segments.create({
      query: {},
      body: { name: 'A both', text: 'Department has all (Sales, Slaes)' },
    })
    await client.segments.create({ query: {}, body: { name: 'B slip', text: 'Department is Slaes' } })
    await client.segments.create({
      query: {},
      body: { name: 'C rest', text: 'Department is not (Sales, Slaes)' },
    })
    await client.segments.create({ query: {}, body: { name: 'D known', text: 'Department starts with sl' } })
    const from = await tagId('Department: Slaes')
    const into = await tagId('Department: Sales')
    const plan = asPlan(
      await client.tags.merge({ params: { id: from }, query: { dryRun: true }, body: { into } }),
    )
    expect(plan.people).toMatchObject({ updated: 3, created: 0 })
    expect(plan.tags.removed).toEqual([{ id: from, key: 'Department', value: 'Slaes', mergedInto: into }])
    const moves = plan.segments.map(row => [row.name, names(row.sample.entered), names(row.sample.left)])
    expect(moves.sort()).toEqual([
      ['A both', ['Ann', 'Bob'], []],
      ['B slip', ['Ann'], []],
      ['D known', [], ['Bob', 'Cem']],
    ])
    const done = await client.tags.merge({ params: { id: from }, query: {}, body: { into } })
    expect(done).toMatchObject({ id: into, value: 'Sales', people: 3 })
    const texts = (await client.segments.list({ sort: 'name' })).items.map(segment => segment.text)
    expect(texts).toEqual([
      'Department has all (Sales)',
      'Department is Sales',
      'Department is not Sales',
      'Department starts with sl',
    ])
    expect(await members('C rest')).toEqual(['Dee'])
    const rows = await loadPeople(app.context.db.read, 1, [people.Eve])
    expect(rows[0]?.tags).toEqual([into])
    const { items } = await client.tags.list({ q: 'Slaes' })
    expect(items).toMatchObject([{ value: 'Sales', aliases: [{ spelling: 'Slaes' }] }])
  })

  test('across keys splits the condition', async () => {
    await somePeople(app.context, {
      Ann: { Team: 'Sales' },
      Bob: { Department: 'Selling' },
      Cem: { Team: 'IT' },
    })
    await client.segments.create({ query: {}, body: { name: 'Mixed', text: 'Team is (Sales, IT)' } })
    const into = await tagId('Department: Selling')
    await client.tags.merge({ params: { id: await tagId('Team: Sales') }, query: {}, body: { into } })
    expect((await client.segments.list({})).items[0]?.text).toBe('Team is IT or Department is Selling')
    expect(await members('Mixed')).toEqual(['Ann', 'Bob', 'Cem'])
  })

  test('into nothing, or into itself, is refused', async () => {
    await somePeople(app.context, { Ann: { Team: 'Sales' } })
    const id = await tagId('Team: Sales')
    for (const into of [id, 999]) {
      const { status, problem } = await refusal(
        client.tags.merge({ params: { id }, query: {}, body: { into } }),
      )
      expect([status, problem.errors[0].path]).toEqual([422, 'into'])
    }
    expect(
      (await refusal(client.tags.merge({ params: { id: 999 }, query: {}, body: { into: id } }))).status,
    ).toBe(404)
  })
})

describe('deleting', () => {
  test('is refused while rules name the tag, and says which', async () => {
    await somePeople(app.context, { Ann: { Department: 'Sales', Location: 'Dallas' } })
    const text = 'Department is Sales and Location is Dallas'
    await client.segments.create({ query: {}, body: { name: 'Dallas Sales People', text } })
    const id = await tagId('Location: Dallas')
    const before = await version()
    for (const dryRun of [true, false]) {
      const { status, problem } = await refusal(client.tags.remove({ params: { id }, query: { dryRun } }))
      expect(status).toBe(409)
      expect(problem.detail).toBe(
        'The rule of the segment “Dallas Sales People” names the tag “Location: Dallas”. Take it out of there first, or say with replaceWith which tag stands in its place.',
      )
      expect(problem.dependents).toEqual([{ kind: 'segment', id: 1, name: 'Dallas Sales People' }])
    }
    expect(await version()).toBe(before)
  })

  test('with a replacement is a merge', async () => {
    await somePeople(app.context, { Ann: { Location: 'Dallas' }, Bob: { Location: 'Texas' } })
    await client.segments.create({ query: {}, body: { name: 'Here', text: 'Location is Dallas' } })
    const replaceWith = await tagId('Location: Texas')
    const id = await tagId('Location: Dallas')
    const plan = await client.tags.remove({ params: { id }, query: { dryRun: true, replaceWith } })
    expect(plan).toMatchObject({ segments: [{ name: 'Here', entered: 1, left: 0 }] })
    await client.tags.remove({ params: { id }, query: {}, body: { replaceWith } })
    expect(await members('Here')).toEqual(['Ann', 'Bob'])
  })

  test('takes it from everyone; the key stays, and the name may come back', async () => {
    const people = await somePeople(app.context, { Ann: { Badge: 'Blue' }, Bob: {} })
    await client.people.deactivate({ params: { id: people.Ann }, query: {} })
    await client.segments.create({ query: {}, body: { name: 'Badged', text: 'Badge exists' } })
    await client.segments.create({ query: {}, body: { name: 'Bare', text: 'Badge missing' } })
    const id = await tagId('Badge: Blue')
    expect(await client.tags.remove({ params: { id }, query: {} })).toMatchObject({ changeId: 5 })
    expect((await client.tags.keys({})).items).toMatchObject([{ name: 'Badge', values: 0, people: 0 }])
    const rows = await loadPeople(app.context.db.read, 1, [people.Ann])
    expect(rows[0]?.tags).toEqual([])
    const again = await client.tags.create({ query: {}, body: { key: 'Badge', values: ['Blue'] } })
    expect(again).toMatchObject({ tags: [{ value: 'Blue', people: 0 }] })
    expect(await tagId('Badge: Blue')).not.toBe(id)
  })

  test('moves people where rules read the values of the key', async () => {
    await somePeople(app.context, { Ann: { Badge: 'Blue' }, Bob: { Badge: ['Blue', 'Red'] } })
    await client.segments.create({ query: {}, body: { name: 'Badged', text: 'Badge exists' } })
    const id = await tagId('Badge: Blue')
    expect(await client.tags.remove({ params: { id }, query: { dryRun: true } })).toMatchObject({
      segments: [{ name: 'Badged', entered: 0, left: 1, sample: { left: [{ firstName: 'Ann' }] } }],
      tags: { removed: [{ value: 'Blue' }] },
    })
    await client.tags.remove({ params: { id }, query: {} })
    expect(await members('Badged')).toEqual(['Bob'])
  })
})

test('a plan that is no longer true is not carried out', async () => {
  await somePeople(app.context, { Ann: { Team: 'A' }, Bob: { Team: 'B' } })
  const id = await tagId('Team: A')
  const into = await tagId('Team: B')
  const plan = asPlan(await client.tags.merge({ params: { id }, query: { dryRun: true }, body: { into } }))
  await client.tags.rename({ params: { id: into }, query: {}, body: { value: 'C' } })
  const { status, problem } = await refusal(
    client.tags.merge({ params: { id }, query: { expectedVersion: plan.version }, body: { into } }),
  )
  expect(status).toBe(409)
  expect(problem.plan.summary).toBe('Merge the tag “Team: A” into “Team: C”')
  await client.tags.merge({
    params: { id },
    query: { expectedVersion: problem.plan.version },
    body: { into },
  })
})
