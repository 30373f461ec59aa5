import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { act, anAssignment, aSegment, retag } from '../../test/assignments.ts'
import { somePeople } from '../../test/somePeople.ts'
import { check } from '../changes/check.ts'
import { createEngine } from '../changes/engine.ts'
import { openPostgres } from '../db/postgres.ts'
import { openSqlite } from '../db/sqlite.ts'
import type { AppContext } from '../http/context.ts'
import { ids } from '../roster/peopleSet.ts'
import { getAssignmentRow } from './queries.ts'

let app: TestApp
let people: number[]
let sales: number

beforeAll(async () => {
  app = await startApp()
  const names = Array.from({ length: 8 }, (_, index) => [`P${index}`, {}])
  people = Object.values(await somePeople(app.context, Object.fromEntries(names)))
  await retag(app.context, { [people[0] ?? 0]: { Department: 'Sales' } })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterAll(() => app.close())

/** Every message of an assignment, by person. */
async function messagesOf(assignmentId: number) {
  const rows = await app.context.db.read
    .selectFrom('message')
    .select(['person_id', 'status', 'id'])
    .where('assignment_id', '=', assignmentId)
    .where('kind', '=', 'assigned')
    .execute()
  return Map.groupBy(rows, row => row.person_id)
}

async function recipientsOf(assignmentId: number) {
  const rows = await app.context.db.read
    .selectFrom('recipient')
    .select(['person_id', 'status'])
    .where('assignment_id', '=', assignmentId)
    .execute()
  return new Map(rows.map(row => [row.person_id, row.status]))
}

/** What an undo of a publication does: takes it back from everybody who has not completed it. */
async function takeBack(context: Pick<AppContext, 'engine' | 'now'>, id: number) {
  await act(context, 'changes.undo', async ({ sql, draft, roster }) => {
    const before = await getAssignmentRow(sql, 1, id)
    draft.assignments.set(id, { before, after: { ...before, status: 'draft', published_at: null } })
    const has = roster.received.get(id)
    if (has) draft.withdraw.set(id, has)
    return { summary: 'Undo', result: has ? ids(has).length : 0 }
  })
}

async function republish(context: Pick<AppContext, 'engine' | 'now'>, id: number) {
  await act(context, 'assignments.publish', async ({ sql, draft }) => {
    const before = await getAssignmentRow(sql, 1, id)
    draft.assignments.set(id, { before, after: { ...before, status: 'live' } })
    return { summary: 'Publish', result: null }
  })
}

/** As if the outbox had sent everything that waits. */
async function sendAll(id: number) {
  await app.context.db.transaction(tx =>
    tx.sql
      .updateTable('message')
      .set({ status: 'sent' })
      .where('assignment_id', '=', id)
      .where('status', 'in', ['queued', 'held'])
      .execute(),
  )
}

const aStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      people: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { do: 'takeBack' as const },
      { do: 'republish' as const },
      { do: 'send' as const },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('leave' as const), person: fc.integer({ min: 0, max: 7 }) }),
  },
)

test('joins, leaves, departures, undone publications and new ones never tell a person twice, nor leave one untold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 12 }), async steps => {
      const id = await anAssignment(app, [sales], { leavers: 'withdraw' })
      const sent = new Set<number>()
      for (const step of steps) {
        if (step.do === 'takeBack') await takeBack(app.context, id)
        else if (step.do === 'republish') await republish(app.context, id)
        else if (step.do === 'leave') await retag(app.context, { [people[step.person] ?? 0]: null })
        else if (step.do === 'send') await sendAll(id)
        else {
          const tags = people.map((person, index) => [
            person,
            step.people.includes(index) ? { Department: 'Sales' } : {},
          ])
          await retag(app.context, Object.fromEntries(tags))
        }
        const messages = await messagesOf(id)
        for (const [person, status] of await recipientsOf(id)) {
          const own = messages.get(person) ?? []
          expect(own).toHaveLength(1)
          const message = own[0]
          // What has been sent stays the one that was sent.
          if (sent.has(person)) expect(message?.status).toBe('sent')
          else if (status === 'withdrawn') expect(['cancelled', 'sent']).toContain(message?.status)
          else expect(['held', 'sent']).toContain(message?.status)
          if (message?.status === 'sent') sent.add(person)
        }
      }
      await act(app.context, 'assignments.close', async ({ sql, draft }) => {
        const before = await getAssignmentRow(sql, 1, id)
        draft.assignments.set(id, { before, after: { ...before, status: 'closed' } })
        return { summary: 'Close', result: null }
      })
    }),
    { numRuns: 12 },
  )
  expect(await check(app.context.db, 1, app.context.engine.rosters.get(1))).toEqual([])
}, 120_000)

test('two servers that commit at once tell nobody twice', async () => {
  const id = await anAssignment(app, [sales], { leavers: 'withdraw' })
  const { dataFolder, databaseUrl } = app.context.config
  const db = databaseUrl ? openPostgres(databaseUrl) : openSqlite(join(dataFolder, 'muster.db'))
  const other = { engine: createEngine(db), now: app.context.now }
  try {
    for (let round = 0; round < 6; round++) {
      const half = (context: Pick<AppContext, 'engine' | 'now'>, from: number) =>
        people
          .slice(from, from + 4)
          .map(person => retag(context, { [person]: round % 2 ? {} : { Department: 'Sales' } }))
      await Promise.all([
        ...half(app.context, 0),
        ...half(other, 4),
        ...half(other, 0),
        republish(app.context, id),
        republish(other, id),
      ])
      const messages = await messagesOf(id)
      for (const [person, status] of await recipientsOf(id)) {
        expect(messages.get(person)).toHaveLength(1)
        expect(status).toBe(round % 2 ? 'withdrawn' : 'assigned')
      }
      expect(messages.size).toBe(people.length)
    }
    expect(await check(db, 1, other.engine.rosters.get(1))).toEqual([])
  } finally {
    await db.close()
  }
}, 60_000)
