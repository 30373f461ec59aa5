import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { ranked } from './leaderboard.ts'

let app: TestApp
let admin: Client
let id: number

beforeAll(async () => {
  app = await startApp({ byTheClock: false })
  const team = (Team: string, names: string) =>
    Object.fromEntries(names.split(' ').map(name => [name, { Team }]))
  const people: Record<string, number> = await somePeople(app.context, {
    ...team('Red', 'R1 R2 R3'),
    ...team('Blue', 'B1 B2 B3 B4 B5 B6'),
    ...team('Green', 'G1 G2 G3'),
    ...team('Tiny', 'T1 T2'),
  })
  id = await anAssignment(app, [await aSegment(app, 'All', 'Team exists')])
  admin = await app.client('admin')
  for (const name of ['R1', 'B1', 'B2', 'G1', 'G2', 'T1']) {
    const params = { id, personId: people[name] ?? 0 }
    await admin.assignments.updateRecipient({ params, query: {}, body: { status: 'completed' } })
  }
})
afterAll(() => app.close())

test('until it is switched on there is none, and the refusal says why', async () => {
  expect(await admin.reports.leaderboardSettings()).toEqual({ leaderboard: null })
  const { problem } = await refusal(admin.reports.leaderboard())
  expect(problem).toMatchObject({ status: 404, detail: expect.stringContaining('it is switched off') })
})

test('groups are ranked by share, ties together, and groups too small only if together they are enough', async () => {
  const settings = { key: 'team', assignments: null, minimum: 3 }
  expect(await admin.reports.updateLeaderboard({ query: {}, body: { leaderboard: settings } })).toEqual({
    leaderboard: { ...settings, key: 'Team' },
  })
  const viewer = await app.client('viewer')
  expect(await viewer.reports.leaderboard()).toEqual({
    key: 'Team',
    minimum: 3,
    items: [
      { rank: 1, id: 3, name: 'Green', people: 3, received: 3, completed: 2 },
      { rank: 2, id: 2, name: 'Blue', people: 6, received: 6, completed: 2 },
      { rank: 2, id: 1, name: 'Red', people: 3, received: 3, completed: 1 },
    ],
    smaller: null,
  })
  await admin.reports.updateLeaderboard({
    query: {},
    body: { leaderboard: { key: 'Team', assignments: [id] } },
  })
  expect(await viewer.reports.leaderboard()).toMatchObject({
    minimum: 5,
    items: [{ rank: 1, name: 'Blue' }],
    smaller: { groups: 3, people: 8, received: 8, completed: 4 },
  })
})

test('it is never of groups below three, nor of what is not there, and only admins change it', async () => {
  const put = (client: Client, more: object) =>
    refusal(
      client.reports.updateLeaderboard({
        query: {},
        body: { leaderboard: { key: 'Team', assignments: null, ...more } },
      }),
    )
  expect((await put(admin, { minimum: 2 })).problem.errors[0].message).toContain('nobody is singled out')
  expect((await put(admin, { key: 'Colour' })).problem.errors[0].path).toBe('leaderboard.key')
  expect((await put(admin, { assignments: [77] })).problem.errors[0].path).toBe('leaderboard.assignments')
  expect((await put(await app.client('editor'), {})).status).toBe(403)
  await admin.reports.updateLeaderboard({ query: {}, body: { leaderboard: null } })
  expect((await refusal(admin.reports.leaderboard())).status).toBe(404)
})

test('a rank is one more than how many have a larger share', () => {
  const group = fc.record({
    id: fc.nat(),
    name: fc.string(),
    people: fc.constant(5),
    received: fc.integer({ min: 1, max: 6 }),
    completed: fc.nat(6),
  })
  fc.assert(
    fc.property(
      fc.array(group.map(one => ({ ...one, completed: Math.min(one.completed, one.received) }))),
      all => {
        for (const { rank, received, completed } of ranked(all)) {
          const better = all.filter(one => one.completed * received > completed * one.received)
          expect(rank).toBe(better.length + 1)
        }
      },
    ),
  )
})
