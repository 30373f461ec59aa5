import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp
let client: Client
let clock = 0

beforeEach(async () => {
  clock = Date.parse('2026-03-02T09:00:00Z')
  app = await startApp({ now: () => new Date(clock) })
  client = await app.client('editor')
})
afterEach(async () => await closeInOrder(app))

const ann = { email: ' Ann.Lee@Example.com ', firstName: 'Ann', lastName: 'Lee' }
const version = async () => (await client.access.me()).workspace.version
const add = (body: Parameters<Client['people']['create']>[0]['body']) =>
  client.people.create({ query: {}, body })

describe('adding a person', () => {
  test('answers them with their tags, made where there were none', async () => {
    const tags = { Department: ['Sales'], Skill: ['Forklift', 'First aid', 'forklift'], Empty: [] }
    const done = await add({ ...ann, externalId: ' 007 ', tags })
    expect(done).toEqual({
      id: 1,
      changeId: 1,
      email: 'ann.lee@example.com',
      firstName: 'Ann',
      lastName: 'Lee',
      externalId: '007',
      status: 'active',
      tags: [
        { id: 1, key: 'Department', value: 'Sales' },
        { id: 3, key: 'Skill', value: 'First aid' },
        { id: 2, key: 'Skill', value: 'Forklift' },
      ],
      createdAt: '2026-03-02T09:00:00.000Z',
      updatedAt: '2026-03-02T09:00:00.000Z',
    })
    expect((await client.tags.keys({})).items.map(key => key.name)).toEqual(['Department', 'Skill'])
  })

  test('shows first whom it moves, and writes nothing then', async () => {
    await somePeople(app.context, { Bob: { Department: 'Sales', Badge: 'Blue' } })
    await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'Department is Sales' } })
    await client.segments.create({ query: {}, body: { name: 'No badge', text: 'Badge missing' } })
    const before = await version()
    const body = { ...ann, tags: { department: ['sales'] } }
    const plan = asPlan(await client.people.create({ query: { dryRun: true }, body }))
    expect(plan).toMatchObject({
      summary: 'Add Ann Lee',
      people: { created: 1, updated: 0, deactivated: 0 },
      tags: { created: [], keysCreated: [] },
      segments: [
        { name: 'Sellers', entered: 1, left: 0, before: 1, after: 2 },
        { name: 'No badge', entered: 1, left: 0, before: 0, after: 1 },
      ],
    })
    expect(await version()).toBe(before)
    expect((await client.people.list({})).total).toBe(1)
  })

  test.each([
    [{ ...ann, email: 'ann' }, 'email', '“ann” has no @.'],
    [{ ...ann, firstName: ' \u00a0' }, 'firstName', 'The first name is blank. A person needs one.'],
    [{ ...ann, lastName: '\u200b' }, 'lastName', 'The last name is blank. A person needs one.'],
    [{ ...ann, tags: { Department: ['\u200b'] } }, 'tags.Department[0]', 'Write something here.'],
    [{ ...ann, tags: { '': ['x'] } }, 'tags.', 'Write something here.'],
  ])('%j is refused', async (body, path, message) => {
    const { status, problem } = await refusal(add(body))
    expect(status).toBe(422)
    expect(problem.errors[0]).toEqual({ path, message })
    expect(await version()).toBe(0)
  })

  test('with an address or external id that is taken names whose it is', async () => {
    const first = asDone(await add({ ...ann, externalId: 'x1' }))
    const email = await refusal(add({ ...ann, firstName: 'Other' }))
    expect([email.status, email.problem.person.id]).toEqual([409, first.id])
    expect(email.problem.detail).toBe(
      'The e-mail address “ann.lee@example.com” belongs to Ann Lee (person 1). Change that person, or give another e-mail address.',
    )
    const external = await refusal(add({ ...ann, email: 'b@example.com', externalId: 'x1' }))
    expect([external.status, external.problem.person.id]).toEqual([409, first.id])
    await client.people.deactivate({ params: { id: first.id }, query: {} })
    const inactive = await refusal(add(ann))
    expect(inactive.problem.detail).toBe(
      'The e-mail address “ann.lee@example.com” belongs to Ann Lee, who is inactive. Reactivate them (PATCH /api/v1/people/1 with status active) instead.',
    )
    expect(inactive.problem.person).toMatchObject({ id: 1, status: 'inactive' })
  })

  test('whose first making was undone brings the same number back', async () => {
    const first = asDone(await add({ ...ann, externalId: 'x1', tags: { Department: ['Sales'] } }))
    await client.changes.undo({ params: { id: first.changeId }, query: {} })
    expect((await client.people.list({ status: 'any' })).total).toBe(0)
    expect((await refusal(client.people.get({ id: 1 }))).status).toBe(404)
    const plan = asPlan(await client.people.create({ query: { dryRun: true }, body: ann }))
    expect(plan.people).toMatchObject({ created: 1, updated: 0, reactivated: 0 })
    expect(asDone(await add(ann))).toMatchObject({ id: 1, externalId: null, tags: [] })
  })

  test('takes the address and external id of somebody who was undone, also by a change', async () => {
    const first = asDone(await add({ ...ann, externalId: 'x1' }))
    await client.changes.undo({ params: { id: first.changeId }, query: {} })
    const body = { ...ann, email: 'bob@example.com', firstName: 'Bob', externalId: 'x1' }
    // Whoever was undone is written too, and not counted: nobody sees them.
    const plan = asPlan(await client.people.create({ query: { dryRun: true }, body }))
    expect(plan.people).toMatchObject({ created: 1, updated: 0 })
    const bob = asDone(await add(body))
    expect(bob.id).toBe(2)
    const changed = await client.people.update({ params: { id: 2 }, query: {}, body: { email: ann.email } })
    expect(changed).toMatchObject({ id: 2, email: 'ann.lee@example.com', externalId: 'x1' })
  })
})

