import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import { somePeople } from '../../test/somePeople.ts'
import { countsOf } from '../assignments/queries.ts'
import { historyPoints } from './historyPoints.ts'
import { listMoments } from './historyQueries.ts'
import { historySteps } from './historySteps.ts'
import type { Moments } from './turns.ts'

const HOUR = 3_600_000
const BEGAN = Date.parse('2026-03-27T09:00:00Z')
const NOW = BEGAN + 72 * HOUR
const timeZone = 'Europe/Berlin'

let app: TestApp
let people: number[]
let assignmentId: number

beforeAll(async () => {
  app = await startApp({ byTheClock: false, now: () => new Date(NOW) })
  people = Object.values(await somePeople(app.context, { Ann: { A: '1' }, Ben: { A: '1' }, Cem: { A: '1' } }))
  assignmentId = await anAssignment(app, [await aSegment(app, 'All', 'A exists')], {}, false)
})
afterAll(() => app.close())

/** Some moment of the three days, often the same one, sometimes none. */
const moment = fc.option(
  fc.integer({ min: 0, max: 72 * 4 }).map(quarters => BEGAN + quarters * (HOUR / 4)),
  { nil: null },
)
const rows = fc.array(
  fc.record({
    assigned_at: moment.map(at => at ?? BEGAN),
    due_at: fc.oneof(
      moment,
      moment.map(at => at && at - 1),
      fc.constant(NOW + HOUR),
    ),
    opened_at: moment,
    completed_at: moment,
    withdrawn_at: moment,
    superseded_at: moment,
  }),
  { minLength: 1, maxLength: 8 },
)

/** Rows as they come to be: nothing but the completion of something from elsewhere is before the receipt, nothing after the end. */
function asWritten(row: Moments): Moments {
  const since = (at: number | null) => (at === null ? null : Math.max(at, row.assigned_at))
  const opened = since(row.opened_at)
  const withdrawn = row.completed_at === null ? since(row.withdrawn_at) : null
  const last = Math.max(row.assigned_at, opened ?? 0, row.completed_at ?? 0, withdrawn ?? 0)
  return {
    ...row,
    opened_at: opened === null || withdrawn === null ? opened : Math.min(opened, withdrawn),
    withdrawn_at: withdrawn,
    superseded_at: row.superseded_at === null ? null : Math.max(row.superseded_at, last),
  }
}

const statusOf = ({ opened_at, completed_at, withdrawn_at }: Moments) => {
  if (completed_at !== null) return 'completed'
  if (withdrawn_at !== null) return 'withdrawn'
  return opened_at === null ? 'assigned' : 'opened'
}

async function write(written: readonly Moments[]): Promise<void> {
  await app.context.db.transaction(async ({ sql }) => {
    await sql.deleteFrom('recipient').where('assignment_id', '=', assignmentId).execute()
    await sql
      .insertInto('recipient')
      .values(
        written.map((row, at) => ({
          ...row,
          workspace_id: 1,
          assignment_id: assignmentId,
          person_id: people[at % people.length] ?? 0,
          occurrence: 1 + Math.floor(at / people.length),
          status: statusOf(row),
          via: '[]',
          assigned_in: 1,
        })),
      )
      .execute()
  })
}

/** How things stand at a moment, from the rows alone: what turns are summed up to. */
function standing(written: readonly Moments[], moment: number) {
  const isPast = (at: number | null) => at !== null && at <= moment
  const there = written.filter(row => isPast(row.assigned_at) && !isPast(row.superseded_at))
  const completed = there.filter(row => isPast(row.completed_at))
  const withdrawn = there.filter(row => !isPast(row.completed_at) && isPast(row.withdrawn_at))
  const open = there.filter(row => !completed.includes(row) && !withdrawn.includes(row))
  return {
    received: completed.length + open.length,
    opened: completed.length + open.filter(row => isPast(row.opened_at)).length,
    completed: completed.length,
    overdue: open.filter(row => row.due_at !== null && row.due_at < moment).length,
    withdrawn: withdrawn.length,
  }
}

test('every point is how things stood at its moment, and the last how they are counted now', async () => {
  const { steps } = historySteps({}, { began: BEGAN, now: NOW, timeZone })
  const sql = app.context.db.read
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (drawn, past) => {
      const written = drawn.map(asWritten)
      await write(written)
      const points = historyPoints(await listMoments(sql, { workspaceId: 1, assignmentId, past }), steps)
      const counted = written.filter(row => past || row.superseded_at === null)
      for (const [n, { at }] of steps.entries()) expect(points[n]).toMatchObject(standing(counted, at))
      const now = (await countsOf(sql, 1, [assignmentId], NOW)).get(assignmentId)
      expect(points.at(-1)).toMatchObject({
        received: (now?.assigned ?? 0) + (now?.opened ?? 0) + (now?.completed ?? 0),
        opened: (now?.opened ?? 0) + (now?.completed ?? 0),
        completed: now?.completed,
        overdue: now?.overdue,
        withdrawn: now?.withdrawn,
      })
    }),
    { numRuns: 80 },
  )
})
