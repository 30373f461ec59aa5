import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp
let client: Client
let people: Record<'Ada' | 'Ben' | 'Cas' | 'Dee', number>

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
  people = await somePeople(app.context, {
    Ada: { Department: 'Sales', Location: 'Dallas', Skill: ['First aid', 'Forklift'] },
    Ben: { Department: 'Sales', Location: 'New York' },
    Cas: { Department: 'Marketing', Location: 'Dallas', Grade: '7' },
    Dee: {},
  })
})
afterEach(async () => await closeInOrder(app))

const create = async (name: string, text: string) =>
  asDone(await client.segments.create({ body: { name, text } }))
const names = async (id: number) => (await client.segments.people({ id })).items.map(each => each.firstName)

describe('the preview', () => {
  const preview = async (body: Parameters<Client['segments']['preview']>[0]['body']) =>
    await (await app.client('viewer')).segments.preview({ body })

  test('answers counts, the first names, both faces and how it differs from a saved segment', async () => {
    const { id } = await create('S', 'Department is Sales')
    expect(await preview({ text: 'Location is Dallas', compareTo: id })).toEqual({
      people: 2,
      sample: [expect.objectContaining({ firstName: 'Ada' }), expect.objectContaining({ firstName: 'Cas' })],
      entered: 1,
      left: 1,
      problems: [],
      notes: [],
      rule: { key: 'Location', op: 'is', values: ['Dallas'] },
      text: 'Location is Dallas',
      sentence: 'People whose Location is Dallas',
    })
  })

  test('what is wrong is a value with its place, and the other face is shown where it can be', async () => {
    expect(await preview({ text: 'Location is Dalas' })).toMatchObject({
      people: 0,
      problems: [{ line: 1, column: 13, suggestion: 'Dallas' }],
      rule: { key: 'Location', op: 'is', values: ['Dalas'] },
    })
    expect(await preview({ rule: { all: [{ key: 'Nope', op: 'exists' }] } })).toMatchObject({
      problems: [{ path: 'all[0].key' }],
      text: 'all (Nope exists)',
    })
    expect(await preview({})).toMatchObject({ problems: [{ path: '' }], rule: null, text: null })
    expect(await preview({ text: 'Department is' })).toMatchObject({ rule: null, entered: null })
  })

  test('a rule that would close a circle says so', async () => {
    const a = await create('A', 'Department is Sales')
    await create('B', 'in segment A')
    const { problems } = await preview({ text: 'Grade exists or in segment B', compareTo: a.id })
    expect(problems[0]?.message).toContain('“A” → “B” → “A”')
    expect(problems[0]?.path).toBe('any[1].segment')
    const itself = await preview({ text: 'in segment A', compareTo: a.id })
    expect(itself.problems).toMatchObject([{ path: 'segment' }])
  })
})

describe('explaining', () => {
  test('says at every node whether it holds and which tags decided, through segments within segments', async () => {
    await create('Dallas', 'Location is Dallas')
    const segment = await create('S', 'in segment Dallas and Department is Sales and not Grade exists')
    const cas = await client.segments.explain({ id: segment.id, person: people.Cas })
    const origin = expect.objectContaining({
      kind: 'hand',
      changeId: 1,
      actor: { kind: 'system', name: 'tests' },
    })
    const tag = (key: string, value: string) => ({ id: expect.any(Number), key, value, origin })
    expect(cas).toEqual({
      person: expect.objectContaining({ id: people.Cas, firstName: 'Cas' }),
      segment: { id: segment.id, name: 'S' },
      matches: false,
      rule: {
        label: 'All of these',
        kind: 'all',
        matches: false,
        because: [tag('Department', 'Marketing'), tag('Grade', '7')],
        children: [
          {
            label: 'in segment Dallas',
            kind: 'segment',
            matches: true,
            because: [tag('Location', 'Dallas')],
            children: [
              {
                label: 'Location is Dallas',
                kind: 'condition',
                matches: true,
                because: [tag('Location', 'Dallas')],
                children: [],
              },
            ],
          },
          {
            label: 'Department is Sales',
            kind: 'condition',
            matches: false,
            because: [tag('Department', 'Marketing')],
            children: [],
          },
          {
            label: 'None of these',
            kind: 'none',
            matches: false,
            because: [tag('Grade', '7')],
            children: [
              {
                label: 'Grade exists',
                kind: 'condition',
                matches: true,
                because: [tag('Grade', '7')],
                children: [],
              },
            ],
          },
        ],
      },
      wouldEnter: [
        {
          add: [{ id: expect.any(Number), key: 'Department', value: 'Sales' }],
          remove: [{ id: expect.any(Number), key: 'Grade', value: '7' }],
          reactivate: false,
          sentence: 'Add Department: Sales and remove Grade: 7',
          patch: { tags: { Department: ['Marketing', 'Sales'], Grade: [] } },
        },
      ],
      wouldLeave: [],
      isWhole: true,
      asOf: null,
    })
    const ada = await client.segments.explain({ id: segment.id, person: people.Ada })
    expect(ada.matches).toBe(true)
    expect((await refusal(client.segments.explain({ id: segment.id, person: 999 }))).status).toBe(404)
  })

  test('of a chain that doubles at every step, each segment is opened once', async () => {
    await create('S0', 'Department is Sales')
    for (let index = 1; index <= 30; index++)
      await create(`S${index}`, `in segment S${index - 1} and all (in segment S${index - 1})`)
    const { items } = await client.segments.list({ q: 'S30' })
    const answer = await client.segments.explain({ id: items[0]?.id ?? 0, person: people.Ada })
    expect(answer.matches).toBe(true)
    expect(JSON.stringify(answer).length).toBeLessThan(50_000)
  })
})

