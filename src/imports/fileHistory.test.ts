import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { importFile, upload } from '../../test/upload.ts'
import { deleteOldFiles } from './deleteOldFiles.ts'

const DAY = 86_400_000
const START = Date.parse('2026-03-02T09:00:00Z')

let app: TestApp
let client: Client
let now: number

beforeEach(async () => {
  now = START
  app = await startApp({ now: () => new Date(now) })
  client = await app.client('editor')
})
afterEach(async () => await closeInOrder(app))

const file =
  'email;first_name;last_name;Team\r\nzoë@example.com;Zoë;Z;Red\r\nnobody;N;N;Blue\r\na@example.com;A;A;Red\r\n'
const download = (id: number, role: 'viewer' | 'editor' = 'editor') =>
  app.fetch(`/api/v1/imports/${id}/file`, {}, role)

test('the file of an import is downloaded byte by byte as it came, by whoever may import', async () => {
  const bytes = Buffer.from(file.repeat(40_000).slice(0, 2_500_000), 'latin1')
  const { import: planned } = await upload(app, { name: 'Zoë’s list.csv', content: bytes })
  const response = await download(planned.id)
  expect(response.headers.get('content-disposition')).toContain(
    "filename*=UTF-8''Zo%C3%AB%E2%80%99s%20list.csv",
  )
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  expect((await download(planned.id, 'viewer')).status).toBe(403)
})

test('an import says who confirmed it when, how long it took, and until when its file is kept', async () => {
  const { import: planned } = await upload(app, { name: 'people.csv', content: file })
  expect(planned).toMatchObject({
    endedAt: null,
    endedBy: null,
    tookMs: null,
    file: { bytes: Buffer.byteLength(file), keptUntil: null, deletedAt: null },
  })
  now += 60_000
  const admin = await app.client('admin')
  await admin.imports.commit({ params: { id: planned.id }, query: {}, body: {} })
  const ended = {
    createdBy: 'editor',
    endedAt: '2026-03-02T09:01:00.000Z',
    endedBy: 'admin',
    tookMs: expect.any(Number),
    file: { bytes: Buffer.byteLength(file), keptUntil: '2026-05-31T09:01:00.000Z', deletedAt: null },
  }
  expect(await client.imports.get({ id: planned.id })).toMatchObject(ended)
  expect((await client.imports.list({})).items[0]).toMatchObject(ended)
})

test('after as many days as the settings say the file is deleted, with what was shown of it; the rest of the history stays', async () => {
  const admin = await app.client('admin')
  const { id, changeId } = asDone(await importFile(app, 'people.csv', file))
  await admin.access.updateSettings({ body: { keepFilesDays: 30 } })
  now += 30 * DAY - 1
  expect(await deleteOldFiles(app.context.db, now)).toBe(0)
  expect((await download(id)).status).toBe(200)
  now += 1
  expect(await deleteOldFiles(app.context.db, now)).toBe(1)
  expect(await deleteOldFiles(app.context.db, now)).toBe(0)
  const gone = await download(id)
  expect(gone.status).toBe(404)
  expect(await gone.json()).toMatchObject({
    detail:
      'The file “people.csv” was deleted on 2026-04-01, as the workspace’s settings say. Its refused rows went with it.',
  })
  expect((await app.fetch(`/api/v1/imports/${id}/rejected.csv`, {}, 'editor')).status).toBe(404)
  expect(await client.imports.get({ id })).toMatchObject({
    status: 'done',
    fileName: 'people.csv',
    rows: 3,
    columns: [{ role: 'email' }, { role: 'firstName' }, { role: 'lastName' }, { role: 'tag', key: 'Team' }],
    preview: [],
    problems: 0,
    plan: { people: { created: 2, refused: 1 } },
    file: { keptUntil: null, deletedAt: '2026-04-01T09:00:00.000Z' },
  })
  const rows = await app.context.db.read.selectFrom('import').select(['plan', 'about']).execute()
  expect(JSON.stringify(rows)).not.toContain('Zo')
  await client.changes.undo({ params: { id: changeId }, query: {}, body: {} })
  expect((await client.imports.get({ id })).status).toBe('undone')
})

test('an import left waiting as long counts as cancelled, and one that is kept no longer than the commit has its file until then', async () => {
  const admin = await app.client('admin')
  const { import: left } = await upload(app, { name: 'left.csv', content: file })
  const { import: failed } = await upload(app, { name: 'failed.csv', content: 'a,b\n1,2\n' })
  expect(failed.status).toBe('failed')
  await admin.access.updateSettings({ body: { keepFilesDays: 0 } })
  now += DAY - 1
  expect(await deleteOldFiles(app.context.db, now)).toBe(0)
  const { id, changeId } = asDone(await importFile(app, 'people.csv', file))
  expect(await client.imports.get({ id })).toMatchObject({ status: 'done', changeId, preview: [] })
  expect((await download(id)).status).toBe(404)
  now += 1
  expect(await deleteOldFiles(app.context.db, now)).toBe(2)
  for (const each of [left, failed])
    expect(await client.imports.get({ id: each.id })).toMatchObject({
      status: 'cancelled',
      endedBy: 'Muster',
    })
  const commit = client.imports.commit({ params: { id: left.id }, query: {}, body: {} })
  expect((await refusal(commit)).problem.status).toBe(409)
})
