import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, messages, retag, statuses } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { check } from '../changes/check.ts'

let app: TestApp
let client: Client
let people: Record<'Ada' | 'Ben' | 'Cleo', number>
let sales: number
let dallas: number
let clock: Date

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  app = await startApp({ now: () => clock })
  client = await app.client('editor')
  people = await somePeople(app.context, {
    Ada: { Department: 'Sales' },
    Ben: { Department: 'Sales', Location: 'Dallas' },
    Cleo: { Location: 'Dallas' },
  })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
  dallas = await aSegment(app, 'Dallas', 'Location is Dallas')
})

afterEach(async () => {
  expect(await check(app.context.db, 1, app.context.engine.rosters.get(1))).toEqual([])
  await app.close()
})

const publish = (id: number, query = {}) => client.assignments.publish({ params: { id }, query, body: {} })
const update = (id: number, body: object, query = {}) =>
  client.assignments.update({ params: { id }, query, body })

describe('a draft', () => {
  test('moves nobody, and keeps what was written letter for letter', async () => {
    const body = {
      title: '  Évacuation 火災\n訓練 ',
      instructions: '# Read\n\n<b>not bold</b> **bold** 👩‍🚒\u0000',
      link: 'https://example.org/火?a=1',
      audience: { include: [sales, sales], exclude: [dallas] },
      due: { afterDays: 3 },
      reminders: [1, -1, 1],
    }
    const made = asDone(await client.assignments.create({ query: {}, body }))
    expect(made).toMatchObject({
      title: 'Évacuation 火災 訓練',
      // A zero character, which no database keeps, becomes a space as in every request.
      instructions: '# Read\n\n<b>not bold</b> **bold** 👩‍🚒 ',
      audience: { include: [sales], exclude: [dallas] },
      segments: [
        { id: sales, name: 'Sales' },
        { id: dallas, name: 'Dallas' },
      ],
      joiners: 'receive',
      leavers: 'keep',
      reminders: [1, -1],
      status: 'draft',
      counts: { audience: 1, assigned: 0 },
    })
    expect(await statuses(app.context, made.id)).toEqual({})
    expect(await client.assignments.get({ id: made.id })).toEqual({ ...made, changeId: undefined })
  })

  test('is planned without being written', async () => {
    const plan = asPlan(await client.assignments.create({ query: { dryRun: true }, body: { title: 'X' } }))
    expect(plan.summary).toBe('Create the draft “X”')
    expect((await client.assignments.list({})).total).toBe(0)
  })

  test('names unknown segments by their path', async () => {
    const refused = await refusal(
      client.assignments.create({
        query: {},
        body: { title: 'X', audience: { include: [sales, 99], exclude: [98] } },
      }),
    )
    expect(refused.status).toBe(422)
    expect(refused.problem.errors.map((error: { path: string }) => error.path)).toEqual([
      'audience.include[1]',
      'audience.exclude[0]',
    ])
  })

  test('is deleted; what was published is not', async () => {
    const id = await anAssignment(app, [sales], {}, false)
    await client.assignments.remove({ params: { id }, query: {}, body: {} })
    expect((await refusal(client.assignments.get({ id }))).status).toBe(404)
    const live = await anAssignment(app, [sales])
    const refused = await refusal(client.assignments.remove({ params: { id: live }, query: {}, body: {} }))
    expect(refused.message).toMatch(/409: .*is live, and only drafts are deleted. Close it instead/)
  })

  test('of nothing but invisible characters has no title', async () => {
    const refused = await refusal(client.assignments.create({ query: {}, body: { title: '\u200b' } }))
    expect(refused).toMatchObject({ status: 422, problem: { errors: [{ path: 'title' }] } })
  })
})

