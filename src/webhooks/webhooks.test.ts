import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, retag } from '../../test/assignments.ts'
import { createClient } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { importFile } from '../../test/upload.ts'
import { signToken } from '../assignments/recipientLink.ts'
import { type Caller, createCaller } from './caller.ts'
import type { WebhookEvent } from './contract.ts'

type Received = { headers: IncomingHttpHeaders; body: string }

let app: TestApp
let caller: Caller
let people: Record<'Ada' | 'Ben', number>
let sales: number
let clock: Date
let received: Received[]
let answer: { status: number; body?: string; location?: string }
let receiver: ReturnType<typeof createServer>
let url: string

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  // The app itself calls nothing: each test says when, through a caller of its own.
  app = await startApp({ now: () => clock, byTheClock: false, config: { privateWebhooks: true } })
  received = []
  answer = { status: 204 }
  receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ headers: request.headers, body })
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {})
    response.end(answer.body)
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  caller = createCaller(app.context)
  people = await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterEach(async () => {
  await caller.stop()
  await new Promise(resolve => receiver.close(resolve))
  await app.close()
})

async function aWebhook(...events: WebhookEvent[]) {
  const admin = await app.client('admin')
  return await admin.webhooks.create({ query: {}, body: { url, events } })
}
const later = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000)
}
const typesOf = (calls: Received[]) => calls.map(({ body }) => JSON.parse(body).type)

/** As a receiver does it that knows nothing of Muster: with the library of Standard Webhooks, whose clock is the real one. */
const verify = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>)

test('each event is called once, signed so that a Standard Webhooks library accepts it', async () => {
  clock = new Date()
  const { secret } = await aWebhook(
    'assignment.received',
    'assignment.opened',
    'assignment.completed',
    'assignment.withdrawn',
    'segment.changed',
    'import.committed',
  )
  const id = await anAssignment(app, [sales], { title: 'Fire drill', leavers: 'withdraw' })
  const recipient = createClient(app.url, null)
  const token = signToken(app.context.config, { workspaceId: 1, personId: people.Ada, generation: 1 })
  for (const status of ['opened', 'opened', 'completed'] as const)
    await recipient.assignments.progress({ params: { token, id }, query: {}, body: { status } })
  await retag(app.context, { [people.Ben]: {} })
  await importFile(app, 'people.csv', 'email,first_name,last_name\nzoe@example.com,Zoe,Last\n')
  await caller.drain()
  expect(typesOf(received)).toEqual([
    'assignment.received',
    'assignment.opened',
    'assignment.completed',
    'assignment.withdrawn',
    'segment.changed',
    'import.committed',
  ])
  for (const call of received) expect(verify(secret, call)).toMatchObject({ data: {} })
  const [first, , third, fourth, fifth] = received.map(({ body }) => JSON.parse(body).data)
  expect(first).toEqual({
    assignment: { id, title: 'Fire drill' },
    people: [
      { id: people.Ada, email: 'ada@example.com', firstName: 'Ada', lastName: expect.any(String) },
      { id: people.Ben, email: 'ben@example.com', firstName: 'Ben', lastName: expect.any(String) },
    ],
    change: expect.any(Number),
  })
  expect(third.people).toMatchObject([{ email: 'ada@example.com' }])
  expect(fourth.people).toMatchObject([{ email: 'ben@example.com' }])
  expect(fifth).toMatchObject({
    segment: { id: sales, name: 'Sales' },
    before: 2,
    after: 1,
    entered: { count: 0, people: [] },
    left: { count: 1, people: [people.Ben] },
  })
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(received.length)
  await caller.drain()
  expect(received).toHaveLength(6)
})

test('a body that was changed on its way, or another secret, does not pass', async () => {
  clock = new Date()
  const { secret, id } = await aWebhook('assignment.received')
  const other = await aWebhook('assignment.received')
  expect(other.secret).not.toBe(secret)
  await (await app.client('admin')).webhooks.test({ params: { id }, query: {} })
  await caller.drain()
  const [call] = received as [Received]
  expect(() => verify(secret, { ...call, body: `${call.body} ` })).toThrow()
  expect(() => verify(other.secret, call)).toThrow()
})

test('only what it asks for is called, and nothing of a change that is only planned or fails', async () => {
  await aWebhook('assignment.received')
  const editor = await app.client('editor')
  const body = { title: 'Planned', audience: { include: [sales], exclude: [] } }
  const { id } = asDone(await editor.assignments.create({ query: {}, body }))
  await editor.assignments.publish({ params: { id }, query: { dryRun: true }, body: {} })
  await refusal(editor.assignments.publish({ params: { id }, query: { expectedVersion: 1 }, body: {} }))
  await caller.drain()
  expect(received).toEqual([])
  await editor.assignments.publish({ params: { id }, query: {}, body: {} })
  await retag(app.context, { [people.Ben]: {} })
  await caller.drain()
  expect(typesOf(received)).toEqual(['assignment.received'])
})

test('for a day after a rotation both secrets pass, then only the new one', async () => {
  clock = new Date()
  const { id, secret } = await aWebhook('assignment.received')
  const admin = await app.client('admin')
  const rotated = await admin.webhooks.rotate({ params: { id }, query: {} })
  expect(rotated.earlierSecretUntil).not.toBeNull()
  await admin.webhooks.test({ params: { id }, query: {} })
  await caller.drain()
  const [both] = received as [Received]
  verify(secret, both)
  verify(rotated.secret, both)
  later(25 * 60)
  await admin.webhooks.test({ params: { id }, query: {} })
  await caller.drain()
  const signatures = received.map(({ headers }) => String(headers['webhook-signature']).split(' ').length)
  expect(signatures).toEqual([2, 1])
})

