import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { means } from '../../test/laws/means.ts'
import { somePeople } from '../../test/somePeople.ts'
import { currentRoster } from '../changes/engine.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterEach(async () => await closeInOrder(app))

async function keyId(name: string): Promise<number> {
  const { items } = await client.tags.keys({})
  const key = items.find(each => each.name === name)
  if (!key) throw new Error(`There is no key ${name}.`)
  return key.id
}

const merge = async (from: string, into: string, query: { dryRun?: boolean } = {}) =>
  await client.tags.mergeKey({
    params: { id: await keyId(from) },
    query,
    body: { into: await keyId(into) },
  })
const remove = async (name: string, query: { dryRun?: boolean } = {}) =>
  await client.tags.removeKey({ params: { id: await keyId(name) }, query })

const segment = (name: string, text: string) => client.segments.create({ query: {}, body: { name, text } })

/** All that one sees of a workspace: people with their tags, tags, rules and members. */
async function everything() {
  const people = (await client.people.list({ limit: 500, status: 'any' })).items
  const segments = (await client.segments.list({ sort: 'name', limit: 500 })).items
  const members: Record<string, string[]> = {}
  for (const { id, name } of segments)
    members[name] = (await client.segments.people({ id, limit: 500 })).items.map(each => each.firstName)
  return {
    people: Object.fromEntries(
      people.map(({ firstName, tags }) => [firstName, tags.map(tag => `${tag.key}: ${tag.value}`).sort()]),
    ),
    tags: (await client.tags.list({ limit: 500 })).items,
    keys: (await client.tags.keys({ limit: 500 })).items,
    texts: Object.fromEntries(segments.map(({ name, text }) => [name, text])),
    members,
  }
}

const OPERATORS = [
  'is (Sales, 7)',
  'is not (Sales, 7)',
  'has all (Sales, 7)',
  'exists',
  'missing',
  'contains al',
  'starts with sa',
  'ends with es',
  'before 2026-01-01',
  'after 2024-01-01',
  'on or before 2026-01-01',
  'on or after 2024-01-01',
  'within last 10 years',
  'within next 10 years',
  'not within last 10 years',
  '< 8',
  '<= 7',
  '> 7',
  '>= 7',
  'between 5 and 9',
]

const PEOPLE = {
  Ann: { Dept: 'Sales' },
  Bob: { Department: 'sales' },
  Cem: { Dept: ['7', 'IT'], Department: ['Sales', '7'] },
  Dee: { Dept: '2025-05-05' },
  Eve: { Department: '9', Dept: 'Sales' },
  Fay: { Department: ['2031-01-01', '7'] },
  Gil: { Location: 'Dallas' },
  Hal: { Dept: ['7', 'Males'], Department: 'Sales' },
}

/** Who belongs, read plainly off the rules and the people as the API shows them. */
async function plainMembers(): Promise<Record<string, string[]>> {
  const people = (await client.people.list({ limit: 500 })).items
  const segments = (await client.segments.list({ sort: 'name', limit: 500 })).items
  const { today } = await currentRoster(app.context.engine, 1)
  const inSegment = () => false
  return Object.fromEntries(
    segments.map(({ name, rule }) => [
      name,
      people.flatMap(({ firstName, tags }) => {
        const byKey = Map.groupBy(tags, tag => tag.key)
        const own = Object.fromEntries([...byKey].map(([key, some]) => [key, some.map(tag => tag.value)]))
        return means(rule, own, { today, inSegment }) ? [firstName] : []
      }),
    ]),
  )
}