describe('changing a person', () => {
  test('touches only what is named: tags of other keys stay', async () => {
    const { id } = asDone(
      await add({ ...ann, tags: { Department: ['Sales', 'IT'], Region: ['North'], Skill: ['Forklift'] } }),
    )
    clock += 60_000
    const body = { lastName: 'Meier', tags: { department: ['Marketing'], Skill: [], Nothing: [] } }
    const done = asDone(await client.people.update({ params: { id }, query: {}, body }))
    expect(done).toMatchObject({
      firstName: 'Ann',
      lastName: 'Meier',
      updatedAt: '2026-03-02T09:01:00.000Z',
      createdAt: '2026-03-02T09:00:00.000Z',
    })
    expect(done.tags.map(tag => `${tag.key}: ${tag.value}`)).toEqual([
      'Department: Marketing',
      'Region: North',
    ])
    expect((await client.people.list({ q: 'meier' })).total).toBe(1)
    expect((await client.people.list({ q: 'lee@' })).total).toBe(1)
  })

  test('into what they are already writes nothing', async () => {
    const { id } = asDone(await add({ ...ann, tags: { Department: ['Sales'] } }))
    const body = { firstName: 'Ann', tags: { Department: ['SALES'] } }
    expect(await client.people.update({ params: { id }, query: {}, body })).toMatchObject({ changeId: 1 })
    expect(await version()).toBe(1)
  })

  test('clears an external id with null, and refuses what is another’s', async () => {
    const { id } = asDone(await add({ ...ann, externalId: 'x1' }))
    await add({ email: 'bob@example.com', firstName: 'Bob', lastName: 'Lee' })
    const taken = await refusal(
      client.people.update({ params: { id: 2 }, query: {}, body: { email: 'ANN.lee@example.com' } }),
    )
    expect([taken.status, taken.problem.person.id]).toEqual([409, id])
    const clear = { params: { id }, query: {}, body: { externalId: null } }
    expect(await client.people.update(clear)).toMatchObject({ externalId: null })
    expect((await refusal(client.people.update({ ...clear, params: { id: 99 } }))).status).toBe(404)
  })

  test('deactivated, they leave every segment and keep their tags; reactivated, they enter again', async () => {
    const { id } = asDone(await add({ ...ann, tags: { Department: ['Sales'] } }))
    await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'Department is Sales' } })
    const plan = asPlan(await client.people.deactivate({ params: { id }, query: { dryRun: true } }))
    expect(plan).toMatchObject({
      summary: 'Deactivate Ann Lee',
      people: { deactivated: 1, updated: 0 },
      segments: [{ name: 'Sellers', left: 1, sample: { left: [{ id, firstName: 'Ann' }] } }],
    })
    const gone = await client.people.deactivate({ params: { id }, query: {} })
    expect(gone).toMatchObject({ status: 'inactive', tags: [{ value: 'Sales' }] })
    expect(await client.people.get({ id })).toMatchObject({ segments: [], link: null })
    const body = { status: 'active' as const }
    const back = asPlan(await client.people.update({ params: { id }, query: { dryRun: true }, body }))
    expect(back).toMatchObject({
      summary: 'Reactivate Ann Lee',
      people: { reactivated: 1 },
      segments: [{ entered: 1 }],
    })
    await client.people.update({ params: { id }, query: {}, body })
    expect((await client.people.get({ id })).segments).toEqual([{ id: 1, name: 'Sellers' }])
  })
})

