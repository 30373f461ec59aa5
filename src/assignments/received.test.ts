import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag, statuses } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { createClient } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import type { LiveEvent } from '../http/live.ts'
import { signToken } from './recipientLink.ts'

let app: TestApp
let editor: Client
let recipient: Client
let ada: number
let token: string
let sales: number
let clock = new Date('2026-03-02T12:00:00Z')

beforeAll(async () => {
  app = await startApp({ now: () => clock })
  editor = await app.client('editor')
  recipient = createClient(app.url, null)
  const people = await somePeople(app.context, { Ada: { Department: 'Sales' } })
  ada = people.Ada
  sales = await aSegment(app, 'Sales', 'Department is Sales')
  token = signToken(app.context.config, { workspaceId: 1, personId: ada, generation: 1 })
})
afterAll(() => app.close())

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  await retag(app.context, { [ada]: { Department: 'Sales' } })
})

const progress = (id: number, status: 'opened' | 'completed', key = token) =>
  recipient.assignments.progress({ params: { token: key, id }, body: { status } })

function later(minutes: number) {
  clock = new Date(clock.getTime() + minutes * 60_000)
}

describe('the recipient’s page', () => {
  test('shows what is due first on top, what is done at the end, and nothing of what was withdrawn', async () => {
    const titles: Record<string, object> = {
      Whenever: {},
      Soon: { due: { on: '2026-03-03' } },
      Later: { due: { on: '2026-04-03' } },
      Done: { due: { on: '2026-03-02' } },
      Closed: { due: { on: '2026-03-02' } },
      Gone: { leavers: 'withdraw' },
    }
    const ids: Record<string, number> = {}
    for (const [title, fields] of Object.entries(titles))
      ids[title] = await anAssignment(app, [sales], { title, ...fields })
    await progress(ids.Done ?? 0, 'completed')
    await editor.assignments.close({ params: { id: ids.Closed ?? 0 }, query: {}, body: {} })
    await retag(app.context, { [ada]: {} })
    const page = await recipient.assignments.received({ token })
    expect(page).toMatchObject({
      workspace: { name: 'Acme' },
      person: { email: 'ada@example.com', firstName: 'Ada', lastName: 'Meyer' },
    })
    expect(page.assignments.map(each => each.title)).toEqual(['Soon', 'Later', 'Whenever', 'Closed', 'Done'])
    expect(page.assignments.find(each => each.title === 'Closed')).toMatchObject({
      closed: true,
      status: 'assigned',
    })
  })

  test('records the first opening and the first completion, and tells open windows', async () => {
    const id = await anAssignment(app, [sales])
    const version = (await editor.access.me()).workspace.version
    const told: (LiveEvent | 'closed')[] = []
    const stop = app.context.live.listen(1, event => told.push(event))
    const first = await progress(id, 'opened')
    expect(first).toMatchObject({ status: 'opened', openedAt: '2026-03-02T12:00:00.000Z' })
    later(5)
    expect(await progress(id, 'opened')).toEqual(first)
    const done = await progress(id, 'completed')
    expect(done).toMatchObject({
      status: 'completed',
      openedAt: '2026-03-02T12:00:00.000Z',
      completedAt: '2026-03-02T12:05:00.000Z',
    })
    later(5)
    expect(await progress(id, 'completed')).toEqual(done)
    expect(await progress(id, 'opened')).toEqual(done)
    stop()
    expect(told.filter(event => event !== 'closed' && event.event === 'recipient')).toEqual([
      { event: 'recipient', data: { assignment: id, person: ada, status: 'opened' } },
      { event: 'recipient', data: { assignment: id, person: ada, status: 'completed' } },
    ])
    // It moves nobody between segments, so the log has nothing of it.
    expect((await editor.access.me()).workspace.version).toBe(version)
  })

  test('says in a sentence why something can no longer be completed', async () => {
    const closed = await anAssignment(app, [sales], { title: 'Shut' })
    await editor.assignments.close({ params: { id: closed }, query: {}, body: {} })
    expect(await refusal(progress(closed, 'completed'))).toMatchObject({
      message: '409: “Shut” is closed and can no longer be completed.',
      problem: { ground: 'closed' },
    })
    expect(await progress(closed, 'opened')).toMatchObject({ status: 'assigned', openedAt: null })
    const withdrawn = await anAssignment(app, [sales], { title: 'Lost', leavers: 'withdraw' })
    await retag(app.context, { [ada]: {} })
    expect((await refusal(progress(withdrawn, 'completed'))).message).toBe(
      '409: “Lost” has been withdrawn: there is nothing to do any more.',
    )
    expect((await statuses(app.context, withdrawn))[ada]).toBe('withdrawn')
    expect((await refusal(progress(9_999, 'opened'))).status).toBe(404)
  })

  test('is shut to wrong links and to inactive people, in the same words, and open again when they return', async () => {
    const id = await anAssignment(app, [sales])
    const wrong = await refusal(recipient.assignments.received({ token: `${token.slice(0, -2)}xx` }))
    expect(wrong.message).toMatch(/404: This link does not lead anywhere/)
    const elsewhere = signToken(app.context.config, { workspaceId: 2, personId: ada, generation: 1 })
    expect((await refusal(progress(id, 'opened', elsewhere))).status).toBe(404)
    await retag(app.context, { [ada]: null })
    expect((await refusal(recipient.assignments.received({ token }))).message).toBe(wrong.message)
    expect((await refusal(progress(id, 'completed'))).message).toBe(wrong.message)
    await retag(app.context, { [ada]: { Department: 'Sales' } })
    expect((await progress(id, 'completed')).status).toBe('completed')
  })
})

test('a completion and a withdrawal at the same moment never end as both', async () => {
  for (let round = 0; round < 8; round++) {
    await retag(app.context, { [ada]: { Department: 'Sales' } })
    const id = await anAssignment(app, [sales], { leavers: 'withdraw' })
    const [outcome] = await Promise.all([
      progress(id, 'completed').then(
        () => 'completed',
        () => 'withdrawn',
      ),
      retag(app.context, { [ada]: {} }),
    ])
    expect((await statuses(app.context, id))[ada]).toBe(outcome)
  }
})
