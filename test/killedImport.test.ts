import { expect, test } from 'vitest'
import { peopleCsv } from '../bench/people.ts'
import { removeFolder, startBenchServer } from '../bench/server.ts'
import { check } from '../src/changes/check.ts'
import { openDatabase } from '../src/db/open.ts'

const PEOPLE = 20_000

const onSqlite = test.skipIf(Boolean(process.env.MUSTER_TEST_DATABASE_URL))

for (const after of [5, 100, 300]) {
  onSqlite(
    `a server killed ${after} ms after the import was confirmed: nothing or everything, and it goes on by itself`,
    async () => {
      const server = await startBenchServer()
      const { id } = await server.upload('people.csv', new TextEncoder().encode(peopleCsv(PEOPLE)))
      const commit = server.call('POST', `/imports/${id}/commit`).catch(() => undefined)
      await new Promise(resolve => setTimeout(resolve, after))
      await server.kill()
      await commit

      // What the next server finds, before it does anything: all of it or nothing.
      const db = openDatabase({ dataFolder: server.folder, databaseUrl: null })
      const { people } = await db.read
        .selectFrom('person')
        .select(eb => eb.fn.countAll<number>().as('people'))
        .executeTakeFirstOrThrow()
      expect([0, PEOPLE]).toContain(people)
      const { status } = await db.read.selectFrom('import').select('status').executeTakeFirstOrThrow()
      const wasConfirmed = status !== 'ready'
      await db.close()

      const again = await startBenchServer(server.folder)
      if (wasConfirmed) {
        await expect
          .poll(async () => ((await again.call('GET', `/imports/${id}`)) as { status: string }).status, {
            timeout: 30_000,
          })
          .toBe('done')
        expect(await again.call('GET', '/people?limit=1')).toMatchObject({ total: PEOPLE })
      } else expect(people).toBe(0)
      await again.stop()

      const after_ = openDatabase({ dataFolder: server.folder, databaseUrl: null })
      expect(await check(after_, 1)).toEqual([])
      await after_.close()
      removeFolder(server.folder)
    },
  )
}
