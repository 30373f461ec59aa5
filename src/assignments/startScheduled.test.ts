import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, statuses } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { createEngine } from '../changes/engine.ts'
import { startScheduled } from './startScheduled.ts'

let app: TestApp
let client: Client
let sales: number
let clock: Date

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  app = await startApp({ now: () => clock })
  client = await app.client('editor')
  await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterEach(() => app.close())

const startsAt = '2026-03-03T09:00:00.000Z'

test('a start in the future schedules: nobody receives it until the clock starts it, once', async () => {
  const id = await anAssignment(app, [sales], { startsAt }, false)
  const publish = (query = {}) => client.assignments.publish({ params: { id }, query, body: {} })
  expect(asPlan(await publish({ dryRun: true }))).toMatchObject({
    summary: 'Schedule “Read the fire drill” for 3 March 2026 at 09:00',
    notes: ['It starts on 3 March 2026 at 09:00. As things stand, 2 people would receive it then.'],
    assignments: [],
  })
  expect(asDone(await publish())).toMatchObject({ status: 'scheduled', publishedAt: null })
  expect((await refusal(publish())).message).toMatch(/409: .*starts on 3 March 2026 at 09:00/)
  expect(await startScheduled(app.context)).toBe(0)
  expect(await statuses(app.context, id)).toEqual({})

  // As after a night of sleep: the moment has long passed. Two servers notice at once.
  clock = new Date('2026-03-05T00:00:00Z')
  const other = { ...app.context, engine: createEngine(app.context.db) }
  const started = await Promise.all([startScheduled(app.context), startScheduled(other)])
  expect(started.sort()).toEqual([0, 1])
  expect(Object.values(await statuses(app.context, id))).toEqual(['assigned', 'assigned'])
  expect(await client.assignments.get({ id })).toMatchObject({
    status: 'live',
    publishedAt: clock.toISOString(),
    counts: { held: 2 },
  })
  const change = await app.context.db.read
    .selectFrom('change')
    .select(['act', 'actor_kind', 'summary'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(change).toEqual({
    act: 'assignments.start',
    actor_kind: 'system',
    summary: 'Start “Read the fire drill” as scheduled',
  })
})

test('a scheduled start that is cleared starts at once, and says so in the plan', async () => {
  const id = await anAssignment(app, [sales], { startsAt })
  const update = (query = {}) =>
    client.assignments.update({ params: { id }, query, body: { startsAt: null } })
  expect(asPlan(await update({ dryRun: true }))).toMatchObject({
    notes: ['Its start is no longer in the future, so it starts at once.'],
    assignments: [{ received: 2 }],
  })
  expect(asDone(await update())).toMatchObject({ status: 'live', counts: { assigned: 2 } })
})

test('one that is closed before its start never starts', async () => {
  const id = await anAssignment(app, [sales], { startsAt })
  await client.assignments.close({ params: { id }, query: {}, body: {} })
  clock = new Date('2026-03-05T00:00:00Z')
  expect(await startScheduled(app.context)).toBe(0)
  expect(await statuses(app.context, id)).toEqual({})
})
