import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { upload } from '../../test/upload.ts'
import { readTable } from '../imports/file/readTable.ts'
import { isProblem } from '../imports/file/table.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterEach(async () => await app.close())

/** Ada and Ben sell, Cleo does not; whoever sells is in a segment and receives something. */
async function aPlace() {
  const people = await somePeople(app.context, {
    Ada: { Department: 'Sales' },
    Ben: { Department: 'Sales' },
    Cleo: { Department: 'IT' },
  })
  const segment = await aSegment(app, 'Sellers', 'Department is Sales')
  const assignment = await anAssignment(app, [segment], { title: 'Sell more', leavers: 'withdraw' })
  return { ...people, segment, assignment }
}

const file = [
  'email,first_name,last_name,Department,Badge',
  'ada@example.com,Adele,Meyer,IT,',
  'cleo@example.com,,,Sales,7',
  'new@example.com,Nina,New,Sales,8',
  'ben@example.com,,,,',
].join('\n')

test('a plan says of each person what changes, and the committed change says the same', async () => {
  const { Ada, Ben, Cleo, segment, assignment } = await aPlace()
  const { import: planned } = await upload(app, { name: 'people.csv', content: file })
  const id = planned.plan?.id ?? ''
  const plan = await client.changes.planPeople({ id })
  expect(plan.items.map(each => [each.email, each.what])).toEqual([
    ['ada@example.com', 'updated'],
    ['cleo@example.com', 'updated'],
    ['new@example.com', 'created'],
  ])
  const [ada, , nina] = plan.items
  expect(ada).toMatchObject({
    id: Ada,
    firstName: 'Adele',
    fields: [{ field: 'firstName', before: 'Ada', after: 'Adele' }],
    tags: { gained: [{ key: 'Department', value: 'IT' }], lost: [{ key: 'Department', value: 'Sales' }] },
    segments: { entered: [], left: [{ id: segment, name: 'Sellers' }] },
    assignments: { received: [], withdrawn: [{ id: assignment, title: 'Sell more' }] },
  })
  expect(nina).toMatchObject({
    fields: [
      { field: 'email', before: null, after: 'new@example.com' },
      { field: 'firstName', before: null, after: 'Nina' },
      { field: 'lastName', before: null, after: 'New' },
      { field: 'status', before: null, after: 'active' },
    ],
    tags: {
      gained: [
        { key: 'Department', value: 'Sales' },
        { key: 'Badge', value: '8' },
      ],
    },
    segments: { entered: [{ name: 'Sellers' }] },
    assignments: { received: [{ title: 'Sell more' }] },
  })
  const { changeId } = asDone(
    await client.imports.commit({ params: { id: planned.id }, query: {}, body: {} }),
  )
  expect((await client.changes.people({ id: changeId })).items).toEqual(plan.items)

  // What happens later is not told of that change, however people and tags are called by then.
  await client.people.update({ params: { id: Ada }, body: { firstName: 'Ann', tags: { Department: [] } } })
  const later = await client.changes.people({ id: changeId, q: 'meyer', what: 'updated' })
  expect(later.items.map(({ id }) => id)).toEqual([Ada, Cleo])
  expect(later.items[0]).toMatchObject({ fields: ada?.fields, tags: ada?.tags })
  expect(later.items.map(({ id }) => id)).not.toContain(Ben)
})

test('whoever only enters or leaves a segment is among the people of a plan, and is told from those who change', async () => {
  const { Ada, Ben, segment } = await aPlace()
  const plan = asPlan(
    await client.segments.update({
      params: { id: segment },
      query: { dryRun: true },
      body: { text: 'Department is IT' },
    }),
  )
  const people = await client.changes.planPeople({
    id: plan.id ?? '',
    side: 'left',
    part: `segment:${segment}`,
  })
  expect(people.items.map(({ id, what }) => [id, what])).toEqual([
    [Ada, 'moved'],
    [Ben, 'moved'],
  ])
  expect(await client.changes.planPeople({ id: plan.id ?? '', what: 'moved', limit: 1 })).toMatchObject({
    total: 3,
    items: [{ fields: [], tags: { gained: [], lost: [] }, segments: { left: [{ name: 'Sellers' }] } }],
  })
  expect(await client.changes.planPeople({ id: plan.id ?? '', what: 'updated' })).toMatchObject({ total: 0 })
})

test('the people of a plan or a change are downloaded as CSV and as a workbook, each with what changes', async () => {
  await aPlace()
  const { import: planned } = await upload(app, { name: 'people.csv', content: file })
  const { changeId } = asDone(
    await client.imports.commit({ params: { id: planned.id }, query: {}, body: {} }),
  )
  const undo = asPlan(
    await client.changes.undo({ params: { id: changeId }, query: { dryRun: true }, body: {} }),
  )
  const tableOf = async (path: string) => {
    const response = await app.fetch(`/api/v1${path}`, {}, 'viewer')
    expect(response.status).toBe(200)
    const table = await readTable(new Uint8Array(await response.arrayBuffer()), path)
    if (isProblem(table)) throw new Error(table.problem)
    return [...table.rows()].map(({ cells }) =>
      Object.fromEntries(table.info.headers.map((header, at) => [header, cells[at] ?? ''])),
    )
  }
  for (const ending of ['csv', 'xlsx']) {
    const rows = await tableOf(`/changes/${changeId}/people.${ending}`)
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({
      what: 'updated',
      email: 'ada@example.com',
      first_name: 'Adele',
      first_name_before: 'Ada',
      tags_gained: 'Department: IT',
      tags_lost: 'Department: Sales',
      segments_left: 'Sellers',
      assignments_withdrawn: 'Sell more',
    })
    const created = await tableOf(`/plans/${undo.id}/people.${ending}?what=removed`)
    expect(created).toMatchObject([{ email: 'new@example.com', status_before: 'active', status_after: '' }])
  }
  expect((await app.fetch('/api/v1/plans/unknown/people.csv')).status).toBe(404)
  expect((await app.fetch('/api/v1/changes/99/people.xlsx')).status).toBe(404)
})

test('the people of a waiting import can be asked for after a restart; when others wrote meanwhile, that is said', async () => {
  const { Ben } = await aPlace()
  const { import: planned } = await upload(app, { name: 'people.csv', content: file })
  const id = planned.plan?.id ?? ''
  await app.context.background.close()
  expect(await client.changes.planPeople({ id, what: 'created' })).toMatchObject({
    total: 1,
    items: [{ email: 'new@example.com' }],
  })
  await client.people.update({ params: { id: Ben }, body: { firstName: 'Benno' } })
  await app.context.background.close()
  const { problem } = await refusal(client.changes.planPeople({ id }))
  expect(problem).toMatchObject({ status: 409, detail: expect.stringContaining('worked out again') })
  const again = await client.imports.get({ id: planned.id })
  expect(again.plan?.version).toBe((planned.plan?.version ?? 0) + 1)
  expect(await client.changes.planPeople({ id: again.plan?.id ?? '' })).toMatchObject({ total: 3 })
})
