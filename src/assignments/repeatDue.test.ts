import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { check } from '../changes/check.ts'
import { createEngine } from '../changes/engine.ts'
import { expireExemptions } from './expireExemptions.ts'
import { repeatDue } from './repeatDue.ts'

let app: TestApp
let client: Client
let clock: Date
let ada: number
let ben: number
let sales: number

beforeEach(async () => {
  clock = new Date('2026-01-31T12:00:00Z')
  app = await startApp({ now: () => clock })
  client = await app.client('editor')
  const people = await somePeople(app.context, {
    Ada: { Department: 'Sales' },
    Ben: { Department: 'Sales' },
  })
  ada = people.Ada
  ben = people.Ben
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterEach(async () => {
  expect(await check(app.context.db, 1, app.context.engine.rosters.get(1))).toEqual([])
  await app.close()
})

const monthly = { every: { months: 1 }, from: 'date' }
const afterYear = { every: { years: 1 }, from: 'completion' }

/** Moves the clock and lets it do its work; answers how many assignments came again. */
async function at(moment: string): Promise<number> {
  clock = new Date(moment)
  await expireExemptions(app.context)
  return await repeatDue(app.context)
}
const complete = (id: number, personId: number) =>
  client.assignments.updateRecipient({ params: { id, personId }, body: { status: 'completed' } })

/** `person occurrence status`, a past one with a †. */
async function rows(assignmentId: number): Promise<string[]> {
  const found = await app.context.db.read
    .selectFrom('recipient')
    .select(['person_id', 'occurrence', 'status', 'superseded_at'])
    .where('assignment_id', '=', assignmentId)
    .orderBy('person_id')
    .orderBy('occurrence')
    .execute()
  const names = new Map([
    [ada, 'Ada'],
    [ben, 'Ben'],
  ])
  return found.map(
    row =>
      `${names.get(row.person_id)} ${row.occurrence} ${row.status}${row.superseded_at === null ? '' : ' †'}`,
  )
}
const messagesOf = async (assignmentId: number) =>
  await app.context.db.read
    .selectFrom('message')
    .select(['person_id', 'occurrence', 'kind', 'status', 'send_at'])
    .where('assignment_id', '=', assignmentId)
    .orderBy('id')
    .execute()

describe('by date', () => {
  test('comes to everyone on its day, whether they have completed the last one or not; each stays on record', async () => {
    const id = await anAssignment(app, [sales], { repeat: monthly, due: { afterDays: 7 } })
    expect(await client.assignments.get({ id })).toMatchObject({
      repeat: { ...monthly, on: '2026-01-31' },
      nextOn: '2026-02-28',
    })
    await complete(id, ada)
    expect(await at('2026-02-27T23:59:59Z')).toBe(0)
    expect(await at('2026-02-28T00:00:00Z')).toBe(1)
    expect(await at('2026-02-28T00:00:20Z')).toBe(0)
    expect(await rows(id)).toEqual([
      'Ada 1 completed †',
      'Ada 2 assigned',
      'Ben 1 assigned †',
      'Ben 2 assigned',
    ])
    // Untold news of the past one is cancelled; of the new one it leaves when people begin to read their mail.
    expect(await messagesOf(id)).toMatchObject([
      { person_id: ada, occurrence: 1, status: 'cancelled' },
      { person_id: ben, occurrence: 1, status: 'cancelled' },
      { person_id: ada, occurrence: 2, status: 'held', send_at: Date.parse('2026-02-28T09:00:00Z') },
      { person_id: ben, occurrence: 2, status: 'held' },
    ])
    const change = (await client.changes.list({ limit: 1 })).items[0]
    expect(change).toMatchObject({
      act: 'assignments.repeat',
      summary: 'Bring “Read the fire drill” again, as of Saturday 28 February 2026',
      actor: { kind: 'system' },
      canUndo: false,
    })
    expect((await client.changes.get({ id: change?.id ?? 0 })).plan).toMatchObject({
      assignments: [
        { id, received: 2, renewed: 2, withdrawn: 0, before: 2, after: 2, sample: { entered: [{}, {}] } },
      ],
      messages: 2,
    })
    expect((await client.assignments.get({ id })).counts).toMatchObject({ assigned: 2, completed: 0 })
    const past = await client.assignments.recipients({ id, past: true })
    expect(
      past.items.map(row => [row.person.firstName, row.occurrence, row.dueAt, row.supersededAt]),
    ).toEqual([
      ['Ada', 1, '2026-02-07T23:59:59.999Z', '2026-02-28T00:00:00.000Z'],
      ['Ada', 2, '2026-03-07T23:59:59.999Z', null],
      ['Ben', 1, '2026-02-07T23:59:59.999Z', '2026-02-28T00:00:00.000Z'],
      ['Ben', 2, '2026-03-07T23:59:59.999Z', null],
    ])
    expect((await client.assignments.recipients({ id })).total).toBe(2)
    const first = await client.assignments.recipients({ id, past: true, limit: 1 })
    const second = await client.assignments.recipients({
      id,
      past: true,
      limit: 1,
      cursor: first.nextCursor ?? '',
    })
    expect(second.items).toMatchObject([{ person: { firstName: 'Ada' }, occurrence: 2 }])
    // 31 January is the anchor, so after 28 February comes 31 March.
    expect(await client.assignments.get({ id })).toMatchObject({ nextOn: '2026-03-31' })
  })

  test('a server asleep for months makes up for the newest only, and two that wake do it once', async () => {
    const id = await anAssignment(app, [sales], { repeat: monthly })
    clock = new Date('2026-06-02T07:00:00Z')
    const other = { ...app.context, engine: createEngine(app.context.db) }
    const brought = await Promise.all([repeatDue(app.context), repeatDue(other)])
    expect(brought.sort()).toEqual([0, 1])
    expect(await rows(id)).toEqual([
      'Ada 1 assigned †',
      'Ada 2 assigned',
      'Ben 1 assigned †',
      'Ben 2 assigned',
    ])
    expect(await client.assignments.get({ id })).toMatchObject({ nextOn: '2026-06-30' })
  })

  test('joiners receive the present occurrence only; with joiners left out they receive the next', async () => {
    const follow = await anAssignment(app, [sales], { repeat: monthly })
    const ignore = await anAssignment(app, [sales], { repeat: monthly, joiners: 'ignore' })
    await retag(app.context, { [ben]: {} })
    expect(await at('2026-02-28T00:00:00Z')).toBe(2)
    expect(await rows(follow)).toEqual(['Ada 1 assigned †', 'Ada 2 assigned', 'Ben 1 assigned'])
    await retag(app.context, { [ben]: { Department: 'Sales' } })
    expect(await rows(follow)).toEqual([
      'Ada 1 assigned †',
      'Ada 2 assigned',
      'Ben 1 assigned †',
      'Ben 2 assigned',
    ])
    expect(await rows(ignore)).toEqual(['Ada 1 assigned †', 'Ada 2 assigned', 'Ben 1 assigned'])
    expect(await at('2026-03-31T00:00:00Z')).toBe(2)
    expect((await rows(ignore)).at(-1)).toBe('Ben 3 assigned')
  })

  test('somebody who lost it and comes back takes up the same occurrence, or the newest', async () => {
    const id = await anAssignment(app, [sales], { repeat: monthly, leavers: 'withdraw' })
    await retag(app.context, { [ben]: {} })
    expect((await rows(id)).at(-1)).toBe('Ben 1 withdrawn')
    await retag(app.context, { [ben]: { Department: 'Sales' } })
    expect((await rows(id)).at(-1)).toBe('Ben 1 assigned')
    await retag(app.context, { [ben]: {} })
    await at('2026-02-28T00:00:00Z')
    await retag(app.context, { [ben]: { Department: 'Sales' } })
    expect((await rows(id)).slice(2)).toEqual(['Ben 1 withdrawn †', 'Ben 2 assigned'])
  })

  test('one who is exempt is left out, and receives the present occurrence when that ends', async () => {
    const id = await anAssignment(app, [sales], { repeat: monthly })
    await complete(id, ada)
    await client.exceptions.create({
      params: { id },
      body: { kind: 'exempt', personId: ada, until: '2026-03-10', reason: 'On leave' },
    })
    await at('2026-02-28T00:00:00Z')
    expect(await rows(id)).toEqual(['Ada 1 completed', 'Ben 1 assigned †', 'Ben 2 assigned'])
    await at('2026-03-11T00:00:00Z')
    expect((await rows(id)).slice(0, 2)).toEqual(['Ada 1 completed †', 'Ada 2 assigned'])
  })

  test('a changed repeat counts from today, and what is closed or a draft does not come', async () => {
    const id = await anAssignment(app, [sales])
    clock = new Date('2026-05-10T12:00:00Z')
    const repeat = { every: { months: 2 }, from: 'date' as const, on: '2026-01-05' }
    expect(asDone(await client.assignments.update({ params: { id }, body: { repeat } }))).toMatchObject({
      repeat,
      nextOn: '2026-07-05',
    })
    expect(await at('2026-07-04T12:00:00Z')).toBe(0)
    await client.assignments.close({ params: { id } })
    await anAssignment(app, [sales], { repeat }, false)
    expect(await at('2027-07-05T12:00:00Z')).toBe(0)
    expect(await rows(id)).toEqual(['Ada 1 assigned', 'Ben 1 assigned'])
  })

  test('a person who joins a day-relative segment on that very day is there in time', async () => {
    await retag(app.context, { [ben]: { Begins: '2026-03-27' } })
    const coming = await aSegment(app, 'Coming', 'Begins within next 27 days')
    const id = await anAssignment(app, [coming], { repeat: monthly, joiners: 'ignore' })
    expect(await rows(id)).toEqual([])
    expect(await at('2026-02-28T00:00:00Z')).toBe(1)
    expect(await rows(id)).toEqual(['Ben 2 assigned'])
  })
})

describe('from completion', () => {
  test('comes to each person so long after they completed it, as their next one', async () => {
    const id = await anAssignment(app, [sales], { repeat: afterYear, due: { afterWorkingDays: 5 } })
    expect(await client.assignments.get({ id })).toMatchObject({ repeat: afterYear, nextOn: null })
    clock = new Date('2026-02-10T23:30:00Z')
    await complete(id, ada)
    expect(await at('2027-02-09T23:59:59Z')).toBe(0)
    // Five days late, as after a sleep.
    expect(await at('2027-02-15T08:00:00Z')).toBe(1)
    expect(await at('2027-02-15T08:00:20Z')).toBe(0)
    expect(await rows(id)).toEqual(['Ada 1 completed †', 'Ada 2 assigned', 'Ben 1 assigned'])
    expect((await client.changes.list({ limit: 1 })).items[0]?.summary).toBe(
      'Bring “Read the fire drill” again to 1 person, 1 year after they completed it',
    )
    const { items } = await client.assignments.recipients({ id, q: 'Ada' })
    expect(items).toMatchObject([{ occurrence: 2, dueAt: '2027-02-22T23:59:59.999Z' }])
    await complete(id, ada)
    expect(await at('2028-02-15T00:00:00Z')).toBe(1)
    expect((await rows(id))[2]).toBe('Ada 3 assigned')
  })

  test('not to somebody who has left the audience, until they are back', async () => {
    const id = await anAssignment(app, [sales], { repeat: afterYear, joiners: 'ignore' })
    await complete(id, ada)
    await retag(app.context, { [ada]: {} })
    expect(await at('2027-02-01T00:00:00Z')).toBe(0)
    await retag(app.context, { [ada]: { Department: 'Sales' } })
    expect(await at('2027-02-01T00:00:20Z')).toBe(1)
    expect((await rows(id)).slice(0, 2)).toEqual(['Ada 1 completed †', 'Ada 2 assigned'])
  })

  test('a completion taken back brings nothing; turned into a repeat by date, the numbers go on', async () => {
    const id = await anAssignment(app, [sales], { repeat: afterYear })
    await complete(id, ada)
    await complete(id, ben)
    await client.assignments.updateRecipient({ params: { id, personId: ben }, body: { status: 'assigned' } })
    expect(await at('2027-01-31T00:00:00Z')).toBe(1)
    await client.assignments.update({
      params: { id },
      body: { repeat: { every: { months: 1 }, from: 'date' } },
    })
    expect(await at('2027-02-28T00:00:00Z')).toBe(1)
    expect(await rows(id)).toEqual([
      'Ada 1 completed †',
      'Ada 2 assigned †',
      'Ada 3 assigned',
      'Ben 1 opened †',
      'Ben 3 assigned',
    ])
  })
})

/** The day on which the clock brings it, by the workspace's own midnight. */
const ZONES: [zone: string, last: string, first: string][] = [
  ['Europe/Berlin', '2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z'],
  ['America/Chicago', '2026-03-29T04:59:59Z', '2026-03-29T05:00:00Z'],
  ['Asia/Kathmandu', '2026-03-28T18:14:59Z', '2026-03-28T18:15:00Z'],
  ['Asia/Beirut', '2026-03-28T21:59:59Z', '2026-03-28T22:00:00Z'],
  ['Pacific/Kiritimati', '2026-03-28T09:59:59Z', '2026-03-28T10:00:00Z'],
]
test.each(ZONES)(
  'in %s it comes as 29 March begins, and once through the night the clocks change',
  async (timeZone, last, first) => {
    await (await app.client('admin')).access.updateSettings({ body: { timeZone } })
    const id = await anAssignment(app, [sales], { repeat: { ...monthly, on: '2026-01-29' } })
    await at('2026-03-01T12:00:00Z')
    const before = await rows(id)
    expect(await at(last)).toBe(0)
    expect(await at(first)).toBe(1)
    for (let hour = 1; hour <= 30; hour++)
      expect(await at(new Date(Date.parse(first) + hour * 3_600_000).toISOString())).toBe(0)
    expect((await rows(id)).length).toBe(before.length + 2)
  },
)

test('what repeats is not due on one date, and says why', async () => {
  const body = { title: 'X', due: { on: '2026-05-01' }, repeat: afterYear }
  const refused = await refusal(client.assignments.create({ body } as never))
  expect(refused.message).toMatch(/422: What repeats cannot be due on one date/)
})

test('undoing who joined takes the present occurrence back, and leaves the past on record', async () => {
  const id = await anAssignment(app, [sales], { repeat: monthly, leavers: 'withdraw' })
  await at('2026-02-28T00:00:00Z')
  const change = await retag(app.context, { [ben]: {} })
  expect((await rows(id)).slice(2)).toEqual(['Ben 1 assigned †', 'Ben 2 withdrawn'])
  const plan = asPlan(await client.changes.undo({ params: { id: change ?? 0 }, query: { dryRun: true } }))
  expect(plan.assignments).toMatchObject([{ received: 1, withdrawn: 0 }])
  await client.changes.undo({ params: { id: change ?? 0 } })
  expect((await rows(id)).slice(2)).toEqual(['Ben 1 assigned †', 'Ben 2 assigned'])
})

test('the first three days on which it would come and be due are told before anything is saved', async () => {
  const ask = async (repeat: object | null, due: object | null = { afterWorkingDays: 1 }) =>
    await client.assignments.dates({ body: { startsAt: null, due, repeat } } as never)
  // Today is a Saturday.
  expect(await ask(monthly)).toEqual({
    items: [
      { on: '2026-01-31', dueOn: '2026-02-02' },
      { on: '2026-02-28', dueOn: '2026-03-02' },
      { on: '2026-03-31', dueOn: '2026-04-01' },
    ],
  })
  expect((await ask(afterYear, null)).items.map(({ on }) => on)).toEqual([
    '2026-01-31',
    '2027-01-31',
    '2028-01-31',
  ])
  expect((await ask(null)).items).toHaveLength(1)
  const admin = await app.client('admin')
  await admin.access.updateSettings({ body: { closedDays: [{ on: '2026-02-02', name: 'Candlemas' }] } })
  expect((await ask(null)).items).toEqual([{ on: '2026-01-31', dueOn: '2026-02-03' }])
})

test('a publication is not taken back when somebody has begun it, be it a past time', async () => {
  const id = await anAssignment(app, [sales], { repeat: monthly })
  const published = (await client.changes.list({ limit: 1 })).items[0]?.id ?? 0
  await complete(id, ada)
  await at('2026-02-28T00:00:00Z')
  const plan = asPlan(await client.changes.undo({ params: { id: published }, query: { dryRun: true } }))
  expect(plan.notes).toEqual([
    '“Read the fire drill” is closed instead of taken back: 1 person has begun it and keeps it.',
  ])
  await client.changes.undo({ params: { id: published } })
  expect(await rows(id)).toEqual([
    'Ada 1 completed †',
    'Ada 2 withdrawn',
    'Ben 1 assigned †',
    'Ben 2 withdrawn',
  ])
})
