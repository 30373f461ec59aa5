import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { tester } from '../../test/assignments.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { upload } from '../../test/upload.ts'
import { createEngine } from '../changes/engine.ts'
import { openDatabase } from '../db/open.ts'
import { cancelled } from './cancelImport.ts'
import { commitImport, type ImportJobs } from './importJobs.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
})
afterEach(async () => await closeInOrder(app))

const fileOf = (people: number) =>
  [
    'email,first_name,last_name,Team',
    ...Array.from({ length: people }, (_, n) => `p${n}@example.com,P${n},Q,T${n % 7}`),
  ].join('\n')

const peopleHere = async () => (await client.people.list({ limit: 1 })).total
const cancel = (id: number) => client.imports.cancel({ params: { id }, query: {}, body: {} })

/** As a client that shows how far it is: the answer does not wait for the plan. */
async function uploadAsync(content: string, signal?: AbortSignal): Promise<{ id: number; status: string }> {
  const form = new FormData()
  form.set('file', new Blob([content]), 'people.csv')
  const response = await app.fetch(
    '/api/v1/imports',
    { method: 'POST', body: form, headers: { prefer: 'respond-async, wait=0' }, signal },
    'editor',
  )
  return (await response.json()) as { id: number; status: string }
}

test('an import that waits is cancelled: it stays in the history with who did it, and nothing of it can happen any more', async () => {
  const { import: planned } = await upload(app, { name: 'people.csv', content: fileOf(3) })
  const { id } = planned
  const dry = await client.imports.cancel({ params: { id }, query: { dryRun: true }, body: {} })
  expect(dry).toMatchObject({ segments: [] })
  expect((await client.imports.get({ id })).status).toBe('ready')
  const now = await cancel(id)
  expect(now).toMatchObject({ status: 'cancelled', plan: null, changeId: null, endedBy: 'editor' })
  expect(now).toEqual(await client.imports.get({ id }))
  expect(await cancel(id)).toEqual(now)
  const said = 'This import was cancelled. Nothing was changed.'
  const commit = client.imports.commit({ params: { id }, query: {}, body: {} })
  expect((await refusal(commit)).problem).toMatchObject({ status: 409, detail: said })
  const choose = client.imports.update({ params: { id }, body: { options: { mode: 'create' } } })
  expect((await refusal(choose)).problem.status).toBe(409)
  expect(await peopleHere()).toBe(0)
})

test('once it is committed it is too late, and the change is named that undoes it', async () => {
  const { import: planned } = await upload(app, { name: 'people.csv', content: fileOf(3) })
  const { id } = planned
  const { changeId } = asDone(await client.imports.commit({ params: { id }, query: {}, body: {} }))
  expect((await refusal(cancel(id))).problem).toMatchObject({
    status: 409,
    detail: `It is too late to cancel: this import is committed, as change ${changeId}. Undoing that change takes it back.`,
  })
  await client.changes.undo({ params: { id: changeId }, query: {}, body: {} })
  expect((await refusal(cancel(id))).problem.detail).toContain('has been undone since')
})

test('while its file is being read, an import is cancelled in the middle', async () => {
  const { id, status } = await uploadAsync(fileOf(60_000))
  expect(status).toBe('reading')
  expect(await cancel(id)).toMatchObject({ status: 'cancelled', plan: null })
  const seen = await client.imports.get({ id })
  expect(seen).toMatchObject({ status: 'cancelled', plan: null })
  expect(await peopleHere()).toBe(0)
})

test('whoever hangs up while the file is read leaves no import behind that waits', async () => {
  const hangUp = new AbortController()
  const form = new FormData()
  form.set('file', new Blob([fileOf(60_000)]), 'people.csv')
  const sent = app.fetch('/api/v1/imports', { method: 'POST', body: form, signal: hangUp.signal }, 'editor')
  const statuses = async () => (await client.imports.list({})).items.map(each => each.status)
  await expect.poll(statuses, { timeout: 20_000 }).toEqual(['reading'])
  hangUp.abort()
  await expect(sent).rejects.toThrow()
  await expect.poll(statuses, { timeout: 20_000 }).toEqual(['cancelled'])
})

test('cancelled while it is being written, all of it is there or nothing, as the answers say', async () => {
  const PEOPLE = 20_000
  const { id } = await uploadAsync(fileOf(PEOPLE))
  await expect.poll(async () => (await client.imports.get({ id })).status, { timeout: 30_000 }).toBe('ready')
  const commit = client.imports
    .commit({ params: { id }, query: {}, body: {} })
    .catch((error: unknown) => error)
  await expect.poll(async () => (await client.imports.get({ id })).status, { interval: 1 }).not.toBe('ready')
  const isCancelled = await cancel(id).then(
    () => true,
    () => false,
  )
  expect((await client.imports.get({ id })).status).toBe(isCancelled ? 'cancelled' : 'done')
  expect(await peopleHere()).toBe(isCancelled ? 0 : PEOPLE)
  const answer = await commit
  expect(answer instanceof Error).toBe(isCancelled)
})

test('stopped at whatever moment of a commit, nothing of it is there; left alone, everything is', async () => {
  const PEOPLE = 9_000
  const { import: planned } = await upload(app, { name: 'people.csv', content: fileOf(PEOPLE) })
  const db = openDatabase(app.context.config)
  const { id: importId } = planned
  const rows = async () => {
    const counts = ['person', 'tag', 'change', 'change_person', 'import_row'] as const
    const all = counts.map(table => db.read.selectFrom(table).select('workspace_id').execute())
    return (await Promise.all(all)).map(found => found.length)
  }
  try {
    let moments = 0
    for (let stopAt = 1, isDone = false; !isDone; stopAt++) {
      let passed = 0
      const checkpoint = () => {
        if (++passed === stopAt) throw cancelled()
      }
      const jobs: ImportJobs = {
        engine: createEngine(db),
        progress: checkpoint,
        checkpoint,
        opened: null,
        kept: null,
        maxBytes: 1e9,
      }
      const work = commitImport(jobs, {
        workspaceId: 1,
        actor: tester(1),
        importId,
        now: Date.now(),
        query: {},
        idempotencyKey: null,
      })
      isDone = await work.then(
        () => true,
        () => false,
      )
      if (isDone) moments = stopAt - 1
      else expect(await rows()).toEqual([0, 0, 0, 0, 0])
    }
    // While the rows are gone through, while they are written, and right before the end.
    expect(moments).toBeGreaterThan(5)
    expect((await rows())[0]).toBe(PEOPLE)
    expect((await client.imports.get({ id: importId })).status).toBe('done')
  } finally {
    await db.close()
  }
})
