import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, messages, retag } from '../../test/assignments.ts'
import { createClient } from '../../test/client.ts'
import { type MailCatcher, startMailCatcher } from '../../test/mailCatcher.ts'
import { somePeople } from '../../test/somePeople.ts'
import type { MessageTable } from '../db/deliveryTables.ts'
import { openPostgres } from '../db/postgres.ts'
import { openSqlite } from '../db/sqlite.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createMailer } from './sendMail.ts'
import { startDelivery } from './startDelivery.ts'

let app: TestApp
let catcher: MailCatcher
let outbox: Outbox
let people: Record<'Ada' | 'Ben', number>
let sales: number
let clock: Date

beforeEach(async () => {
  clock = new Date('2026-03-02T12:00:00Z')
  app = await startApp({ now: () => clock })
  catcher = await startMailCatcher()
  // The app itself sends nothing: each test says when, through an outbox of its own.
  app.context.engine.sendingIsSetUp = true
  outbox = createOutbox(app.context, createMailer(catcher.url))
  people = await somePeople(app.context, {
    Ada: { Department: 'Sales' },
    Ben: { Department: 'Sales' },
  })
  sales = await aSegment(app, 'Sales', 'Department is Sales')
})
afterEach(async () => {
  await outbox.stop()
  await catcher.close()
  await app.close()
})

async function setMessages(values: Partial<MessageTable>) {
  await app.context.db.transaction(tx =>
    tx.sql.updateTable('message').set(values).where('workspace_id', '=', 1).execute(),
  )
}
const ofBen = async () => {
  const { items } = await (await app.client('viewer')).delivery.list({})
  return items.find(item => item.person.id === people.Ben)
}
const later = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000)
}

