import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import { type MailCatcher, startMailCatcher } from '../../test/mailCatcher.ts'
import { somePeople } from '../../test/somePeople.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createMailer } from './sendMail.ts'

let app: TestApp
let catcher: MailCatcher
let outbox: Outbox
let sales: number
let clock: Date

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  app = await startApp({ now: () => clock })
  catcher = await startMailCatcher()
  app.context.engine.sendingIsSetUp = true
  outbox = createOutbox(app.context, createMailer(catcher.url))
  await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterEach(async () => {
  await outbox.stop()
  await catcher.close()
  await app.close()
})

test('one switch pauses all sending of a workspace: what waits is held, and goes out once it is switched on again', async () => {
  const admin = await app.client('admin')
  await anAssignment(app, [sales], { title: 'Before' })
  expect(await admin.deliverySettings.pause({ query: {}, body: { paused: true } })).toMatchObject({
    paused: { at: clock.toISOString(), by: 'admin' },
  })
  expect((await admin.delivery.list({})).counts).toMatchObject({ held: 2, queued: 0 })
  await anAssignment(app, [sales], { title: 'Meanwhile' })
  await outbox.drain()
  clock = new Date(clock.getTime() + 120_000)
  await outbox.drain()
  const { counts, items, sending } = await admin.delivery.list({})
  expect(counts).toMatchObject({ held: 4, queued: 0, sent: 0 })
  expect(sending).toBe('paused')
  expect(new Set(items.map(item => item.reason))).toEqual(new Set(['Sending is paused in this workspace.']))
  expect(catcher.mails).toEqual([])
  const editor = await app.client('editor')
  const id = items[0]?.id ?? 0
  expect((await refusal(editor.delivery.retry({ params: { id }, body: {} }))).message).toMatch(
    /^409: Sending is paused/,
  )
  await admin.deliverySettings.pause({ query: {}, body: { paused: false } })
  await outbox.drain()
  expect(catcher.mails).toHaveLength(4)
})

test('pausing one workspace leaves the others alone', async () => {
  const other = await app.anotherWorkspace()
  await other.client.deliverySettings.pause({ query: {}, body: { paused: true } })
  await anAssignment(app, [sales])
  await outbox.drain()
  expect(catcher.mails).toHaveLength(2)
})

test('a mail that comes back later is reported by its Message-ID', async () => {
  await anAssignment(app, [sales])
  await outbox.drain()
  const editor = await app.client('editor')
  const messageId = catcher.mails[0]?.messageId ?? ''
  const report = { messageId, reason: '5.2.2 Mailbox full' }
  expect(await editor.delivery.bounce({ query: {}, body: report })).toEqual({ messages: 1 })
  const { items } = await editor.delivery.list({ status: 'bounced' })
  expect(items).toMatchObject([{ to: catcher.mails[0]?.envelopeTo[0], reason: '5.2.2 Mailbox full' }])
  const again = await refusal(editor.delivery.bounce({ query: {}, body: report }))
  expect(again.message).toBe('409: That mail has not been sent, so it cannot have come back.')
  const foreign = { messageId: '<muster.2.1@127.0.0.1>' }
  expect((await refusal(editor.delivery.bounce({ query: {}, body: foreign }))).message).toMatch(/^404/)
})
