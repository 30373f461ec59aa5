import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { EvidenceDocument } from './contract.ts'
import { verifyReport } from './verifyReport.ts'

const HOSTILE = '<script>alert("1")</script>'
const SALES = { Department: 'Sales' }

let app: TestApp
let editor: Client
let people: Record<'Ada' | 'Ben' | 'Cleo' | 'Dan', number>
let id: number
let sales: number
let clock = new Date('2026-03-02T09:00:00Z')

const on = (day: string) => {
  clock = new Date(`${day}T09:00:00Z`)
}

beforeAll(async () => {
  app = await startApp({ now: () => clock })
  editor = await app.client('editor')
  people = await somePeople(app.context, { Ada: SALES, Ben: SALES, Cleo: SALES, Dan: { Team: 'None' } })
  sales = await aSegment(app, 'Sales people', 'Department is Sales')
  id = await anAssignment(app, [sales], {
    title: 'Fire drill',
    instructions: 'Read it.',
    due: { afterDays: 30 },
    leavers: 'withdraw',
    steps: [{ text: 'Watch' }, { text: 'Sign' }],
  })
  on('2026-03-03')
  const extension = {
    kind: 'extended',
    personId: people.Ben,
    until: '2026-05-01',
    reason: 'On leave',
  } as const
  await editor.exceptions.create({ params: { id }, body: extension })
  await editor.assignments.updateRecipient({
    params: { id, personId: people.Ada },
    body: { status: 'completed', completedAt: '2026-03-01T08:30:00Z', note: `Score ${HOSTILE}` },
  })
  on('2026-03-04')
  await editor.segments.update({
    params: { id: sales },
    body: { text: 'Department is Sales or Team is None' },
  })
  on('2026-03-05')
  await editor.people.update({ params: { id: people.Ben }, body: { lastName: HOSTILE } })
  await editor.assignments.update({ params: { id }, body: { instructions: 'Read it twice.' } })
  on('2026-03-06')
  await retag(app.context, { [people.Cleo]: { Department: 'Legal' } })
  on('2026-03-10')
})
afterAll(() => app.close())

async function text(path: string): Promise<string> {
  const response = await app.fetch(`/api/v1${path}`, {}, 'viewer')
  expect(response.status).toBe(200)
  return await response.text()
}
const report = async (path: string) => EvidenceDocument.parse(JSON.parse(await text(path)))

test('each record says who, when, by whose change, through which rule, and what was recorded', async () => {
  const { report: found, made } = await report(`/assignments/${id}/evidence`)
  expect(found.summary).toMatchObject({ records: 4, assigned: 2, completed: 1, withdrawn: 1, overdue: 0 })
  const [version1, version2] = found.rules
  expect([version1, version2]).toMatchObject([
    { name: 'Sales people', version: 1, text: 'Department is Sales', until: '2026-03-04T09:00:00.000Z' },
    { version: 2, text: 'Department is Sales or Team is "None"', until: null, set: { by: 'editor' } },
  ])
  const byName = new Map(found.records.map(one => [one.person.firstName, one]))
  expect(byName.get('Ada')).toMatchObject({
    completedAt: '2026-03-01T08:30:00.000Z',
    evidence: `Score ${HOSTILE}`,
    recorded: { how: 'member', by: 'editor', at: '2026-03-03T09:00:00.000Z' },
    through: [{ segment: sales, version: 1 }],
  })
  expect(byName.get('Ben')).toMatchObject({
    dueAt: '2026-05-01T23:59:59.999Z',
    extended: { until: '2026-05-01', reason: 'On leave', by: 'editor' },
  })
  expect(byName.get('Cleo')).toMatchObject({
    status: 'withdrawn',
    noLongerRequiredSince: '2026-03-06T09:00:00.000Z',
  })
  expect(byName.get('Dan')).toMatchObject({
    assigned: { change: version2?.set.change, at: '2026-03-04T09:00:00.000Z', by: 'editor' },
    through: [{ segment: sales, version: 2 }],
  })
  expect(found.assignments).toMatchObject([{ title: 'Fire drill', version: { number: 2 } }])
  expect(made).toMatchObject({ by: 'viewer', at: clock.toISOString() })
})