test('a receiver in trouble is called again, later and later, with the same id; what waits behind it waits too', async () => {
  const { id } = await aWebhook('assignment.received')
  const admin = await app.client('admin')
  answer = { status: 503, body: 'Back in a moment' }
  const first = await admin.webhooks.test({ params: { id }, query: {} })
  await caller.drain()
  later(0.01)
  await admin.webhooks.test({ params: { id }, query: {} })
  const list = await admin.webhooks.calls({ id })
  expect(list.items[1]).toMatchObject({
    id: first.id,
    status: 'queued',
    attempts: 1,
    answer: 503,
    reason: 'It answered 503: Back in a moment',
  })
  const wait = Date.parse(list.items[1]?.sendAt ?? '') - Date.parse(first.createdAt)
  expect(wait).toBeGreaterThanOrEqual(4_000)
  expect(wait).toBeLessThanOrEqual(6_000)
  await caller.drain()
  later(1)
  await caller.drain()
  later(7)
  answer = { status: 200 }
  await caller.drain()
  const ids = received.map(({ headers }) => headers['webhook-id'])
  expect(ids.filter(each => each === first.eventId).length).toBeGreaterThanOrEqual(3)
  const done = await admin.webhooks.calls({ id })
  expect(done.items.map(call => call.status)).toEqual(['sent', 'sent'])
  expect((await admin.webhooks.list()).items[0]?.counts).toEqual({ waiting: 0, failed: 0 })
})

test('an admin replays a call: the same event, the same id, a line of its own in the log', async () => {
  const { id } = await aWebhook('assignment.received')
  await anAssignment(app, [sales])
  await caller.drain()
  const admin = await app.client('admin')
  const [call] = (await admin.webhooks.calls({ id })).items
  await admin.webhooks.replay({ params: { id, callId: call?.id ?? 0 }, query: {} })
  await caller.drain()
  expect(received).toHaveLength(2)
  expect(received[1]?.body).toBe(received[0]?.body)
  expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id'])
  expect((await admin.webhooks.calls({ id })).total).toBe(2)
})

test('redirects are not followed; 410 switches the webhook off', async () => {
  const { id } = await aWebhook('assignment.received')
  const admin = await app.client('admin')
  answer = { status: 307, location: url }
  await admin.webhooks.test({ params: { id }, query: {} })
  await caller.drain()
  expect(received).toHaveLength(1)
  expect((await admin.webhooks.calls({ id })).items[0]?.reason).toBe(
    'It answered 307; redirects are not followed.',
  )
  later(1)
  answer = { status: 410 }
  await caller.drain()
  expect((await admin.webhooks.list()).items[0]?.isOn).toBe(false)
  await anAssignment(app, [sales])
  await caller.drain()
  expect(received).toHaveLength(2)
  const tried = await refusal(admin.webhooks.test({ params: { id }, query: {} }))
  expect(tried.message).toMatch(/^409: This webhook is switched off/)
})

test('an address outside the public internet is not called, by name or number, unless the operator allows it', async () => {
  const { id } = await aWebhook('assignment.received')
  const admin = await app.client('admin')
  await caller.stop()
  const strict = createCaller({
    ...app.context,
    config: { ...app.context.config, privateWebhooks: false },
  })
  await admin.webhooks.test({ params: { id }, query: {} })
  await strict.drain()
  await admin.webhooks.update({
    params: { id },
    query: {},
    body: { url: url.replace('127.0.0.1', 'localhost') },
  })
  later(1)
  await strict.drain()
  await strict.stop()
  expect(received).toEqual([])
  expect((await admin.webhooks.calls({ id })).items[0]?.reason).toMatch(
    /not on the public internet.*MUSTER_WEBHOOKS_PRIVATE=allow.*localhost is/,
  )
  app.context.config.privateWebhooks = false
  const refused = await refusal(aWebhook('assignment.received'))
  expect(refused.message).toMatch(/^422: A webhook’s address begins with https:/)
})

test('a paused workspace calls nobody; what was held is called once it goes on', async () => {
  await aWebhook('assignment.received')
  const admin = await app.client('admin')
  await admin.deliverySettings.pause({ query: {}, body: { paused: true } })
  await anAssignment(app, [sales])
  await caller.drain()
  expect(received).toEqual([])
  await admin.deliverySettings.pause({ query: {}, body: { paused: false } })
  await caller.drain()
  expect(received).toHaveLength(1)
})

test('a call whose server was killed is made again', async () => {
  const { id } = await aWebhook('assignment.received')
  const admin = await app.client('admin')
  await admin.webhooks.test({ params: { id }, query: {} })
  await app.context.db.transaction(tx =>
    tx.sql
      .updateTable('webhook_delivery')
      .set({ status: 'sending', claimed_by: 'elsewhere 17 then', claimed_at: clock.getTime() })
      .execute(),
  )
  await caller.drain()
  expect(received).toEqual([])
  later(6)
  await caller.drain()
  expect(received).toHaveLength(1)
})

test('removing a webhook removes its log; another one never gets its number', async () => {
  const { id } = await aWebhook('assignment.received')
  const admin = await app.client('admin')
  await admin.webhooks.test({ params: { id }, query: {} })
  await admin.webhooks.remove({ params: { id }, query: {} })
  expect((await admin.webhooks.list()).items).toEqual([])
  expect((await refusal(admin.webhooks.calls({ id }))).message).toMatch(/^404/)
  expect((await aWebhook('assignment.received')).id).toBe(id + 1)
})
