import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { anAssignment, aSegment } from '../../test/assignments.ts'
import { run } from '../../test/cli.ts'
import { somePeople } from '../../test/somePeople.ts'

const folder = mkdtempSync(join(tmpdir(), 'muster-evidence-'))
const page = join(folder, 'drill.html')
const records = join(folder, 'drill.json')
let app: TestApp
let remote: Record<string, string>

beforeAll(async () => {
  app = await startApp()
  await somePeople(app.context, { Ada: { Department: 'Sales' } })
  await anAssignment(app, [await aSegment(app, 'Sales', 'Department is Sales')])
  remote = { MUSTER_URL: app.url, MUSTER_KEY: await app.key('viewer') }
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('muster evidence saves a report, and says whether a file is still what it was', {
  timeout: 60_000,
}, async () => {
  const muster = (...parameters: string[]) => run(['evidence', ...parameters], remote)
  expect((await muster('1')).out).toMatch(/1 record\n.*\n.*\nSHA-256 [0-9a-f]{64}/)
  expect(await muster('1', '--html', page, '--json', records)).toMatchObject({ code: 0 })
  const checked = await muster('--verify', records, '--server')
  expect(checked.out).toContain('This JSON is as it was written.')
  expect(checked.out).toContain('The server answers the same for this moment.')
  writeFileSync(page, readFileSync(page, 'utf8').replace('Ada', 'Eve'))
  expect(await muster('--verify', page)).toMatchObject({
    code: 1,
    err: expect.stringContaining('This page is not as it was written'),
  })
  expect(await muster()).toMatchObject({ code: 2 })
})