test('as of a moment it is the report of that moment, with the same fingerprint whenever it is asked for', async () => {
  const path = `/assignments/${id}/evidence?asOf=2026-03-03T12:00:00Z`
  const before = await report(path)
  expect(before.report.records.map(one => `${one.person.lastName} ${one.status}`).sort()).toEqual([
    'Meyer assigned',
    'Meyer assigned',
    'Meyer completed',
  ])
  expect(before.report.rules).toHaveLength(1)
  expect(before.report.assignments[0]?.instructions).toBe('Read it.')
  on('2026-04-20')
  await editor.people.update({ params: { id: people.Ada }, body: { lastName: 'Lovelace' } })
  await editor.segments.update({ params: { id: sales }, body: { name: 'Sellers' } })
  const [key] = (await editor.tags.keys({})).items
  if (key) await editor.tags.updateKey({ params: { id: key.id }, body: { name: 'Division' } })
  await editor.assignments.updateRecipient({
    params: { id, personId: people.Ada },
    body: { status: 'assigned' },
  })
  const after = await report(path)
  expect(after.report).toEqual(before.report)
  expect(after.sha256).toBe(before.sha256)
  expect((await report(`/assignments/${id}/evidence?status=completed`)).report.records).toEqual([])
  const fitting = await report(`/assignments/${id}/evidence?where=${encodeURIComponent('Team is None')}`)
  expect(fitting.report.records.map(one => one.person.firstName)).toEqual(['Dan'])
})

test('a saved report is found to be as it was written, and no longer once a letter differs', async () => {
  for (const ending of ['', '.html']) {
    const file = await text(`/assignments/${id}/evidence${ending}?asOf=2026-03-10T09:00:00Z`)
    expect(verifyReport(file)).toMatchObject({ isIntact: true })
    expect(verifyReport(file.replace('On leave', 'On leaf'))).toMatchObject({ isIntact: false })
    expect(verifyReport(file.slice(0, -40))).not.toMatchObject({ isIntact: true })
  }
  const json = await report(`/assignments/${id}/evidence?asOf=2026-03-10T09:00:00Z`)
  const page = await text(`/assignments/${id}/evidence.html?asOf=2026-03-10T09:00:00Z`)
  expect(verifyReport(page)).toMatchObject({ sha256: json.sha256 })
  expect(verifyReport(JSON.stringify(json, null, 2))).toMatchObject({ isIntact: true })
  expect(verifyReport('Dear all')).toHaveProperty('problem')
})

test('the page needs nothing but itself, and text in it stays text', async () => {
  const response = await app.fetch(`/api/v1/assignments/${id}/evidence.html`, {}, 'viewer')
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  const page = await response.text()
  expect(page).not.toMatch(/<script|<img|<link|\ssrc=|\shref=|url\(/)
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
  expect(page).toContain('thead { display: table-header-group; }')
})

test('a person’s evidence is all that ever reached them', async () => {
  const other = await anAssignment(app, [sales], { title: 'Second' })
  const { report: found } = await report(`/people/${people.Dan}/evidence`)
  expect(found).toMatchObject({ kind: 'person', person: { firstName: 'Dan' }, summary: { records: 2 } })
  expect(found.records.map(one => one.assignment)).toEqual([id, other])
  expect(found.assignments.map(one => one.title)).toEqual(['Fire drill', 'Second'])
  expect(await text(`/people/${people.Dan}/evidence.html`)).toContain('Second')
  // Taken back by an undo, and its draft deleted: they had it for a while all the same.
  const [published] = (await editor.changes.list({ limit: 1 })).items
  await editor.changes.undo({ params: { id: published?.id ?? 0 } })
  await editor.assignments.remove({ params: { id: other } })
  const later = await report(`/people/${people.Dan}/evidence`)
  expect(later.report.records.map(one => one.status)).toEqual(['assigned', 'withdrawn'])
  const early = await app.fetch(
    `/api/v1/people/${people.Dan}/evidence?asOf=2026-01-01T00:00:00Z`,
    {},
    'viewer',
  )
  expect(early.status).toBe(404)
})
