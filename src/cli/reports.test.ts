import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import { run } from '../../test/cli.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp
let remote: Record<string, string>

beforeAll(async () => {
  app = await startApp({ byTheClock: false })
  await somePeople(app.context, { Ada: { Team: 'Red' }, Ben: { Team: 'Blue' }, Cem: { Level: '1' } })
  const everyone = await aSegment(app, 'Everyone', 'Team exists or Level exists')
  await anAssignment(app, [everyone], { title: 'First aid', due: { on: '2020-03-01' } })
  remote = { MUSTER_URL: app.url, MUSTER_KEY: await app.key('viewer') }
})
afterAll(() => app.close())

const muster = (...parameters: string[]) => run(parameters, remote)

test('muster progress lists assignments, and one by a key, by segments and over time', async () => {
  expect((await muster('progress')).out).toMatch(/First aid +live +3 +0 +0 +3 +0 %\n.*1 assignment\./s)
  const byTeam = await muster('progress', '1', '--by', 'Team')
  expect(byTeam.out).toMatch(/Blue +1 .*Red +1 .*No Team: 1 received, 0 completed, 1 overdue\./s)
  expect(JSON.parse((await muster('progress', '1', '--segments', '--json')).out).items).toMatchObject([
    { name: 'Everyone', received: 3 },
  ])
  expect((await muster('progress', '1', '--over-time')).out).toMatch(/\d{4}-\d\d-\d\d +3 +0 +0 +3 +0/)
  expect(await muster('progress', '--over-time')).toMatchObject({ code: 2, out: '' })
})

test('muster overdue lists who is overdue, as a table and as CSV', async () => {
  const listed = await muster('overdue', '--where', 'Team is Red')
  expect(listed.out).toMatch(/ada@example\.com +Ada Meyer +First aid +2020-03-01 .*1 overdue recipient\./s)
  const { out } = await muster('overdue', '--csv')
  expect(out.trim().split('\r\n')).toHaveLength(4)
})
