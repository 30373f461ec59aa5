import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import { run } from '../../test/cli.ts'
import { somePeople } from '../../test/somePeople.ts'

const folder = mkdtempSync(join(tmpdir(), 'muster-completions-'))
const list = join(folder, 'list.csv')
let app: TestApp
let remote: Record<string, string>

beforeAll(async () => {
  app = await startApp()
  await somePeople(app.context, { Ada: { Department: 'Sales' } })
  await anAssignment(app, [await aSegment(app, 'Sales', 'Department is Sales')], { title: 'First aid' })
  remote = { MUSTER_URL: app.url, MUSTER_KEY: await app.key('editor') }
  writeFileSync(list, 'email,score\nada@example.com,91\neve@example.com,\n')
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const muster = (...parameters: string[]) => run(['completions', list, ...parameters], remote)
const completed = async () => (await (await app.client('viewer')).assignments.get({ id: 1 })).counts.completed

test('muster completions says what a list records, and with --yes records it', {
  timeout: 60_000,
}, async () => {
  const tried = await muster('--assignment', '1', '--dry-run')
  expect(tried).toMatchObject({ code: 0 })
  expect(tried.out).toContain('Record that 1 person completed “First aid”, by list.csv')
  expect(tried.out).toContain('Row 3: nobody here is eve@example.com.')
  expect(tried.out).toContain('This was a dry run: nothing was changed.')
  expect(await completed()).toBe(0)
  expect((await muster('--assignment', '1', '--yes')).out).toMatch(/Done: change \d+\. “muster undo/)
  expect(await completed()).toBe(1)
  const refused = join(folder, 'refused.csv')
  expect(await muster('--assignment', '1', '--dry-run', '--rejected', refused)).toMatchObject({ code: 0 })
  expect(readFileSync(refused, 'utf8')).toContain('eve@example.com,,nobody here is eve@example.com.')
  expect(await muster()).toMatchObject({ code: 2, err: expect.stringContaining('--assignment') })
})
