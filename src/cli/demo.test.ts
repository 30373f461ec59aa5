import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../test/cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'muster-demo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the demonstration', { timeout: 120_000 }, () => {
  test('does the main job from a list to a received assignment, on a folder it has emptied', async () => {
    const demo = join(folder, 'demo-data')
    mkdirSync(demo)
    writeFileSync(join(demo, '.muster-demo'), '')
    writeFileSync(join(demo, 'left over'), '')
    const { code, out, err } = await run(['demo', '--exit', '--folder', demo], {
      MUSTER_DATABASE_URL: 'postgres://nobody@127.0.0.1:9/not-touched',
    })
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toContain('There are now 1,000 people.')
    const received = Number(/(\d+) people have received/.exec(out)?.[1])
    expect(received).toBeGreaterThan(10)
    expect(out).toContain(`${received} messages are held`)
    expect(out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\S{20,}/)
    expect(out).toContain(`Robin Ellery has received it too, and ${received + 1} people have it.`)
    expect(existsSync(join(demo, 'left over'))).toBe(false)
  })

  test('leaves a folder alone that is not its own', async () => {
    const precious = join(folder, 'precious')
    mkdirSync(precious)
    writeFileSync(join(precious, 'muster.db'), 'precious')
    const { code, err } = await run(['demo', '--exit', '--folder', precious])
    expect(code).toBe(1)
    expect(err).toContain('left alone')
    expect(existsSync(join(precious, 'muster.db'))).toBe(true)
  })
})