describe('the past', () => {
  test('members as they were, and each change that moved them', async () => {
    const segment = await create('S', 'Department is Sales')
    const then = (await client.changes.get({ id: segment.changeId })).at
    await new Promise(resolve => setTimeout(resolve, 5))
    const sales = await client.tags.list({ q: 'Department: Sales' })
    await somePeople(app.context, { Eve: { Department: 'Sales' } })
    const last = asDone(
      await client.segments.update({
        params: { id: segment.id },
        body: { text: 'Department is Marketing', name: 'M' },
      }),
    )
    expect(sales.total).toBe(1)
    expect(await names(segment.id)).toEqual(['Cas'])
    const past = await client.segments.people({ id: segment.id, asOf: then })
    expect(past.items.map(each => each.firstName)).toEqual(['Ada', 'Ben'])
    const first = await client.segments.history({ id: segment.id, limit: 2 })
    expect(first).toMatchObject({
      total: 3,
      items: [
        {
          changeId: last.changeId,
          actor: 'editor',
          entered: 1,
          left: 3,
          people: 1,
          text: 'Department is Marketing',
        },
        { entered: 1, left: 0, people: 3, text: null },
      ],
    })
    const rest = await client.segments.history({ id: segment.id, cursor: first.nextCursor ?? '' })
    expect(rest).toMatchObject({
      items: [{ changeId: segment.changeId, entered: 2, people: 2, text: 'Department is Sales' }],
      nextCursor: null,
    })
  })

  test('the members are searched and paged', async () => {
    const segment = await create('All', 'Department is not Sales or Department exists')
    const one = await client.segments.people({ id: segment.id, limit: 3 })
    const two = await client.segments.people({ id: segment.id, limit: 3, cursor: one.nextCursor ?? '' })
    expect([...one.items, ...two.items].map(each => each.firstName)).toEqual(['Ada', 'Ben', 'Cas', 'Dee'])
    const found = await client.segments.people({ id: segment.id, q: 'meyer BEN' })
    expect(found).toMatchObject({ total: 1, items: [{ firstName: 'Ben' }] })
    expect((await client.segments.people({ id: segment.id, q: '100%' })).total).toBe(0)
  })
})

test('overlaps count everyone in exactly one part', async () => {
  const sales = await create('Sales', 'Department is Sales')
  const dallas = await create('Dallas', 'Location is Dallas')
  const all = await create('All', 'Location exists')
  const answer = await client.segments.overlap({ body: { ids: [sales.id, dallas.id, all.id, sales.id] } })
  expect(answer.segments.map(segment => segment.people)).toEqual([2, 2, 3])
  expect(answer.parts).toHaveLength(3)
  expect(answer.parts).toContainEqual({
    ids: [sales.id, dallas.id, all.id],
    people: 1,
    where: 'in segment Sales and in segment Dallas and in segment "All"',
  })
  expect(answer.parts).toContainEqual({
    ids: [sales.id, all.id],
    people: 1,
    where: 'in segment Sales and in segment "All" and not in segment Dallas',
  })
  expect(answer.parts).toContainEqual({
    ids: [dallas.id, all.id],
    people: 1,
    where: 'in segment Dallas and in segment "All" and not in segment Sales',
  })
})

test('another workspace’s segments do not exist here', async () => {
  const mine = await create('S', 'Department is Sales')
  const { client: theirs } = await app.anotherWorkspace()
  expect((await refusal(theirs.segments.get({ id: mine.id }))).status).toBe(404)
  expect((await theirs.segments.list({})).total).toBe(0)
  expect((await refusal(theirs.segments.overlap({ body: { ids: [mine.id, 2] } }))).status).toBe(404)
})
