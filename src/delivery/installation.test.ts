import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment, messages } from '../../test/assignments.ts'
import { type MailCatcher, startMailCatcher } from '../../test/mailCatcher.ts'
import { somePeople } from '../../test/somePeople.ts'
import { openSqlite } from '../db/sqlite.ts'
import { backUpSqlite } from '../db/sqliteFile.ts'
import { recogniseInstallation, renewStamp } from './installation.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createMailer } from './sendMail.ts'

let app: TestApp
let catcher: MailCatcher
let outbox: Outbox
let people: Record<'Ada' | 'Ben', number>
let folder: string

beforeEach(async () => {
  app = await startApp()
  catcher = await startMailCatcher()
  app.context.engine.sendingIsSetUp = true
  outbox = createOutbox(app.context, createMailer(catcher.url))
  people = await somePeople(app.context, { Ada: { Department: 'Sales' }, Ben: { Department: 'Sales' } })
  folder = mkdtempSync(join(tmpdir(), 'muster-copy-'))
})
afterEach(async () => {
  await outbox.stop()
  await catcher.close()
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const startAgain = (dataFolder = app.context.config.dataFolder) =>
  recogniseInstallation({ db: app.context.db, config: { dataFolder } }, Date.now())

async function publish() {
  const sales = await aSegment(app, 'Sales', 'Department is Sales')
  await anAssignment(app, [sales])
}

test('a server that starts again on its own data sends on', async () => {
  expect(await startAgain()).toBeNull()
  await renewStamp(app.context, Date.now())
  expect(await startAgain()).toBeNull()
  await publish()
  await outbox.drain()
  expect(catcher.mails).toHaveLength(2)
})

test('a folder that was moved on its disk is still the same; one that was copied is not', async () => {
  const { dataFolder } = app.context.config
  const moved = join(folder, 'moved')
  cpSync(dataFolder, moved, { recursive: true })
  expect(await startAgain(moved)).toBe('copied')
  const elsewhere = join(folder, 'elsewhere')
  renameSync(moved, elsewhere)
  // Confirmed meanwhile or not: it has a name of its own now.
  expect(await startAgain(elsewhere)).toBeNull()
  expect(await startAgain()).toBeNull()
})

test('a data folder without its file, or with one that cannot be read, is a new one', async () => {
  const { dataFolder } = app.context.config
  writeFileSync(join(dataFolder, 'installation'), '{"id":')
  expect(await startAgain()).toBe('newFolder')
  rmSync(join(dataFolder, 'installation'))
  expect(await startAgain()).toBe('newFolder')
})

test('a database as it was before the last mailing is a restored one: it sends nothing until an admin confirms', async () => {
  const { db } = app.context
  const before = await db.read.selectFrom('installation').selectAll().executeTakeFirstOrThrow()
  await publish()
  await outbox.drain()
  expect(catcher.mails).toHaveLength(2)
  // What a restored backup holds: the messages as they waited, and the stamp of then.
  await db.transaction(async tx => {
    await tx.sql.updateTable('message').set({ status: 'queued', sent_at: null }).execute()
    await tx.sql.updateTable('installation').set({ stamp: before.stamp }).execute()
  })
  expect(await startAgain()).toBe('restored')
  await outbox.drain()
  expect(catcher.mails).toHaveLength(2)
  expect(await messages(app.context)).toEqual([`${people.Ada} assigned held`, `${people.Ben} assigned held`])
  const admin = await app.client('admin')
  const list = await admin.delivery.list({})
  expect(list.items[0]?.reason).toBe('Nobody has confirmed yet that this copy of the data is to send.')
  expect(await admin.deliverySettings.settings()).toMatchObject({
    unconfirmed: { why: 'restored', waiting: 2 },
  })
  // Starting once more does not make it sure.
  expect(await startAgain()).toBeNull()
  await outbox.drain()
  expect(catcher.mails).toHaveLength(2)

  const editor = await app.client('editor')
  const tried = await refusal(editor.deliverySettings.confirm({ query: {}, body: { waiting: 'send' } }))
  expect(tried.message).toMatch(/^403/)
  await admin.deliverySettings.confirm({ query: {}, body: { waiting: 'cancel' } })
  await outbox.drain()
  expect(catcher.mails).toHaveLength(2)
  expect(await messages(app.context)).toEqual([
    `${people.Ada} assigned cancelled`,
    `${people.Ben} assigned cancelled`,
  ])
  expect(
    (await refusal(admin.deliverySettings.confirm({ query: {}, body: { waiting: 'send' } }))).message,
  ).toBe('409: There is nothing to confirm: this data sends already.')
  await anAssignment(app, [1], { title: 'Another' })
  await outbox.drain()
  expect(catcher.mails.map(mail => mail.subject).slice(2)).toEqual(['Another', 'Another'])
})

test('a backup is a copy from the moment it is made, though nothing was sent since', async ({ skip }) => {
  if (app.context.db.dialect === 'postgres') skip('pg_dump makes those')
  const { dataFolder } = app.context.config
  const copy = join(folder, 'muster.db')
  await backUpSqlite(join(dataFolder, 'muster.db'), copy)
  const db = openSqlite(copy)
  try {
    expect(await recogniseInstallation({ db, config: { dataFolder } }, Date.now())).toBe('restored')
  } finally {
    await db.close()
  }
})

test('a crash in the middle of renewing the stamp raises no false alarm', async () => {
  const { db } = app.context
  const failing = {
    ...db,
    transaction: <Result>(work: Parameters<typeof db.transaction<Result>>[0]) =>
      db.transaction(async tx => {
        await work(tx)
        throw new Error('The power went.')
      }),
  }
  await expect(renewStamp({ ...app.context, db: failing }, Date.now())).rejects.toThrow('The power went.')
  expect(await startAgain()).toBeNull()
})