describe('many at once', () => {
  test('tags are added, removed and replaced; whoever has it so already is left alone', async () => {
    const people = await somePeople(app.context, {
      Ann: { Department: 'Sales', Skill: ['Forklift', 'First aid'] },
      Bob: { Department: 'IT' },
      Cem: { Department: 'Marketing', Region: 'North' },
      Dee: {},
    })
    await client.segments.create({ query: {}, body: { name: 'IT', text: 'Department is IT' } })
    const body = {
      ids: [people.Ann, people.Bob, people.Cem, people.Ann],
      replace: { Department: ['IT'] },
      remove: { Skill: ['forklift'], Nothing: ['x'] },
      add: { Region: ['North'] },
    }
    const plan = asPlan(await client.people.setTags({ query: { dryRun: true }, body }))
    expect(plan).toMatchObject({
      summary:
        'Tags of 3 people: set Department to IT; remove Skill: forklift; remove Nothing: x; add Region: North',
      people: { updated: 3 },
      segments: [{ name: 'IT', entered: 2, left: 0 }],
      notes: ['There is no tag “Nothing: x”, so nobody loses it.'],
    })
    expect(plan.segments[0]?.sample.entered.map(person => person.firstName)).toEqual(['Ann', 'Cem'])
    await client.people.setTags({ query: {}, body })
    const { items } = await client.people.list({ sort: 'created' })
    expect(items.map(person => person.tags.map(tag => `${tag.key}: ${tag.value}`))).toEqual([
      ['Department: IT', 'Skill: First aid', 'Region: North'],
      ['Department: IT', 'Region: North'],
      ['Department: IT', 'Region: North'],
      [],
    ])
    const again = asPlan(await client.people.setTags({ query: { dryRun: true }, body }))
    expect(again.people).toMatchObject({ updated: 0, unchanged: 3 })
  })

  test('are chosen by segment or by rule; a key is cleared with an empty list', async () => {
    await somePeople(app.context, { Ann: { Team: 'A' }, Bob: { Team: 'B' }, Cem: { Team: 'C' } })
    await client.segments.create({ query: {}, body: { name: 'A', text: 'Team is A' } })
    await client.people.setTags({ query: {}, body: { segment: 1, add: { Lead: ['yes'] } } })
    await client.people.setTags({ query: {}, body: { where: 'Team is (A, B)', replace: { Team: [] } } })
    const { items } = await client.people.list({ sort: 'created' })
    expect(items.map(person => person.tags.map(tag => tag.value))).toEqual([['yes'], [], ['C']])
  })

  test('are deactivated and reactivated', async () => {
    const people = await somePeople(app.context, { Ann: { Team: 'A' }, Bob: { Team: 'A' }, Cem: {} })
    const body = { where: 'Team is A', status: 'inactive' as const }
    expect(asPlan(await client.people.setStatus({ query: { dryRun: true }, body }))).toMatchObject({
      summary: 'Deactivate 2 people',
      people: { deactivated: 2 },
    })
    await client.people.setStatus({ query: {}, body })
    expect((await client.people.list({})).total).toBe(1)
    await client.people.setStatus({ query: {}, body: { ids: [people.Bob], status: 'active' } })
    expect((await client.people.list({})).items.map(person => person.firstName).sort()).toEqual([
      'Bob',
      'Cem',
    ])
  })

  test.each([
    [{}, 'ids', 'Exactly one of ids, segment and where.'],
    [{ ids: [1], where: 'Team is A' }, 'ids', 'Exactly one of ids, segment and where.'],
    [{ ids: [1, 98, 99] }, 'ids', 'There are no people with the ids 98, 99. Nothing was changed.'],
    [{ segment: 9 }, 'segment', 'There is no segment with the id 9.'],
    [{ where: 'Team is' }, 'where', expect.stringContaining('Line 1, column 8')],
    [{ where: 'Teem is A' }, 'where', expect.stringContaining('Did you mean “Team”?')],
  ])('a selection of %j is refused', async (selection, path, message) => {
    await somePeople(app.context, { Ann: { Team: 'A' } })
    const body = { ...selection, add: { Team: ['B'] } }
    const { status, problem } = await refusal(client.people.setTags({ query: {}, body }))
    expect(status).toBe(422)
    expect(problem.errors[0]).toEqual({ path, message })
  })

  test('need something to do', async () => {
    await somePeople(app.context, { Ann: {} })
    const { problem } = await refusal(client.people.setTags({ query: {}, body: { ids: [1] } }))
    expect(problem.detail).toBe('Say what to add, remove or replace.')
  })
})

test('a person shows segments, assignments and, to editors, the signed link', async () => {
  const people = await somePeople(app.context, { Ann: { Team: 'A' } })
  await client.segments.create({ query: {}, body: { name: 'Team A', text: 'Team is A' } })
  const body = { title: 'Read this', audience: { include: [1], exclude: [] } }
  await client.assignments.create({ query: {}, body })
  await client.assignments.publish({ params: { id: 1 }, query: {} })
  const person = await client.people.get({ id: people.Ann })
  expect(person).toMatchObject({
    segments: [{ id: 1, name: 'Team A' }],
    assignments: [
      { id: 1, title: 'Read this', status: 'assigned', assignedAt: '2026-03-02T09:00:00.000Z', dueAt: null },
    ],
    link: expect.stringContaining('/r/1-1-1-'),
  })
  const viewer = await app.client('viewer')
  expect((await viewer.people.get({ id: people.Ann })).link).toBeNull()
  const theirs = (await app.anotherWorkspace()).client
  expect((await refusal(theirs.people.get({ id: people.Ann }))).status).toBe(404)
})