describe('a message', () => {
  test('arrives as a mail whose link opens the recipient’s page', async () => {
    await anAssignment(app, [sales], {
      title: 'Fire drill 火災\u2028訓練',
      instructions: 'Read **this**.',
      due: { on: '2026-03-05' },
    })
    await outbox.drain()
    expect(catcher.mails.map(mail => mail.envelopeTo).sort()).toEqual([
      ['ada@example.com'],
      ['ben@example.com'],
    ])
    const mail = catcher.mails.find(each => each.envelopeTo.includes('ada@example.com'))
    expect(mail?.subject).toBe('Fire drill 火災 訓練')
    expect(mail?.from?.text).toBe('"Acme" <muster@example.com>')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.messageId).toMatch(/^<muster\.1\.\d+@127\.0\.0\.1>$/)
    expect(mail?.text).toContain('Hello Ada,')
    expect(mail?.text).toContain('Due on Thursday 5 March 2026 (in 3 days).')
    expect(mail?.html).toContain('<strong>this</strong>')
    const token = /\/r\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
    const page = await createClient(app.url, null).assignments.received({ token })
    expect(page).toMatchObject({ person: { firstName: 'Ada' }, assignments: [{ status: 'assigned' }] })
    expect(await messages(app.context)).toEqual([
      `${people.Ada} assigned sent`,
      `${people.Ben} assigned sent`,
    ])
    expect((await ofBen())?.sentAt).toBe(clock.toISOString())
    await outbox.drain()
    expect(catcher.mails).toHaveLength(2)
  })

  test('goes to the address a person has by then', async () => {
    await anAssignment(app, [sales])
    await app.context.db.transaction(tx =>
      tx.sql
        .updateTable('person')
        .set({ email: 'benjamin@example.com' })
        .where('id', '=', people.Ben)
        .execute(),
    )
    await outbox.drain()
    expect(catcher.mails.map(mail => mail.envelopeTo[0]).sort()).toEqual([
      'ada@example.com',
      'benjamin@example.com',
    ])
    expect((await ofBen())?.to).toBe('benjamin@example.com')
  })

  test('that the server refuses for good has bounced, with the server’s words; an editor can retry it', async () => {
    catcher.answer = to =>
      to.startsWith('ben') ? { at: 'recipient', code: 550, words: '5.1.1 No such mailbox here' } : undefined
    await anAssignment(app, [sales])
    await outbox.drain()
    const failed = await ofBen()
    expect(failed).toMatchObject({ status: 'bounced', attempts: 1 })
    expect(failed?.reason).toContain('5.1.1 No such mailbox here')
    expect((await messages(app.context))[0]).toBe(`${people.Ada} assigned sent`)
    catcher.answer = () => undefined
    const editor = await app.client('editor')
    const retried = await editor.delivery.retry({ params: { id: failed?.id ?? 0 }, body: {} })
    expect(retried).toMatchObject({ status: 'queued', attempts: 0, reason: null })
    await outbox.drain()
    expect(await ofBen()).toMatchObject({ status: 'sent' })
    expect(catcher.mails).toHaveLength(2)
    const again = await refusal(editor.delivery.retry({ params: { id: failed?.id ?? 0 }, body: {} }))
    expect(again.message).toBe('409: This message has been sent. Nobody gets it twice.')
  })

  test('that the server cannot take at the moment is tried again later, and sent once', async () => {
    catcher.answer = to =>
      to.startsWith('ben') ? { at: 'content', code: 451, words: 'Greylisted, come back' } : undefined
    await anAssignment(app, [sales])
    await outbox.drain()
    expect(await ofBen()).toMatchObject({
      status: 'queued',
      attempts: 1,
      reason: expect.stringContaining('Greylisted'),
    })
    await outbox.drain()
    expect(catcher.mails).toHaveLength(1)
    later(1)
    catcher.answer = () => undefined
    await outbox.drain()
    expect(catcher.mails).toHaveLength(2)
    expect(await ofBen()).toMatchObject({ status: 'sent', attempts: 2, reason: null })
  })

  test('waits when the server cannot be reached, and the queue is not run through in vain', async () => {
    const more = Array.from({ length: 40 }, (_, index) => [`P${index}`, { Department: 'Sales' }])
    await somePeople(app.context, Object.fromEntries(more))
    await catcher.close()
    await anAssignment(app, [sales])
    await outbox.drain()
    const { items, counts } = await (await app.client('viewer')).delivery.list({ limit: 500 })
    expect(counts).toMatchObject({ queued: 42, failed: 0, sending: 0 })
    expect(items.filter(item => item.attempts === 1)).toHaveLength(20)
    expect(items.find(item => item.attempts === 1)?.reason).toMatch(/ECONNREFUSED/)
  })

  test('whose answer was lost is unknown: shown, and not sent again by itself', async () => {
    catcher.answer = to => (to.startsWith('ben') ? { at: 'drop' } : undefined)
    await anAssignment(app, [sales], { audience: { include: [sales], exclude: [] } })
    await setMessages({ status: 'cancelled' })
    await app.context.db.transaction(tx =>
      tx.sql.updateTable('message').set({ status: 'queued' }).where('person_id', '=', people.Ben).execute(),
    )
    await outbox.drain()
    expect(await ofBen()).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('it may have arrived'),
    })
    later(600)
    await outbox.drain()
    expect(catcher.mails).toHaveLength(1)
  })

  test('of a process that is gone is unknown; one that another host may be sending is left until its lease ends', async () => {
    await anAssignment(app, [sales])
    const claimed_at = clock.getTime()
    // Process 2^22 is above Linux's largest number, so nobody has it.
    const { hostname } = await import('node:os')
    await setMessages({ status: 'sending', claimed_by: `${hostname()} 4194305 then`, claimed_at })
    await outbox.drain()
    expect(await messages(app.context)).toEqual([
      `${people.Ada} assigned unknown`,
      `${people.Ben} assigned unknown`,
    ])
    expect((await ofBen())?.reason).toMatch(/The server stopped while/)
    await setMessages({ status: 'sending', claimed_by: 'elsewhere 17 then', claimed_at })
    later(14)
    await outbox.drain()
    expect(await ofBen()).toMatchObject({ status: 'sending' })
    later(1)
    await outbox.drain()
    expect(await ofBen()).toMatchObject({ status: 'unknown' })
    expect(catcher.mails).toEqual([])
    const editor = await app.client('editor')
    await editor.delivery.retry({ params: { id: (await ofBen())?.id ?? 0 }, body: {} })
    await outbox.drain()
    expect(catcher.mails).toHaveLength(1)
  })

  test('that has lost its reason is cancelled when its turn comes, and says why', async () => {
    const id = await anAssignment(app, [sales])
    await retag(app.context, { [people.Ben]: null })
    await outbox.drain()
    expect(await ofBen()).toMatchObject({ status: 'cancelled', reason: 'The person is no longer active.' })
    expect(catcher.mails).toHaveLength(1)
    await retag(app.context, { [people.Ben]: { Department: 'Sales' } })
    const editor = await app.client('editor')
    asDone(await editor.assignments.close({ params: { id }, query: {}, body: {} }))
    await setMessages({ status: 'queued' })
    await outbox.drain()
    expect(await ofBen()).toMatchObject({
      status: 'cancelled',
      reason: 'The assignment was closed before this message was sent.',
    })
    expect(catcher.mails).toHaveLength(1)
  })
})