describe('publishing', () => {
  test('reaches exactly the audience, with one message each, in the same change', async () => {
    const id = await anAssignment(app, [sales], {}, false)
    const plan = asPlan(await publish(id, { dryRun: true }))
    expect(plan).toMatchObject({
      summary: 'Publish “Read the fire drill”',
      assignments: [{ id, received: 2, withdrawn: 0, before: 0, after: 2 }],
      messages: 2,
    })
    expect(await statuses(app.context, id)).toEqual({})
    const done = asDone(await publish(id, { expectedVersion: plan.version }))
    expect(done).toMatchObject({
      status: 'live',
      publishedAt: clock.toISOString(),
      counts: { audience: 2, assigned: 2, held: 2, overdue: 0 },
    })
    expect(await statuses(app.context, id)).toEqual({ [people.Ada]: 'assigned', [people.Ben]: 'assigned' })
    expect(await messages(app.context)).toEqual([
      `${people.Ada} assigned held`,
      `${people.Ben} assigned held`,
    ])
  })

  test('needs an audience', async () => {
    const id = await anAssignment(app, [], {}, false)
    const refused = await refusal(publish(id))
    expect(refused).toMatchObject({
      status: 422,
      problem: {
        errors: [
          {
            path: 'audience',
            message: 'An assignment needs an audience: choose at least one segment.',
          },
        ],
      },
    })
  })

  test('happens once', async () => {
    const id = await anAssignment(app, [sales])
    expect((await refusal(publish(id))).message).toMatch(/409: .*is live already/)
    await client.assignments.close({ params: { id }, query: {}, body: {} })
    expect((await refusal(publish(id))).message).toMatch(/409: .*is closed already/)
  })

  test('says when nobody is there, and when it is late from the start', async () => {
    const nobody = await aSegment(app, 'Nobody', 'Department is Sales and Department is not Sales')
    const id = await anAssignment(app, [nobody], { due: { on: '2026-03-01' } }, false)
    expect(asPlan(await publish(id, { dryRun: true })).notes).toEqual([
      'Nobody is in the audience at the moment; whoever enters it receives this.',
      'The due day has passed already: it is overdue from the start.',
    ])
  })

  test('is refused to viewers', async () => {
    const id = await anAssignment(app, [sales], {}, false)
    const viewer = await app.client('viewer')
    expect((await refusal(viewer.assignments.publish({ params: { id }, query: {}, body: {} }))).status).toBe(
      403,
    )
  })
})

