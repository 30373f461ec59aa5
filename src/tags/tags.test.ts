import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'
import { tagIdIn } from '../../test/tagIdIn.ts'

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

describe('tags by hand', () => {
  test('are created once, however often and however spelt they are asked for', async () => {
    const first = await client.tags.create({
      query: {},
      body: { key: ' Job  Role', values: ['Sales', 'sales ', 'Management'] },
    })
    expect(asDone(first).changeId).toBe(1)
    expect(asDone(first).tags).toMatchObject([
      { key: 'Job Role', value: 'Sales', people: 0, segments: [] },
      { key: 'Job Role', value: 'Management' },
    ])
    const again = await client.tags.create({ query: {}, body: { key: 'JOB ROLE', values: ['SALES'] } })
    expect(again).toMatchObject({ changeId: 1, tags: [{ key: 'Job Role', value: 'Sales' }] })
    expect((await client.tags.list({})).total).toBe(2)
  })

  test('are listed by name, or those that most people hold first, page by page', async () => {
    await somePeople(app.context, { Ann: { Team: 'A' }, Bob: { Team: 'B' }, Cem: { Team: ['B', 'C'] } })
    await client.tags.create({ body: { key: 'Team', values: ['Aa'] } })
    const values = async (sort: 'name' | '-people') => {
      const first = await client.tags.list({ key: 'Team', sort, limit: 2 })
      const rest = await client.tags.list({ key: 'Team', sort, limit: 2, cursor: first.nextCursor ?? '' })
      return [...first.items, ...rest.items].map(tag => tag.value).join(' ')
    }
    expect(await values('name')).toBe('A Aa B C')
    expect(await values('-people')).toBe('B A C Aa')
  })

  test('with a segment each, under a name that is free', async () => {
    await somePeople(app.context, { Ann: { Region: 'North' }, Bob: { Region: 'South' } })
    await client.segments.create({ query: {}, body: { name: 'region: SOUTH', text: 'Region is North' } })
    const body = { key: 'Region', values: ['North', 'South', 'East'], createSegment: true }
    const plan = await client.tags.create({ query: { dryRun: true }, body })
    expect(plan).toMatchObject({
      summary: 'Create the tag “Region: East”',
      tags: { created: [{ key: 'Region', value: 'East' }] },
      segments: [
        { name: 'Region: North', entered: 1, after: 1, sample: { entered: [{ firstName: 'Ann' }] } },
        { name: 'Region: South (2)', entered: 1, sample: { entered: [{ firstName: 'Bob' }] } },
      ],
      notes: [
        'There is a segment “region: SOUTH” with another rule, so the segment of this tag is named “Region: South (2)”.',
      ],
    })
    const done = await client.tags.create({ query: {}, body })
    expect(done).toMatchObject({
      segments: [{ name: 'Region: North' }, { name: 'Region: South (2)' }, { name: 'Region: East' }],
    })
    const again = await client.tags.create({
      query: {},
      body: { key: 'Region', values: ['North'], createSegment: true },
    })
    expect(again).toMatchObject({ segments: [{ name: 'Region: North' }] })
    expect((await client.segments.list({})).total).toBe(4)
  })

  test('a dry run writes nothing and tells of look-alikes', async () => {
    await somePeople(app.context, { Ann: { Department: 'Sales' } })
    const before = await version()
    const plan = await client.tags.create({
      query: { dryRun: true },
      body: { key: 'department', values: ['Slaes', 'Marketing', 'Marketting'] },
    })
    expect(plan).toMatchObject({
      tags: {
        lookAlikes: [
          { key: 'Department', value: 'Slaes', like: 'Sales' },
          { key: 'Department', value: 'Marketting', like: 'Marketing' },
        ],
      },
    })
    expect(await version()).toBe(before)
    expect((await client.tags.list({})).total).toBe(1)
  })

  test.each([
    [{ key: '\u200b', values: ['Sales'] }, 'key'],
    [{ key: 'Department', values: ['Sales', '\u0007'] }, 'values[1]'],
    [{ key: 'Department', values: ['\u202e\u2066'] }, 'values[0]'],
    [{ key: 'Department', values: [] }, 'values'],
    [{ key: '', values: ['x'] }, 'key'],
  ])('%j is refused, with its place', async (body, path) => {
    const { status, problem } = await refusal(client.tags.create({ query: {}, body }))
    expect(status).toBe(422)
    expect(problem.errors[0].path).toBe(path)
  })
})