describe('without a mail server', () => {
  test('messages are held and say so; they go out when there is one', async () => {
    app.context.engine.sendingIsSetUp = false
    await anAssignment(app, [sales])
    const editor = await app.client('editor')
    const list = await editor.delivery.list({ status: 'held' })
    expect(list).toMatchObject({
      total: 2,
      sending: 'notSetUp',
      counts: { held: 2, queued: 0, sent: 0 },
      items: [{ reason: expect.stringContaining('MUSTER_SMTP_URL') }, {}],
    })
    const id = list.items[0]?.id ?? 0
    expect((await refusal(editor.delivery.retry({ params: { id }, body: {} }))).message).toMatch(
      /^409: Sending is not set up/,
    )
    app.context.engine.sendingIsSetUp = true
    await outbox.drain()
    expect(catcher.mails).toHaveLength(2)
    expect(await editor.delivery.list({})).toMatchObject({ sending: 'on', counts: { held: 0, sent: 2 } })
  })
})

test('a server that is started without its mail server shows what waits as held', async () => {
  await anAssignment(app, [sales])
  const delivery = startDelivery(app.context)
  await delivery.stop()
  expect(await ofBen()).toMatchObject({ status: 'held', reason: expect.stringContaining('MUSTER_SMTP_URL') })
})

test('a commit wakes the sender at once', async () => {
  await outbox.stop()
  const { config } = app.context
  const delivery = startDelivery({ ...app.context, config: { ...config, smtpUrl: catcher.url } })
  try {
    await anAssignment(app, [sales])
    await vi.waitFor(() => expect(catcher.mails).toHaveLength(2), { timeout: 2_500 })
  } finally {
    await delivery.stop()
  }
})

test('the list is newest first, by assignment and status, in pages', async () => {
  const first = await anAssignment(app, [sales], { title: 'One' })
  await anAssignment(app, [sales], { title: 'Two' })
  const viewer = await app.client('viewer')
  const page = await viewer.delivery.list({ limit: 3 })
  expect(page.items.map(item => item.assignment.title)).toEqual(['Two', 'Two', 'One'])
  const rest = await viewer.delivery.list({ limit: 3, cursor: page.nextCursor ?? '' })
  expect(rest.items).toHaveLength(1)
  expect(rest.nextCursor).toBeNull()
  expect((await viewer.delivery.list({ assignment: first })).total).toBe(2)
  expect((await viewer.delivery.list({ assignment: first, status: 'sent' })).total).toBe(0)
})

test('two servers send to a thousand people without a second mail to anyone', async () => {
  const names = Array.from({ length: 1_000 }, (_, index) => [`N${index}`, { Department: 'Many' }])
  await somePeople(app.context, Object.fromEntries(names))
  const many = await aSegment(app, 'Many', 'Department is Many')
  const { dataFolder, databaseUrl } = app.context.config
  const db = databaseUrl ? openPostgres(databaseUrl) : openSqlite(join(dataFolder, 'muster.db'))
  const other = createOutbox({ ...app.context, db }, createMailer(catcher.url))
  try {
    app.context.engine.sendingIsSetUp = true
    const editor = await app.client('editor')
    const { id } = asDone(
      await editor.assignments.create({
        query: {},
        body: { title: 'All', audience: { include: [many], exclude: [] } },
      }),
    )
    const held = await refusal(editor.assignments.publish({ params: { id }, query: {}, body: {} })).catch(
      () => null,
    )
    if (held) {
      const { confirm } = held.problem.plan.brake
      await editor.assignments.publish({ params: { id }, query: { confirm }, body: {} })
    }
    await Promise.all([outbox.drain(), other.drain()])
    expect(new Set(catcher.mails.map(mail => mail.envelopeTo[0])).size).toBe(1_000)
    expect(catcher.mails).toHaveLength(1_000)
    expect((await editor.delivery.list({})).counts).toMatchObject({ sent: 1_000, queued: 0, sending: 0 })
  } finally {
    await other.stop()
    await db.close()
  }
}, 180_000)
