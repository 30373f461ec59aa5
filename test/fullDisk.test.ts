import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { peopleCsv } from '../bench/people.ts'
import { check } from '../src/changes/check.ts'
import { startApp } from './app.ts'
import { upload } from './upload.ts'

/**
 * A disk that is really full: a small file system in memory as the data folder. Mounting takes root; where that is not
 * to be had, test/diskFull.test.ts tries SQLite’s own limit alone.
 */
const MEGABYTE = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'muster-full-'))
const isMounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'muster-test', folder], { stdio: 'ignore' }).status ===
  0
const onPostgres = Boolean(process.env.MUSTER_TEST_DATABASE_URL)

afterAll(() => {
  if (isMounted) spawnSync('umount', ['--lazy', folder])
  rmSync(folder, { recursive: true, force: true })
})

test.runIf(!isMounted)('no file system can be mounted here, so a full disk is not tried', () =>
  expect(isMounted).toBe(false),
)

/** Leaves only so many bytes free. */
function fillUpTo(free: number): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - free)))
}
const makeRoom = () => rmSync(join(folder, 'filler'), { force: true })

const NO_SPACE = {
  status: 507,
  title: 'No space left',
  detail:
    'There is no space left on the server’s disk. Nothing was changed. Free some space (or tell whoever runs this server), then try again.',
}

test.runIf(isMounted)(
  'a disk that fills up while a file is received, kept or committed: a sentence, nothing half, and on it goes',
  async () => {
    const app = await startApp({ config: { dataFolder: folder } })
    const client = await app.client('editor')
    const people = peopleCsv(4_000)
    const spooled = () => (existsSync(join(folder, 'uploads')) ? readdirSync(join(folder, 'uploads')) : [])
    const file = { name: 'people.csv', content: people }

    // While it is received.
    fillUpTo(MEGABYTE / 8)
    expect(await upload(app, file)).toMatchObject({ status: 507, problem: NO_SPACE })
    expect(spooled()).toEqual([])

    if (!onPostgres) {
      // While it is kept: there is room for the file once, but not for its copy in the database.
      makeRoom()
      fillUpTo(people.length * 1.5)
      expect(await upload(app, file)).toMatchObject({ status: 507, problem: NO_SPACE })
      expect(spooled()).toEqual([])
      expect((await client.imports.list({})).total).toBe(0)
      makeRoom()
    }
    makeRoom()
    const { import: planned } = await upload(app, file)
    expect(planned.status).toBe('ready')

    if (!onPostgres) {
      // While it is committed, at several places in the middle.
      for (const room of [0, 0.3, 1.5]) {
        fillUpTo(room * MEGABYTE)
        const commit = client.imports.commit({ params: { id: planned.id }, query: {}, body: {} })
        await expect(commit, `${room} MB`).rejects.toMatchObject({ problem: NO_SPACE })
        makeRoom()
        expect((await client.people.list({ limit: 1 })).total).toBe(0)
        const shown = () => client.imports.get({ id: planned.id })
        await expect.poll(shown, { timeout: 20_000 }).toMatchObject({ status: 'ready', changeId: null })
        expect(await check(app.context.db, app.workspaceId)).toEqual([])
      }
    }
    const done = await client.imports.commit({ params: { id: planned.id }, query: {}, body: {} })
    expect(done).toMatchObject({ status: 'done' })
    expect((await client.people.list({ limit: 1 })).total).toBe(4_000)
    expect(await check(app.context.db, app.workspaceId)).toEqual([])
    await app.close()
  },
)