describe('the lists', () => {
  test('count people once, however many values of a key they hold', async () => {
    await somePeople(app.context, {
      Ann: { Skill: ['First aid', 'Forklift'] },
      Bob: { Skill: 'Forklift', Grade: '10' },
      Cem: { Grade: '9' },
    })
    const keys = await client.tags.keys({})
    expect(keys).toMatchObject({
      total: 2,
      nextCursor: null,
      items: [
        { name: 'Skill', type: 'text', values: 2, people: 2 },
        { name: 'Grade', values: 2, people: 2 },
      ],
    })
    expect((await client.tags.keys({ q: 'GRA' })).items.map(key => key.name)).toEqual(['Grade'])
    const tags = await client.tags.list({})
    expect(tags.items.map(tag => `${tag.key}: ${tag.value} ${tag.people}`)).toEqual([
      'Skill: First aid 1',
      'Skill: Forklift 2',
      'Grade: 9 1',
      'Grade: 10 1',
    ])
    expect((await client.tags.list({ key: 'grade' })).total).toBe(2)
    expect((await client.tags.list({ key: String(keys.items[0]?.id) })).total).toBe(2)
    expect((await client.tags.list({ key: 'Nothing' })).total).toBe(0)
    expect((await client.tags.list({ q: 'skill: fo' })).items.map(tag => tag.value)).toEqual(['Forklift'])
  })

  test('pages meet without gap or overlap, in the order people expect', async () => {
    const values = Array.from({ length: 57 }, (_, n) => `Level ${57 - n}`)
    await client.tags.create({ query: {}, body: { key: 'Größe', values: [...values, 'Ärger', 'zuletzt'] } })
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await client.tags.list({ limit: 10, cursor })
      expect(page.total).toBe(59)
      seen.push(...page.items.map(tag => tag.value))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['Ärger', ...values.toReversed(), 'zuletzt'])
    const odd = await refusal(client.tags.list({ cursor: 'nonsense' }))
    expect(odd.problem.errors[0].path).toBe('cursor')
  })

  test('name the segments of a tag and the tag it is probably a slip of', async () => {
    await somePeople(app.context, {
      Ann: { Department: 'Sales' },
      Bob: { Department: 'Sales' },
      Cem: { Department: 'Slaes' },
    })
    await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'not Department is Sales' } })
    expect((await client.tags.list({})).items).toMatchObject([
      { value: 'Sales', segments: [{ name: 'Sellers' }], lookAlike: null },
      { value: 'Slaes', segments: [], lookAlike: { value: 'Sales' } },
    ])
  })
})

describe('a key', () => {
  test('is renamed for free, and not to a name that is taken', async () => {
    await somePeople(app.context, { Ann: { Department: 'Sales', Region: 'North' } })
    await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'Department is Sales' } })
    const { items } = await client.tags.keys({ q: 'Department' })
    const id = items[0]?.id ?? 0
    const taken = await refusal(
      client.tags.updateKey({ params: { id }, query: {}, body: { name: ' region' } }),
    )
    expect(taken.status).toBe(409)
    expect(taken.problem.detail).toContain('There already is a tag key “Region”.')
    expect(taken.problem.key).toMatchObject({ name: 'Region' })
    const plan = await client.tags.updateKey({
      params: { id },
      query: { dryRun: true },
      body: { name: 'Abteilung' },
    })
    expect(plan).toMatchObject({ summary: 'Rename the tag key “Department” to “Abteilung”', segments: [] })
    const done = await client.tags.updateKey({
      params: { id },
      query: {},
      body: { name: 'Abteilung', position: 99 },
    })
    expect(done).toMatchObject({ id, name: 'Abteilung', position: 99, people: 1, changeId: 3 })
    expect((await client.tags.keys({})).items.map(key => key.name)).toEqual(['Region', 'Abteilung'])
    expect((await client.segments.list({})).items[0]?.text).toBe('Abteilung is Sales')
    expect(await members('Sellers')).toEqual(['Ann'])
  })

  test('of another type says which values do not fit it', async () => {
    await somePeople(app.context, { Ann: { Grade: ['7', 'n/a'] } })
    const { items } = await client.tags.keys({})
    const id = items[0]?.id ?? 0
    const done = { params: { id }, query: { dryRun: true }, body: { type: 'number' as const } }
    expect(await client.tags.updateKey(done)).toMatchObject({
      notes: ['1 of 2 values cannot be read as a number, such as “n/a”. They stay as they are.'],
    })
    const { status } = await refusal(client.tags.updateKey({ ...done, params: { id: 999 } }))
    expect(status).toBe(404)
  })
})

test('a viewer reads and does not write; another workspace sees nothing', async () => {
  await somePeople(app.context, { Ann: { Team: 'A' } })
  const id = await tagId('Team: A')
  const viewer = await app.client('viewer')
  expect((await viewer.tags.list({})).total).toBe(1)
  const refused = await Promise.all(
    [
      viewer.tags.create({ query: {}, body: { key: 'Team', values: ['B'] } }),
      viewer.tags.rename({ params: { id }, query: {}, body: { value: 'B' } }),
      viewer.tags.remove({ params: { id }, query: { dryRun: true } }),
    ].map(refusal),
  )
  expect(refused.map(each => each.status)).toEqual([403, 403, 403])
  const theirs = (await app.anotherWorkspace()).client
  expect((await theirs.tags.list({})).total).toBe(0)
  expect(
    (await refusal(theirs.tags.rename({ params: { id }, query: {}, body: { value: 'B' } }))).status,
  ).toBe(404)
})
