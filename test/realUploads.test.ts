/** Files that other products wrote or that were made to harm, each through the whole API. They lie beside the repository. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check } from '../src/changes/check.ts'
import { startApp, type TestApp } from './app.ts'
import { upload } from './upload.ts'

const ROOT = resolve(import.meta.dirname, '../../shared/realdata')
const isHere = existsSync(ROOT)
const CURE =
  /\b(?:add|close|choose|copy|correct|export|import|open|put|rename|remove|save|shorten|split|take|unpack|write)\b/i

test.runIf(!isHere)('the real files are not here, so they are not uploaded', () => expect(isHere).toBe(false))

describe.runIf(isHere)('every real file', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(() => app.close())

  const files = globSync(`${ROOT}/{people,csv-suites,xlsx-corpus,hostile}/**/*.*`).sort()

  test('is answered with its plan, or with a sentence that names the file and what to do', {
    timeout: 120_000,
  }, async () => {
    expect(files.length).toBeGreaterThan(200)
    const wrong: string[] = []
    for (const path of files) {
      const name = basename(path)
      const { status, import: planned, problem } = await upload(app, { name, content: readFileSync(path) })
      if (status === 201) {
        const { error } = planned
        if (planned.status === 'ready' ? error !== null : !CURE.test(error ?? ''))
          wrong.push(`${name}: ${error}`)
      } else if (status !== 422 || !problem.detail.startsWith(`“${name}”`) || !CURE.test(problem.detail))
        wrong.push(`${name}: ${status} ${problem.detail}`)
    }
    expect(wrong).toEqual([])
  })

  test('that has people is committed, its refused rows come back as a file, and everything agrees', {
    timeout: 120_000,
  }, async () => {
    const client = await app.client('admin')
    const { items } = await client.imports.list({ limit: 500 })
    const ready = items.filter(({ status, rows }) => status === 'ready' && rows > 0)
    expect(ready.length).toBeGreaterThan(15)
    for (const { id, fileName } of ready) {
      const done = await client.imports.commit({ params: { id }, query: {}, body: {} }).catch(error => error)
      // What came before may have moved the plan: then the fresh one is confirmed.
      const plan = done.problem?.plan
      const again = plan
        ? await client.imports.commit({
            params: { id },
            query: { expectedVersion: plan.version, confirm: plan.brake?.confirm },
            body: {},
          })
        : done
      expect(again, fileName).toMatchObject({ status: 'done' })
      expect((await app.fetch(`/api/v1/imports/${id}/rejected.csv`)).status, fileName).toBe(200)
    }
    expect(await check(app.context.db, app.workspaceId)).toEqual([])
  })
})