describe('merging a key into another', () => {
  test('moves with every operator whom the plan said, and what the rules then say; undone, all is as it was', async () => {
    const ids = await somePeople(app.context, PEOPLE)
    await client.people.deactivate({ params: { id: ids.Hal }, query: {} })
    for (const [index, said] of OPERATORS.entries()) {
      await segment(`a ${index}`, `Dept ${said}`)
      await segment(`b ${index}`, `Department ${said}`)
      await segment(`c ${index}`, `Dept ${said} and not Department ${said} or Location exists`)
    }
    const before = await everything()
    expect(before.members).toEqual(await plainMembers())

    const plan = asPlan(await merge('Dept', 'Department', { dryRun: true }))
    expect(plan.summary).toBe('Merge the tag key “Dept” into “Department”')
    expect(plan.tags.keysRemoved).toEqual([
      { id: await keyId('Dept'), name: 'Dept', mergedInto: await keyId('Department') },
    ])
    expect(plan.tags.removed.map(tag => tag.value).sort()).toEqual(['7', 'Sales'])
    expect(plan.tags.created).toEqual([])
    const done = asDone(await merge('Dept', 'Department'))
    expect(done).toMatchObject({ name: 'Department', values: 7, people: 6 })

    const after = await everything()
    expect(after.members).toEqual(await plainMembers())
    for (const name of Object.keys(before.members)) {
      const was = before.members[name] ?? []
      const is = after.members[name] ?? []
      const row = plan.segments.find(each => each.name === name)
      const said = (side: 'entered' | 'left') => row?.sample[side].map(each => each.firstName).sort() ?? []
      expect([name, said('entered')]).toEqual([name, is.filter(each => !was.includes(each)).sort()])
      expect([name, said('left')]).toEqual([name, was.filter(each => !is.includes(each)).sort()])
    }
    // Rules that name tags mean what they meant, but for whoever carried the equal one of the other key.
    expect(after.texts['a 0']).toBe('Department is (sales, 7)')
    expect(after.texts['b 3']).toBe('Department exists')
    expect(Object.values(after.texts).join()).not.toContain('Dept ')
    expect(after.people.Cem).toEqual(['Department: 7', 'Department: IT', 'Department: sales'])
    expect(after.people.Hal).toEqual(['Department: 7', 'Department: Males', 'Department: sales'])

    await client.changes.undo({ params: { id: done.changeId }, query: {} })
    expect(await everything()).toEqual(before)
    const undone = (await client.changes.list({ limit: 1 })).items[0]?.id ?? 0
    await client.changes.undo({ params: { id: undone }, query: {} })
    expect(await everything()).toEqual(after)
  })

  test('says which rules read more than before, and leaves out what a rule would say twice', async () => {
    await somePeople(app.context, { Ann: { Dept: 'Sales' }, Bob: { Department: 'Slaes' } })
    await segment('Any', 'Dept exists or Department exists')
    await segment('Known', 'Dept starts with sa')
    const plan = asPlan(await merge('Dept', 'Department', { dryRun: true }))
    expect(plan.notes).toEqual([
      'One value moves as it is.',
      'The rules of “Any”, “Known” read all values of “Dept”, and from then on those of “Department” too.',
      'The rule of “Any” reads all values of “Department”, and from then on those of “Dept” too.',
    ])
    expect(plan.tags.lookAlikes).toEqual([
      { key: 'Department', value: 'Sales', like: 'Slaes', likeId: expect.any(Number) },
    ])
    // Nobody's row is written for a value that moves.
    expect(plan.people.updated).toBe(0)
    await merge('Dept', 'Department')
    expect((await everything()).texts).toEqual({
      Any: 'Department exists',
      Known: 'Department starts with sa',
    })
  })

  test('leaves the past as it was called and as it was', async () => {
    const ids = await somePeople(app.context, PEOPLE)
    await segment('Sellers', 'Dept is Sales')
    const then = app.context.now()
    app.context.now = () => new Date(then.getTime() + 60_000)
    const asOf = new Date(then.getTime() + 1_000).toISOString()
    const list = () => client.people.list({ where: 'Dept exists', asOf })
    const was = (await list()).items
    expect(was.map(each => each.firstName)).toEqual(['Ann', 'Cem', 'Dee', 'Eve', 'Hal'])
    await merge('Dept', 'Department')
    expect((await list()).items).toEqual(was)
    const person = await client.people.get({ id: ids.Ann, asOf })
    expect(person.tags).toMatchObject([{ key: 'Dept', value: 'Sales' }])
    expect((await refusal(client.people.list({ where: 'Dept exists' }))).status).toBe(422)
  })

  test('an old rule comes back under the key that has the values now', async () => {
    await somePeople(app.context, PEOPLE)
    const { id } = asDone(await segment('Sellers', 'Dept is (Sales, IT) or Dept missing'))
    await client.segments.update({ params: { id }, query: {}, body: { text: 'Location exists' } })
    await merge('Dept', 'Department')
    const { items } = await client.segments.history({ id })
    const first = items.find(each => each.text === 'Dept is (Sales, IT) or Dept missing')
    expect(first?.problems).toEqual([])
    expect(first?.notes[0]).toBe(
      'The tag key “Dept” has been merged into “Department” (change 4): the rule asks that.',
    )
    expect(first?.rule).toEqual({
      any: [
        { key: 'Department', op: 'is', values: ['sales', 'IT'] },
        { key: 'Department', op: 'missing' },
      ],
    })
  })

  test('undone after others have used the name and changed rules, it leaves everybody something', async () => {
    await somePeople(app.context, PEOPLE)
    await segment('Mixed', 'Dept is (IT, Males)')
    const { changeId } = asDone(await merge('Dept', 'Department'))
    await client.segments.update({
      params: { id: 1 },
      query: {},
      body: { text: 'Department is (IT, Males, sales)' },
    })
    await client.changes.undo({ params: { id: changeId }, query: {} })
    const { texts } = await everything()
    expect(texts.Mixed).toBe('Dept is (IT, Males) or Department is sales')

    const again = asDone(await merge('Dept', 'Department'))
    const merged = (await everything()).people
    const [alias] = (await client.aliases.list({})).items
    await client.aliases.remove({ params: { id: alias?.id ?? 0 } })
    await client.tags.create({ query: {}, body: { key: 'Dept', values: ['New'] } })
    const { status, problem } = await refusal(
      client.changes.undo({ params: { id: again.changeId }, query: {} }),
    )
    // The rule cannot go back either way: it stays with the tags, which stay where they are.
    expect(status).toBe(409)
    expect(problem.detail).toContain('The key “Dept” does not come back: another one has its name by now.')
    expect((await everything()).people).toEqual(merged)
  })

  test('into nothing, or into itself, is refused; a rename onto another name offers it', async () => {
    await somePeople(app.context, PEOPLE)
    const id = await keyId('Dept')
    for (const into of [id, 999]) {
      const { status, problem } = await refusal(
        client.tags.mergeKey({ params: { id }, query: {}, body: { into } }),
      )
      expect([status, problem.errors[0].path]).toEqual([422, 'into'])
    }
    const body = { into: id }
    expect((await refusal(client.tags.mergeKey({ params: { id: 999 }, query: {}, body }))).status).toBe(404)
    const { problem } = await refusal(
      client.tags.updateKey({ params: { id }, query: {}, body: { name: 'DEPARTMENT' } }),
    )
    expect(problem.detail).toBe(
      'There already is a tag key “Department”. To make one of both, merge “Dept” into it.',
    )
    expect(problem.key).toEqual({ id: await keyId('Department'), name: 'Department' })
  })

  test('tells of each person’s tag that it was merged, and from what', async () => {
    const ids = await somePeople(app.context, PEOPLE)
    await merge('Dept', 'Department')
    const { tags } = await client.people.origins({ id: ids.Cem })
    const origin = (value: string) => tags.find(tag => tag.value === value)?.origin
    expect(tags.map(tag => tag.key)).toEqual(['Department', 'Department', 'Department'])
    expect(origin('IT')?.kind).toBe('hand')
    expect(origin('7')?.kind).toBe('hand')
    const [tag] = (await client.people.origins({ id: ids.Ann })).tags
    expect(tag?.origin).toMatchObject({ kind: 'merge', mergedFrom: { key: 'Dept', value: 'Sales' } })
  })
})

