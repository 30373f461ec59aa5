import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { aSegment } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'
import { passMidnight } from './midnight.ts'
import { startClock } from './startClock.ts'

let app: TestApp
let client: Client
let now: Date

beforeEach(async () => {
  now = new Date('2026-03-28T12:00:00Z')
  app = await startApp({ now: () => now })
  client = await app.client('editor')
  await client.access.me()
  await (await app.client('admin')).access.updateSettings({ body: { timeZone: 'Europe/Berlin' } })
  await app.context.db.transaction(tx =>
    tx.sql.updateTable('workspace').set({ evaluated_on: '2026-03-28' }).where('id', '=', 1).execute(),
  )
})
afterEach(async () => await closeInOrder(app))

const names = async (id: number) => (await client.segments.people({ id })).items.map(each => each.firstName)
const look = async () => {
  const clock = startClock(app.context)
  await clock.tick()
  await clock.stop()
}
const lastChange = async () => (await client.changes.list({ limit: 1 })).items[0]

test('a day-relative segment follows the workspace’s own midnight, as a change by the clock', async () => {
  await somePeople(app.context, {
    Old: { Hired: '2026-03-22' },
    New: { Hired: '2026-03-28' },
    Soon: { Hired: '2026-03-30' },
  })
  const last = await aSegment(app, 'Last week', 'Hired within last 6 days')
  const next = await aSegment(app, 'Tomorrow', 'Hired within next 1 day')
  await aSegment(app, 'Nested', 'in segment "Last week"')
  expect(await names(last)).toEqual(['Old', 'New'])
  // 22:59 UTC is a minute before midnight in Berlin; that night the clocks go forward there.
  now = new Date('2026-03-28T22:59:00Z')
  await look()
  expect(await names(last)).toEqual(['Old', 'New'])
  now = new Date('2026-03-28T23:00:00Z')
  await look()
  expect(await lastChange()).toMatchObject({
    act: 'clock.midnight',
    summary: 'A new day: 2026-03-29',
    actor: { kind: 'system' },
    canUndo: false,
  })
  expect(await names(last)).toEqual(['New'])
  expect(await names(next)).toEqual(['Soon'])
  const midnight = await lastChange()
  await look()
  expect((await lastChange())?.id).toBe(midnight?.id)
  const refused = await refusal(client.changes.undo({ params: { id: midnight?.id ?? 0 } }))
  expect(refused.problem.detail).toContain('cannot be undone')
  // The day of 23 hours ends at 22:00 UTC.
  now = new Date('2026-03-29T21:59:59Z')
  await look()
  expect((await lastChange())?.id).toBe(midnight?.id)
  now = new Date('2026-03-29T22:00:00Z')
  await look()
  expect(await lastChange()).toMatchObject({ summary: 'A new day: 2026-03-30' })
})

test('the clock strikes at midnight, not up to a minute later', async () => {
  await somePeople(app.context, { New: { Hired: '2026-03-28' } })
  const segment = await aSegment(app, 'Today', 'Hired within last 0 days')
  now = new Date('2026-03-28T22:59:59.800Z')
  const clock = startClock(app.context)
  await clock.tick()
  expect(await names(segment)).toEqual(['New'])
  now = new Date('2026-03-28T23:00:00Z')
  await expect.poll(() => names(segment), { timeout: 5_000 }).toEqual([])
  await clock.stop()
})

test('days slept through are made up for in one step, and no brake holds the night', async () => {
  const hired = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`P${index}`, { Hired: '2026-03-28' }]),
  )
  await somePeople(app.context, hired)
  const segment = await aSegment(app, 'Today', 'Hired within last 2 days')
  now = new Date('2026-04-10T12:00:00Z')
  await look()
  expect(await lastChange()).toMatchObject({ summary: 'A new day: 2026-04-10' })
  expect((await client.segments.get({ id: segment })).people).toBe(0)
})

test('without day-relative segments no change is logged; the first one still knows the day', async () => {
  await somePeople(app.context, { New: { Hired: '2026-04-20' } })
  now = new Date('2026-04-21T12:00:00Z')
  await look()
  expect((await lastChange())?.act).toBe('people.create')
  const preview = await client.segments.preview({ body: { text: 'Hired within last 2 days' } })
  expect(preview.people).toBe(1)
  const segment = await aSegment(app, 'New', 'Hired within last 2 days')
  expect(await names(segment)).toEqual(['New'])
  const removed = asDone(await client.segments.remove({ params: { id: segment } }))
  now = new Date('2026-04-25T12:00:00Z')
  await client.changes.undo({ params: { id: removed.changeId } })
  expect(await names(segment)).toEqual([])
})

test('several servers whose clocks strike at once make one change', async () => {
  await somePeople(app.context, { New: { Hired: '2026-03-28' } })
  await aSegment(app, 'Today', 'Hired within last 0 days')
  now = new Date('2026-03-29T12:00:00Z')
  const { engine } = app.context
  const done = await Promise.all(Array.from({ length: 4 }, () => passMidnight(engine, 1, now.getTime())))
  expect(done.filter(change => change !== null)).toHaveLength(1)
})
