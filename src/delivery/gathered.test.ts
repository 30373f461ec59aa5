import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, messages } from '../../test/assignments.ts'
import { type MailCatcher, startMailCatcher } from '../../test/mailCatcher.ts'
import { somePeople } from '../../test/somePeople.ts'
import { check } from '../changes/check.ts'
import { escalateOverdue } from './escalateOverdue.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createMailer } from './sendMail.ts'
import type { DeliveryFields } from './settingsContract.ts'

let app: TestApp
let catcher: MailCatcher
let outbox: Outbox
let sales: number
let clock: Date

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  app = await startApp({ now: () => clock, byTheClock: false })
  catcher = await startMailCatcher()
  app.context.engine.sendingIsSetUp = true
  outbox = createOutbox(app.context, createMailer(catcher.url))
  await somePeople(app.context, {
    Ada: { Department: 'Sales', Language: 'Deutsch', Manager: 'Grace@example.com' },
    Ben: { Department: 'Sales', Language: 'Klingon', Manager: 'grace@example.com' },
    Cleo: { Department: 'Sales', Manager: 'nobody I know' },
    Grace: { Language: 'fr' },
  })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterEach(async () => {
  await outbox.stop()
  await catcher.close()
  expect(await check(app.context.db, 1, app.context.engine.rosters.get(1))).toEqual([])
  await app.close()
})

async function set(body: DeliveryFields) {
  return await (await app.client('admin')).deliverySettings.updateSettings({ query: {}, body })
}
async function at(moment: string) {
  clock = new Date(moment)
  await escalateOverdue(app.context)
  await outbox.drain()
}
const sentTo = () => catcher.mails.map(mail => mail.envelopeTo[0]).sort()

test('mails speak each person’s language, and the usual one to whoever names none that is known', async () => {
  await set({ languageKey: 'language', language: 'es', colour: '#ffd500' })
  await anAssignment(app, [sales], { due: { on: '2026-03-05' } })
  await outbox.drain()
  const of = (name: string) => catcher.mails.find(mail => mail.envelopeTo.includes(`${name}@example.com`))
  expect(of('ada')?.text).toContain('Fällig am Donnerstag, 5. März 2026 (in 3 Tagen).')
  expect(of('ben')?.text).toContain('Vence el jueves, 5 de marzo de 2026')
  expect(of('cleo')?.html).toContain('background:#ffd500')
})

test('a logo comes along with the mail', async () => {
  const gif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
  await set({ logo: `data:image/gif;base64,${gif}` })
  await anAssignment(app, [sales])
  await outbox.drain()
  const [mail] = catcher.mails
  expect(
    mail?.attachments.map(({ contentType, content }) => [contentType, content.toString('base64')]),
  ).toEqual([['image/gif', gif]])
  expect((await set({ logo: null })).logo).toBeNull()
})

test('in quiet hours messages wait and say until when; less quiet hours count for what waits already', async () => {
  await set({ quietHours: { from: '11:00', to: '15:00' } })
  await anAssignment(app, [sales])
  await outbox.drain()
  expect(catcher.mails).toEqual([])
  const viewer = await app.client('viewer')
  expect((await viewer.delivery.list({})).items[0]).toMatchObject({
    status: 'queued',
    reason: 'Waits for the end of the quiet hours.',
    sendAt: '2026-03-02T15:00:00.000Z',
  })
  await set({ quietHours: { from: '11:00', to: '12:30' } })
  await at('2026-03-02T12:29:59Z')
  expect(catcher.mails).toEqual([])
  await at('2026-03-02T12:30:00Z')
  expect(catcher.mails).toHaveLength(3)
})