describe('deleting a key', () => {
  test('is refused while a rule names it or one of its tags, and says which', async () => {
    await somePeople(app.context, PEOPLE)
    await segment('Named', 'Dept is IT and Location exists')
    await segment('Read', 'Dept missing')
    const { status, problem } = await refusal(remove('Dept', { dryRun: true }))
    expect(status).toBe(409)
    expect(problem.detail).toBe(
      'The rules of the segments “Named”, “Read” name the tag key “Dept” or a value of it. Take it out of there first, or merge this key into another.',
    )
    expect(problem.dependents).toEqual([
      { kind: 'segment', id: 1, name: 'Named' },
      { kind: 'segment', id: 2, name: 'Read' },
    ])
    expect((await refusal(client.tags.removeKey({ params: { id: 99 }, query: {} }))).status).toBe(404)
  })

  test('takes its tags from everybody, inactive people too; undone, all is as it was', async () => {
    const ids = await somePeople(app.context, PEOPLE)
    await client.people.deactivate({ params: { id: ids.Hal }, query: {} })
    await segment('Here', 'Location exists')
    const before = await everything()
    const plan = asPlan(await remove('Dept', { dryRun: true }))
    expect(plan).toMatchObject({
      summary: 'Delete the tag key “Dept” and its 5 values',
      people: { updated: 5 },
      tags: { keysRemoved: [{ name: 'Dept' }] },
    })
    const { changeId } = asDone(await remove('Dept'))
    const { people, keys } = await everything()
    expect(keys.map(key => key.name)).toEqual(['Department', 'Location'])
    expect(people).toMatchObject({ Ann: [], Hal: ['Department: sales'], Gil: ['Location: Dallas'] })
    await client.changes.undo({ params: { id: changeId }, query: {} })
    expect(await everything()).toEqual(before)
  })
})

test('a key tells which of its values do not read as its type, with how many people carry each', async () => {
  await somePeople(app.context, PEOPLE)
  const id = await keyId('Dept')
  const body = { type: 'date' as const }
  expect(
    asPlan(await client.tags.updateKey({ params: { id }, query: { dryRun: true }, body })).notes,
  ).toEqual([
    '4 of 5 values cannot be read as a date (YYYY-MM-DD), such as “Sales”, “7”, “IT”. They stay as they are.',
  ])
  expect(asDone(await client.tags.updateKey({ params: { id }, query: {}, body }))).toMatchObject({
    unreadable: 4,
  })
  const first = await client.tags.unreadable({ id, limit: 3 })
  expect(first).toMatchObject({
    total: 4,
    items: [
      { value: '7', people: 2 },
      { value: 'IT', people: 1 },
      { value: 'Males', people: 1 },
    ],
  })
  const rest = await client.tags.unreadable({ id, limit: 3, cursor: first.nextCursor ?? '' })
  expect(rest).toMatchObject({ items: [{ value: 'Sales', people: 2 }], nextCursor: null })
  for (const [type, unreadable] of [
    ['number', 4],
    ['yesNo', 5],
    ['text', 0],
  ] as const)
    expect(asDone(await client.tags.updateKey({ params: { id }, query: {}, body: { type } }))).toMatchObject({
      unreadable,
    })
  expect((await refusal(client.tags.unreadable({ id: 99 }))).status).toBe(404)
})
