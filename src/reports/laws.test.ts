import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import { somePeople } from '../../test/somePeople.ts'
import { countsOf } from '../assignments/queries.ts'
import { historyPoints } from './historyPoints.ts'
import { sumTurns } from './historyQueries.ts'
import { historySteps } from './historySteps.ts'
import { type Moments, turnsOf } from './turns.ts'

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

test('the database sums the same turns as the plain reading of each row, and they end in what is counted now', async () => {
  const steps = historySteps({}, { began: BEGAN, now: NOW, timeZone }).steps
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (drawn, past) => {
      const written = drawn.map(asWritten)
      await write(written)
      const sql = app.context.db.read
      const summed = await sumTurns(sql, { workspaceId: 1, assignmentId, past, until: NOW })
      const counted = written.filter(row => past || row.superseded_at === null)
      const points = historyPoints(summed, steps)
      expect(points).toEqual(historyPoints(counted.flatMap(turnsOf), steps))
      const now = (await countsOf(sql, 1, [assignmentId], NOW)).get(assignmentId)
      if (!now || written.some(row => row.superseded_at === NOW)) return
      expect(points.at(-1)).toMatchObject({
        received: now.assigned + now.opened + now.completed,
        opened: now.opened + now.completed,
        completed: now.completed,
        overdue: now.overdue,
        withdrawn: now.withdrawn,
      })
    }),
    { numRuns: 60 },
  )
})
