import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { aSegment } from '../../test/assignments.ts'
import { somePeople } from '../../test/somePeople.ts'
import { check } from './check.ts'
import { currentRoster } from './engine.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
})
afterEach(async () => await app.close())

test('whoever comes is put into a segment of all who are not in another one, though that one does not move', async () => {
  const client = await app.client('editor')
  await somePeople(app.context, { Ada: { Department: 'Sales' } })
  await aSegment(app, 'Others', 'Department is not Sales')
  const rest = await aSegment(app, 'Rest', 'not in segment Others')
  const { Ben } = await somePeople(app.context, { Ben: { Department: 'Sales' } })
  const members = async () => (await client.segments.people({ id: rest })).items.map(each => each.firstName)
  expect(await members()).toEqual(['Ada', 'Ben'])
  await client.people.deactivate({ params: { id: Ben } })
  expect(await members()).toEqual(['Ada'])
  expect(await check(app.context.db, 1, await currentRoster(app.context.engine, 1))).toEqual([])
})
