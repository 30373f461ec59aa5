import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, messages, retag } from '../../test/assignments.ts'
import { somePeople } from '../../test/somePeople.ts'
import { check } from '../changes/check.ts'
import { createEngine } from '../changes/engine.ts'
import { remindDue } from './remindDue.ts'

let app: TestApp
let people: Record<'Ada' | 'Ben' | 'Cleo', number>
let sales: number
let clock: Date

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  app = await startApp({ now: () => clock })
  await app.context.db.transaction(tx =>
    tx.sql.updateTable('workspace').set({ time_zone: 'America/New_York' }).where('id', '=', 1).execute(),
  )
  people = await somePeople(app.context, {
    Ada: { Department: 'Sales' },
    Ben: { Department: 'Sales' },
    Cleo: {},
  })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterEach(async () => {
  expect(await check(app.context.db, 1, app.context.engine.rosters.get(1))).toEqual([])
  await app.close()
})

const reminders = async () =>
  (await messages(app.context))
    .filter(each => each.includes('reminder'))
    .map(each => Number(each.split(' ')[0]))

async function at(moment: string) {
  clock = new Date(moment)
  return await remindDue(app.context)
}

test('open recipients are reminded once, on the day, from nine o’clock in the workspace’s zone', async () => {
  const id = await anAssignment(app, [sales], { due: { on: '2026-03-12' }, reminders: [3, -1] })
  const editor = await app.client('editor')
  await editor.assignments.updateRecipient({
    params: { id, personId: people.Ben },
    query: {},
    body: { status: 'completed' },
  })
  // The clocks go forward on 8 March: nine o'clock there is 14:00 UTC before and 13:00 UTC after.
  expect(await at('2026-03-08T14:00:00Z')).toBe(0)
  expect(await at('2026-03-09T12:59:59Z')).toBe(0)
  expect(await at('2026-03-09T13:00:00Z')).toBe(1)
  expect(await reminders()).toEqual([people.Ada])
  expect(await at('2026-03-09T13:00:20Z')).toBe(0)
  expect(await at('2026-03-10T13:00:00Z')).toBe(0)
  expect(await at('2026-03-13T18:00:00Z')).toBe(1)
  expect(await reminders()).toEqual([people.Ada, people.Ada])
  const change = await app.context.db.read
    .selectFrom('change')
    .select(['act', 'summary'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(change).toEqual({
    act: 'assignments.remind',
    summary: 'Remind 1 person of “Read the fire drill”',
  })
})

test('two servers that look at once remind once', async () => {
  await anAssignment(app, [sales], { due: { on: '2026-03-05' }, reminders: [1] })
  clock = new Date('2026-03-04T15:00:00Z')
  const other = { ...app.context, engine: createEngine(app.context.db) }
  await Promise.all([remindDue(app.context), remindDue(other)])
  expect((await reminders()).sort()).toEqual([people.Ada, people.Ben].sort())
})

test('whoever has received it after nine that day is not reminded of what they have just been told', async () => {
  clock = new Date('2026-03-04T14:30:00Z')
  await anAssignment(app, [sales], { due: { on: '2026-03-05' }, reminders: [1] })
  expect(await at('2026-03-04T15:00:00Z')).toBe(0)
})

test('a day that passed while the server was down is not made up for', async () => {
  await anAssignment(app, [sales], { due: { on: '2026-03-06' }, reminders: [3] })
  expect(await at('2026-03-04T15:00:00Z')).toBe(0)
})

test('each is reminded by their own due day', async () => {
  await anAssignment(app, [sales], { due: { afterDays: 3 }, reminders: [1] })
  clock = new Date('2026-03-03T12:00:00Z')
  await retag(app.context, { [people.Cleo]: { Department: 'Sales' } })
  await at('2026-03-04T15:00:00Z')
  expect(await reminders()).toEqual([people.Ada, people.Ben])
  await at('2026-03-05T15:00:00Z')
  expect(await reminders()).toEqual([people.Ada, people.Ben, people.Cleo])
})