describe('a live assignment', () => {
  test('follows its segments: joiners receive it, leavers keep it', async () => {
    const id = await anAssignment(app, [sales])
    await retag(app.context, { [people.Ada]: {}, [people.Cleo]: { Department: 'Sales' } })
    expect(await statuses(app.context, id)).toEqual({
      [people.Ada]: 'assigned',
      [people.Ben]: 'assigned',
      [people.Cleo]: 'assigned',
    })
  })

  test('withdraws from leavers when it is told to, but never what is completed', async () => {
    const id = await anAssignment(app, [sales], { leavers: 'withdraw' })
    await client.assignments.updateRecipient({
      params: { id, personId: people.Ben },
      query: {},
      body: { status: 'completed' },
    })
    await retag(app.context, { [people.Ada]: {}, [people.Ben]: {} })
    expect(await statuses(app.context, id)).toEqual({
      [people.Ada]: 'withdrawn',
      [people.Ben]: 'completed',
    })
    expect(await messages(app.context)).toEqual([
      `${people.Ada} assigned cancelled`,
      `${people.Ben} assigned held`,
    ])
  })

  test('whose leaver had not been told yet tells them when they return, in the one message there is', async () => {
    const id = await anAssignment(app, [sales], { leavers: 'withdraw' })
    await retag(app.context, { [people.Ada]: {} })
    await retag(app.context, { [people.Ada]: { Department: 'Sales' } })
    expect(await statuses(app.context, id)).toMatchObject({ [people.Ada]: 'assigned' })
    expect((await messages(app.context)).sort()).toEqual([
      `${people.Ada} assigned held`,
      `${people.Ben} assigned held`,
    ])
  })

  test('whose leaver had been told reinstates them without a second message', async () => {
    const id = await anAssignment(app, [sales], { leavers: 'withdraw' })
    await app.context.db.transaction(tx =>
      tx.sql.updateTable('message').set({ status: 'sent' }).where('workspace_id', '=', 1).execute(),
    )
    await retag(app.context, { [people.Ada]: {} })
    await retag(app.context, { [people.Ada]: { Department: 'Sales' } })
    expect(await statuses(app.context, id)).toMatchObject({ [people.Ada]: 'assigned' })
    expect(await messages(app.context)).toEqual([
      `${people.Ada} assigned sent`,
      `${people.Ben} assigned sent`,
    ])
  })

  test('with a new audience shows who would receive and lose it, then does that', async () => {
    const id = await anAssignment(app, [sales], { leavers: 'withdraw' })
    const audience = { include: [dallas], exclude: [] }
    const plan = asPlan(await update(id, { audience }, { dryRun: true }))
    expect(plan.assignments).toMatchObject([{ id, received: 1, withdrawn: 1, before: 2, after: 2 }])
    expect(plan.assignments[0]?.sample).toMatchObject({
      entered: [{ firstName: 'Cleo' }],
      left: [{ firstName: 'Ada' }],
    })
    await update(id, { audience })
    expect(await statuses(app.context, id)).toEqual({
      [people.Ada]: 'withdrawn',
      [people.Ben]: 'assigned',
      [people.Cleo]: 'assigned',
    })
    expect((await refusal(update(id, { audience: { include: [], exclude: [] } }))).problem.errors).toEqual([
      expect.objectContaining({ path: 'audience' }),
    ])
  })

  test('with a new due day moves it for those who have not completed it, and says so', async () => {
    const id = await anAssignment(app, [sales], { due: { afterDays: 1 } })
    await client.assignments.updateRecipient({
      params: { id, personId: people.Ben },
      query: {},
      body: { status: 'completed' },
    })
    const before = await dueDays(id)
    expect(before).toEqual({ Ada: '2026-03-03T23:59:59.999Z', Ben: '2026-03-03T23:59:59.999Z' })
    const plan = asPlan(await update(id, { due: { on: '2026-03-20' } }, { dryRun: true }))
    expect(plan.notes).toEqual([
      'The due day of 1 person becomes Friday 20 March 2026. Those who have completed it keep the day they had.',
    ])
    await update(id, { due: { on: '2026-03-20' } })
    expect(await dueDays(id)).toEqual({ ...before, Ada: '2026-03-20T23:59:59.999Z' })
    await update(id, { due: { afterDays: 4 } })
    expect(await dueDays(id)).toEqual({ ...before, Ada: '2026-03-06T23:59:59.999Z' })
    await update(id, { due: null })
    expect(await dueDays(id)).toEqual({ ...before, Ada: null })
  })

  test('counts who is overdue, and finds them', async () => {
    const id = await anAssignment(app, [sales], { due: { on: '2026-03-03' } })
    await client.assignments.updateRecipient({
      params: { id, personId: people.Ben },
      query: {},
      body: { status: 'completed' },
    })
    clock = new Date('2026-03-04T00:00:00Z')
    expect((await client.assignments.get({ id })).counts).toEqual({
      audience: 2,
      exempt: 0,
      assigned: 1,
      opened: 0,
      completed: 1,
      withdrawn: 0,
      overdue: 1,
      held: 2,
      failed: 0,
    })
    const overdue = await client.assignments.recipients({ id, status: 'overdue' })
    expect(overdue).toMatchObject({ total: 1, items: [{ person: { firstName: 'Ada' } }] })
  })

  test('has started: its start stays', async () => {
    const id = await anAssignment(app, [sales])
    const refused = await refusal(update(id, { startsAt: '2027-01-01T00:00:00.000Z' }))
    expect(refused).toMatchObject({ status: 422, problem: { errors: [{ path: 'startsAt' }] } })
  })

  test('left as it is writes nothing', async () => {
    const id = await anAssignment(app, [sales])
    const version = (await client.access.me()).workspace.version
    await update(id, { title: 'Read the fire drill' })
    expect((await client.access.me()).workspace.version).toBe(version)
  })

  async function dueDays(id: number) {
    const { items } = await client.assignments.recipients({ id })
    return Object.fromEntries(items.map(item => [item.person.firstName, item.dueAt]))
  }
})

test('closed, nobody receives it any more and it no longer changes', async () => {
  const id = await anAssignment(app, [sales])
  expect(asDone(await client.assignments.close({ params: { id }, query: {}, body: {} }))).toMatchObject({
    status: 'closed',
    closedAt: clock.toISOString(),
  })
  await retag(app.context, { [people.Cleo]: { Department: 'Sales' } })
  expect(await statuses(app.context, id)).toEqual({ [people.Ada]: 'assigned', [people.Ben]: 'assigned' })
  expect((await refusal(update(id, { title: 'X' }))).status).toBe(409)
  expect((await refusal(client.assignments.close({ params: { id }, query: {}, body: {} }))).status).toBe(409)
  const draft = await anAssignment(app, [sales], {}, false)
  expect(
    (await refusal(client.assignments.close({ params: { id: draft }, query: {}, body: {} }))).message,
  ).toMatch(/delete it instead/)
})