test('a digest gathers a person’s messages into one mail; each message shows that it was sent', async () => {
  await set({ digest: { every: 'day', at: '09:30', weekday: 1 } })
  await anAssignment(app, [sales], { title: 'First', due: { on: '2026-03-09' } })
  await anAssignment(app, [sales], { title: 'Second' })
  await outbox.drain()
  await at('2026-03-03T09:29:59Z')
  expect(catcher.mails).toEqual([])
  await at('2026-03-03T09:30:00Z')
  expect(sentTo()).toEqual(['ada@example.com', 'ben@example.com', 'cleo@example.com'])
  expect(catcher.mails[0]?.subject).toBe('From Acme: what waits for you')
  expect(catcher.mails[0]?.text).toMatch(/First\nDue on Monday 9 March 2026 \(in 6 days\)\.\n\nSecond\n/)
  expect((await messages(app.context)).filter(each => each.endsWith('sent'))).toHaveLength(6)
  const editor = await app.client('editor')
  const bounced = await editor.delivery.bounce({
    query: {},
    body: { messageId: catcher.mails[0]?.messageId ?? '' },
  })
  expect(bounced).toEqual({ messages: 2 })
})

test('a digest of one message is the mail it would have been anyway', async () => {
  await set({ digest: { every: 'day', at: '09:30', weekday: 1 } })
  await anAssignment(app, [sales], { title: 'Alone' })
  await outbox.drain()
  await at('2026-03-03T09:30:00Z')
  expect(catcher.mails.map(mail => mail.subject)).toEqual(['Alone', 'Alone', 'Alone'])
})

test('managers hear once, in one mail in their language, of what their people should have completed', async () => {
  await set({ escalation: { afterDays: 3, managerKey: 'Manager' }, languageKey: 'Language' })
  const id = await anAssignment(app, [sales], { title: 'Fire drill', due: { on: '2026-03-05' } })
  await outbox.drain()
  catcher.mails.length = 0
  await at('2026-03-08T08:59:59Z')
  expect(catcher.mails).toEqual([])
  await at('2026-03-08T09:00:00Z')
  expect(sentTo()).toEqual(['grace@example.com'])
  const [mail] = catcher.mails
  expect(mail?.subject).toBe('De Acme : des retards dans votre équipe')
  expect(mail?.text).toMatch(/^Bonjour Grace,/)
  expect(mail?.text).toContain('- Ada Meyer\n- Ben Meyer\n')
  expect(mail?.text).not.toContain('/r/')
  await at('2026-03-09T09:00:00Z')
  expect(catcher.mails).toHaveLength(1)
  const viewer = await app.client('viewer')
  const list = await viewer.delivery.list({ assignment: id })
  expect(list.items.filter(item => item.kind === 'escalation')).toMatchObject([
    { to: 'grace@example.com', status: 'sent', person: { name: 'Ben Meyer' } },
    { to: 'grace@example.com', status: 'sent', person: { name: 'Ada Meyer' } },
  ])
})

test('a server that was down makes up for escalation; what was completed meanwhile is not told', async () => {
  await set({ escalation: { afterDays: 3, managerKey: 'Manager' } })
  const id = await anAssignment(app, [sales], { title: 'Fire drill', due: { on: '2026-03-05' } })
  await outbox.drain()
  catcher.mails.length = 0
  const editor = await app.client('editor')
  await editor.assignments.updateRecipient({
    params: { id, personId: 1 },
    query: {},
    body: { status: 'completed' },
  })
  await at('2026-03-14T09:00:00Z')
  expect(catcher.mails.map(mail => mail.text?.match(/^- .*$/gm))).toEqual([['- Ben Meyer']])
  await set({ escalation: { afterDays: 1, managerKey: 'Manager' } })
  await at('2026-03-15T09:00:00Z')
  expect(catcher.mails).toHaveLength(1)
})

test('settings that cannot be are refused by field, in words', async () => {
  const problem = async (body: DeliveryFields) => (await refusal(set(body))).problem.errors
  expect(await problem({ languageKey: 'Tongue' })).toEqual([
    { path: 'languageKey', message: 'There is no tag key “Tongue”.' },
  ])
  expect(await problem({ quietHours: { from: '08:00', to: '08:00' } })).toEqual([
    { path: 'quietHours', message: 'Quiet hours begin and end at different times.' },
  ])
  expect(await problem({ texts: { de: { button: '{title} öffnen' } } })).toEqual([
    { path: 'texts.de.button', message: '{title} is nothing that can be filled in here.' },
  ])
})
