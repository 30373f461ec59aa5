import { expect, test } from 'vitest'
import { check } from '../src/changes/check.ts'
import { startApp } from './app.ts'
import { upload } from './upload.ts'

const onSqlite = test.skipIf(Boolean(process.env.MUSTER_TEST_DATABASE_URL))

onSqlite(
  'a full disk says so, changes nothing, and everything goes on when there is space again',
  async () => {
    const app = await startApp()
    const { db } = app.context
    const client = await app.client('editor')
    await client.people.create({ query: {}, body: { email: 'a@example.com', firstName: 'A', lastName: 'A' } })
    // SQLite’s own limit on the file stands for the disk: the very same error, in the middle of the transaction.
    const { page_count: pages } = (
      await db.read.executeQuery<{ page_count: number }>({
        sql: 'PRAGMA page_count',
        parameters: [],
        query: { kind: 'RawNode' } as never,
        queryId: { queryId: 'pages' },
      })
    ).rows[0] ?? { page_count: 0 }
    await db.script([`PRAGMA max_page_count = ${pages + 2}`])
    const long = Array.from({ length: 400 }, (_, n) => `Value ${n} ${'x'.repeat(150)}`)
    const refused = await client.tags
      .create({ query: {}, body: { key: 'Long', values: long } })
      .catch(error => error)
    expect(refused).toMatchObject({
      status: 507,
      problem: { title: 'No space left', detail: expect.stringContaining('Nothing was changed') },
    })
    expect((await client.tags.list({})).total).toBe(0)
    expect(await check(db, app.workspaceId)).toEqual([])
    await db.script(['PRAGMA max_page_count = 1073741823'])
    await client.tags.create({ query: {}, body: { key: 'Long', values: long } })
    expect((await client.tags.list({ limit: 1 })).total).toBe(400)
    // The import’s own thread has connections of its own; it still works.
    const { import: planned } = await upload(app, {
      name: 'p.csv',
      content: 'email,first_name,last_name\nb@example.com,B,B\n',
    })
    expect(planned.status).toBe('ready')
    await app.close()
  },
)
