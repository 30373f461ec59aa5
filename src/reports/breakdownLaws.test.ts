import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import { somePeople } from '../../test/somePeople.ts'
import { currentRoster } from '../changes/engine.ts'
import type { Figures } from './contract.ts'
import { groupOverdue } from './overdueGroups.ts'
import { listOverdue } from './overdueList.ts'
import { groupProgress, listProgress } from './progressReport.ts'
import { figureNames, noFigures } from './tally.ts'

const NOW = Date.parse('2026-03-10T12:00:00Z')
const TEAMS: Record<string, string[]> = {
  Ann: ['Red'],
  Ben: ['Red', 'Blue'],
  Cem: ['Blue'],
  Dan: [],
  Eve: ['Red'],
}
const names = Object.keys(TEAMS)
/** Inactive: has what they received, and counts in no group. */
const GONE = 'Eve'

let app: TestApp
let ids: Record<string, number>
let assignments: number[]

beforeAll(async () => {
  app = await startApp({ byTheClock: false, now: () => new Date(NOW) })
  ids = await somePeople(
    app.context,
    Object.fromEntries(names.map(name => [name, { Level: '1', Team: TEAMS[name] ?? [] }])),
  )
  const everyone = await aSegment(app, 'Everyone', 'Level exists')
  assignments = [await anAssignment(app, [everyone]), await anAssignment(app, [everyone])]
  await (await app.client('editor')).people.deactivate({ params: { id: ids[GONE] ?? 0 }, query: {} })
})
afterAll(() => app.close())

const receipt = fc.record({
  name: fc.constantFrom(...names),
  assignment: fc.nat(1),
  status: fc.constantFrom('assigned', 'opened', 'completed', 'withdrawn'),
  due: fc.constantFrom(null, NOW - 1, NOW, NOW + 1),
  isPresent: fc.boolean(),
})
type Receipt = typeof receipt extends fc.Arbitrary<infer T> ? T : never

async function write(receipts: readonly Receipt[]): Promise<void> {
  await app.context.db.transaction(async ({ sql }) => {
    await sql.deleteFrom('message').execute()
    await sql.deleteFrom('recipient').execute()
    if (receipts.length === 0) return
    await sql
      .insertInto('recipient')
      .values(
        receipts.map(({ name, assignment, status, due, isPresent }) => ({
          workspace_id: 1,
          assignment_id: assignments[assignment] ?? 0,
          person_id: ids[name] ?? 0,
          occurrence: 1,
          status,
          assigned_at: NOW - 10,
          due_at: due,
          opened_at: status === 'opened' ? NOW - 5 : null,
          completed_at: status === 'completed' ? NOW - 5 : null,
          superseded_at: isPresent ? null : NOW - 1,
          via: '[]',
          assigned_in: 1,
        })),
      )
      .execute()
  })
}

function figuresOf(receipts: readonly Receipt[]): Figures {
  const sums = noFigures()
  for (const { status, due, isPresent } of receipts) {
    if (!isPresent || status === 'withdrawn') continue
    sums.received++
    if (status !== 'assigned') sums.opened++
    if (status === 'completed') sums.completed++
    else if (due !== null && due < NOW) sums.overdue++
  }
  return sums
}

test('groups, assignments and what is overdue are what counting receipt by receipt comes to', async () => {
  const unique = fc.uniqueArray(receipt, { selector: ({ name, assignment }) => `${name} ${assignment}` })
  await fc.assert(
    fc.asyncProperty(unique, async receipts => {
      await write(receipts)
      const roster = await currentRoster(app.context.engine, 1)
      const place = { sql: app.context.db.read, roster, timeZone: 'Etc/UTC', now: NOW }
      const of = (isOne: (one: Receipt) => boolean) => figuresOf(receipts.filter(isOne))
      const inTeam = (team: string) => (one: Receipt) =>
        one.name !== GONE && (TEAMS[one.name]?.includes(team) ?? false)

      const found = await groupProgress(place, { by: 'Team' })
      for (const team of ['Red', 'Blue']) {
        const group = found.items.find(({ name }) => name === team) ?? noFigures()
        expect(group).toMatchObject(of(inTeam(team)))
      }
      expect(found.all).toEqual(of(() => true))
      expect(found.rest).toEqual(of(({ name }) => name === 'Dan'))
      expect(found.inactive).toEqual(of(({ name }) => name === GONE))

      const listed = await listProgress(place, { where: 'Team is Red' })
      for (const item of listed.items) {
        const own = of(one => assignments[one.assignment] === item.id && inTeam('Red')(one))
        expect(Object.fromEntries(figureNames.map(name => [name, item[name]]))).toEqual(own)
      }

      const overdue = await listOverdue(place, {})
      expect(overdue.total).toBe(found.all.overdue)
      expect(overdue.items).toHaveLength(found.all.overdue)
      const { groups } = await groupOverdue(place, { by: 'Team' })
      const red = groups.find(({ name }) => name === 'Red')?.overdue ?? 0
      expect(red).toBe(of(inTeam('Red')).overdue)
    }),
    { numRuns: 60 },
  )
})