describe('recipients', () => {
  test('are listed by name, in pages, with the segments that brought it to them', async () => {
    const id = await anAssignment(app, [sales, dallas])
    const first = await client.assignments.recipients({ id, limit: 2 })
    expect(first).toMatchObject({
      total: 3,
      items: [
        { person: { firstName: 'Ada' }, via: [sales], status: 'assigned', message: 'held' },
        { person: { firstName: 'Ben' }, via: [sales, dallas] },
      ],
    })
    const rest = await client.assignments.recipients({ id, limit: 2, cursor: first.nextCursor ?? '' })
    expect(rest).toMatchObject({ items: [{ person: { firstName: 'Cleo' } }], nextCursor: null })
    expect((await client.assignments.recipients({ id, q: 'MEY clé' })).items).toMatchObject([
      { person: { firstName: 'Cleo' } },
    ])
    expect((await client.assignments.recipients({ id, q: '%' })).total).toBe(0)
    expect((await refusal(client.assignments.recipients({ id, cursor: 'nonsense' }))).status).toBe(422)
  })

  test('show their links to editors only: whoever has one acts as that person', async () => {
    const id = await anAssignment(app, [sales])
    const [row] = (await client.assignments.recipients({ id })).items
    expect(row?.link).toMatch(/\/r\/1-1-/)
    const viewer = await app.client('viewer')
    expect((await viewer.assignments.recipients({ id })).items.map(item => item.link)).toEqual([null, null])
  })

  test('are completed and reopened by an editor, each a change of the log', async () => {
    const id = await anAssignment(app, [sales])
    const params = { id, personId: people.Ada }
    const set = (status: 'assigned' | 'completed', query = {}) =>
      client.assignments.updateRecipient({ params, query, body: { status } })
    expect(asPlan(await set('completed', { dryRun: true })).summary).toBe(
      'Record that Ada Meyer completed “Read the fire drill”',
    )
    expect(asDone(await set('completed'))).toMatchObject({
      status: 'completed',
      completedAt: clock.toISOString(),
    })
    const { changeId } = asDone(await set('completed'))
    expect(asDone(await set('assigned'))).toMatchObject({
      status: 'opened',
      completedAt: null,
      changeId: changeId + 1,
    })
    expect((await refusal(set.call(null, 'completed', { expectedVersion: 1 }))).status).toBe(409)
  })

  test('whose assignment was withdrawn are not completed by hand', async () => {
    const id = await anAssignment(app, [sales], { leavers: 'withdraw' })
    await retag(app.context, { [people.Ada]: {} })
    for (const status of ['completed', 'assigned'] as const) {
      const refused = await refusal(
        client.assignments.updateRecipient({
          params: { id, personId: people.Ada },
          query: {},
          body: { status },
        }),
      )
      expect(refused.message).toMatch(/409: .*was withdrawn from Ada Meyer/)
    }
    expect(await statuses(app.context, id)).toMatchObject({ [people.Ada]: 'withdrawn' })
    const stranger = { id, personId: people.Cleo }
    const refused = await refusal(
      client.assignments.updateRecipient({ params: stranger, query: {}, body: { status: 'completed' } }),
    )
    expect(refused.status).toBe(404)
  })
})

test('the list is newest first, searched by title, filtered by status, in pages', async () => {
  const ids = [
    await anAssignment(app, [sales], { title: 'Sécurité' }),
    await anAssignment(app, [sales], { title: 'Security' }, false),
    await anAssignment(app, [sales], { title: 'Lunch' }, false),
  ]
  const page = await client.assignments.list({ limit: 2 })
  expect(page).toMatchObject({ total: 3, items: [{ id: ids[2] }, { id: ids[1] }] })
  const rest = await client.assignments.list({ limit: 2, cursor: page.nextCursor ?? '' })
  expect(rest).toMatchObject({ items: [{ id: ids[0], counts: { assigned: 2 } }], nextCursor: null })
  expect((await client.assignments.list({ q: 'secu' })).total).toBe(2)
  expect((await client.assignments.list({ q: 'secu', status: 'live' })).items).toMatchObject([{ id: ids[0] }])
})
