import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { importFile, upload } from '../../test/upload.ts'
import { MANY } from './performAct.ts'

const PEOPLE = MANY + 500
const csv = [
  'email,first_name,last_name,Team',
  ...Array.from({ length: PEOPLE }, (_, n) => `p${n}@example.com,P${n},Q,${n % 2 ? 'Red' : 'Blue'}`),
].join('\n')

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  const limits = { deactivated: 100_000, messages: 100_000, segmentShare: 1 }
  await (await app.client('admin')).access.updateSettings({ body: { limits } })
})
afterAll(() => app.close())

test('the names behind a plan made in the background can be asked for, drafted people too', async () => {
  const { import: planned } = await upload(app, { name: 'all.csv', content: csv })
  const client = await app.client('viewer')
  const page = await client.changes.planPeople({
    id: planned.plan?.id ?? '',
    part: 'people',
    side: 'entered',
    q: 'p17@',
    limit: 10,
  })
  expect(page).toMatchObject({ total: 1, items: [{ email: 'p17@example.com', firstName: 'P17' }] })
})

test('acts on very many people run in the background; the roster here follows before the answer, and undo goes the same way', async () => {
  await importFile(app, 'all.csv', csv)
  const client = await app.client('editor')
  const segment = await client.segments.create({
    query: {},
    body: { name: 'Everyone red or blue', text: 'Team is (Red, Blue)' },
  })
  if (!('rule' in segment)) throw new Error('Expected a segment.')
  expect(segment.people).toBe(PEOPLE)
  const body = { segment: segment.id, replace: { Team: ['Green'] } }
  const planned = await client.people.setTags({ query: { dryRun: true }, body })
  expect(planned).toMatchObject({ people: { updated: PEOPLE }, segments: [{ left: PEOPLE, after: 0 }] })
  const confirm = 'brake' in planned ? planned.brake?.confirm : undefined
  const done = await client.people.setTags({ query: { confirm }, body })
  expect(done).toMatchObject({ changeId: expect.any(Number) })
  expect((await client.segments.get({ id: segment.id })).people).toBe(0)
  const changeId = 'changeId' in done ? done.changeId : 0
  const plan = await client.changes.undo({ params: { id: changeId }, query: { dryRun: true } })
  const back = 'brake' in plan ? plan.brake?.confirm : undefined
  await client.changes.undo({ params: { id: changeId }, query: { confirm: back } })
  expect((await client.segments.get({ id: segment.id })).people).toBe(PEOPLE)
})
