import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'

const NOW = Date.parse('2026-03-10T12:00:00Z')
let app: TestApp
let client: Client
let people: Record<'Ann' | 'Ben' | 'Cem' | 'Dan', number>
let ids: { first: number; second: number; closed: number }

beforeAll(async () => {
  app = await startApp({ byTheClock: false, now: () => new Date(NOW) })
  people = await somePeople(app.context, {
    Ann: { Team: 'Red', Manager: 'mia@example.com' },
    Ben: { Team: 'Red', Manager: 'mo@example.com' },
    Cem: { Team: 'Blue', Manager: 'mia@example.com' },
    Dan: { Team: 'Blue' },
  })
  const everyone = await aSegment(app, 'Everyone', 'Team exists')
  const reds = await aSegment(app, 'Reds', 'Team is Red')
  ids = {
    first: await anAssignment(app, [everyone], { title: 'First aid', due: { on: '2026-03-06' } }),
    second: await anAssignment(app, [reds], { title: '=SUM(A1)', due: { on: '2026-03-01' } }),
    closed: await anAssignment(app, [reds], { title: 'Old', due: { on: '2026-02-01' } }),
  }
  client = await app.client('admin')
  await client.assignments.close({ params: { id: ids.closed }, query: {} })
  await client.assignments.updateRecipient({
    params: { id: ids.first, personId: people.Ann },
    query: {},
    body: { status: 'completed' },
  })
  const escalation = { afterDays: 3, managerKey: 'Manager' }
  await client.deliverySettings.updateSettings({ query: {}, body: { escalation } })
})
afterAll(() => app.close())

const brief = (item: Awaited<ReturnType<Client['reports']['overdue']>>['items'][number]) =>
  `${item.assignment.title}: ${item.person.firstName}, ${item.daysLate} days, ${item.manager}`

test('live assignments with their figures, closed ones when they are asked for', async () => {
  const live = await client.reports.assignments({})
  expect(live).toMatchObject({
    items: [
      { id: ids.second, status: 'live', received: 2, completed: 0, overdue: 2 },
      { id: ids.first, status: 'live', received: 4, opened: 1, completed: 1, overdue: 3 },
    ],
    total: 2,
    all: { received: 6, opened: 1, completed: 1, overdue: 5 },
  })
  const closed = await client.reports.assignments({ status: 'any', assignments: `${ids.closed},99` })
  expect(closed.items).toMatchObject([{ id: ids.closed, received: 2 }])
  const page = await client.reports.assignments({ limit: 1 })
  expect((await client.reports.assignments({ limit: 1, cursor: page.nextCursor ?? '' })).items).toMatchObject(
    [{ id: ids.first }],
  )
})

test('a rule or a segment says whom it is about, in the words of the list of people', async () => {
  const blue = await client.reports.assignments({ where: 'Team is Blue' })
  expect(blue.items.map(({ received }) => received)).toEqual([0, 2])
  expect((await refusal(client.reports.assignments({ where: 'Team is' }))).problem.errors[0].path).toBe(
    'where',
  )
})

test('by a key across all assignments: received is counted, and people are', async () => {
  expect(await client.reports.groups({ by: 'Team' })).toMatchObject({
    items: [
      { name: 'Red', people: 2, received: 4, completed: 1, overdue: 3 },
      { name: 'Blue', people: 2, received: 2, completed: 0, overdue: 2 },
    ],
    repeated: 0,
  })
})

test('overdue: the oldest first, with days late and the manager; page by page the same', async () => {
  const whole = await client.reports.overdue({ by: 'Team' })
  expect(whole.items.map(brief)).toEqual([
    '=SUM(A1): Ann, 9 days, mia@example.com',
    '=SUM(A1): Ben, 9 days, mo@example.com',
    'First aid: Ben, 4 days, mo@example.com',
    'First aid: Cem, 4 days, mia@example.com',
    'First aid: Dan, 4 days, null',
  ])
  expect(whole).toMatchObject({ total: 5, managerKey: 'Manager' })
  expect(whole.items[3]?.values).toEqual(['Blue'])
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const page = await client.reports.overdue({ limit: 2, cursor })
    paged.push(...page.items.map(brief))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(paged).toEqual(whole.items.map(brief))
})

test('overdue of some people, of one assignment, and by manager', async () => {
  const found = await client.reports.overdue({ tag: 'Manager: mia@example.com', assignment: ids.first })
  expect(found.items.map(brief)).toEqual(['First aid: Cem, 4 days, mia@example.com'])
  expect(found.total).toBe(1)
  const groups = await client.reports.overdueGroups({})
  expect(groups).toMatchObject({
    key: 'Manager',
    items: [
      { name: 'mia@example.com', people: 2, overdue: 2, oldestDueAt: '2026-03-01T23:59:59.999Z' },
      { name: 'mo@example.com', people: 1, overdue: 2 },
      { id: null, name: 'No Manager', people: 1, overdue: 1 },
    ],
    total: 3,
  })
  const byTeam = await client.reports.overdueGroups({ by: 'Team', where: 'Team is Blue' })
  expect(byTeam).toMatchObject({ key: 'Team', items: [{ name: 'Blue', people: 2, overdue: 2 }] })
})

test('whoever is inactive still has what is overdue, and is in no group', async () => {
  await client.people.deactivate({ params: { id: people.Cem }, query: {} })
  const { items } = await client.reports.overdue({})
  expect(items.find(({ person }) => person.id === people.Cem)).toMatchObject({
    person: { status: 'inactive' },
  })
  expect((await client.reports.overdueGroups({})).items.at(-1)).toMatchObject({
    name: 'No Manager',
    people: 2,
  })
  await client.people.update({ params: { id: people.Cem }, query: {}, body: { status: 'active' } })
})

test('as files: what the lists show, without anything a spreadsheet would run', async () => {
  const text = async (path: string) => await (await app.fetch(`/api/v1/reports/${path}`)).text()
  expect((await text('overdue.csv?by=Team')).split('\r\n').slice(0, 3)).toEqual([
    'email,first_name,last_name,assignment,title,occurrence,status,due_on,days_late,Manager,Team',
    `ann@example.com,Ann,Meyer,${ids.second},'=SUM(A1),1,assigned,2026-03-01,9,mia@example.com,Red`,
    `ben@example.com,Ben,Meyer,${ids.second},'=SUM(A1),1,assigned,2026-03-01,9,mo@example.com,Red`,
  ])
  expect(await text('progress.csv')).toContain(`${ids.first},First aid,live,4,1,1,3`)
  expect(await text('progress.csv?by=Team')).toContain('Red,4,1,1,3')
  for (const name of ['overdue', 'progress']) {
    const file = await app.fetch(`/api/v1/reports/${name}.xlsx`)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${name}-2026-03-10.xlsx"`)
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  }
})

test('a person: what became of everything they received, and that over time', async () => {
  const { counts, items, history } = await client.reports.person({ id: people.Ann })
  expect(counts).toEqual({ open: 0, overdue: 1, onTime: 0, late: 1, missed: 1, withdrawn: 0 })
  expect(items.map(({ assignment, outcome }) => [assignment.id, outcome])).toEqual([
    [ids.closed, 'missed'],
    [ids.second, 'overdue'],
    [ids.first, 'late'],
  ])
  expect(history.at(-1)).toMatchObject({ received: 3, completed: 1 })
  expect((await refusal(client.reports.person({ id: 99 }))).status).toBe(404)
})
