import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { migrate } from './open.ts'
import { openSqlite } from './sqlite.ts'

async function opened() {
  const folder = await mkdtemp(join(tmpdir(), 'muster-test-'))
  const db = openSqlite(join(folder, 'muster.db'))
  await migrate(db)
  return {
    db,
    file: join(folder, 'muster.db'),
    async close() {
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const verification = (id: string) => ({
  id,
  identifier: 'a',
  value: 'b',
  expires_at: '2026-01-01',
  created_at: '2026-01-01',
  updated_at: '2026-01-01',
})

it('waits for a second connection that holds the lock for a second, without holding up anybody else', async () => {
  const { db, file, close } = await opened()
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')
  let turns = 0
  const ticking = setInterval(() => turns++, 10)
  setTimeout(() => other.exec('COMMIT'), 1_000)
  const started = performance.now()
  const row = await db.write
    .insertInto('verification')
    .values(verification('1'))
    .returningAll()
    .executeTakeFirst()
  expect(row?.id).toBe('1')
  expect(performance.now() - started).toBeGreaterThan(900)
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(50)
  other.close()
  await close()
})

it('waits for a transaction of its own process, and reads meanwhile', async () => {
  const { db, close } = await opened()
  const order: string[] = []
  const transaction = db.transaction(async ({ sql }) => {
    await sql.insertInto('verification').values(verification('1')).execute()
    await new Promise(resolve => setTimeout(resolve, 200))
    order.push('transaction')
  })
  const write = db.write
    .insertInto('verification')
    .values(verification('2'))
    .execute()
    .then(() => order.push('write'))
  const read = db.write
    .selectFrom('verification')
    .selectAll()
    .execute()
    .then(rows => order.push(`read ${rows.length}`))
  await Promise.all([transaction, write, read])
  expect(order).toEqual(['read 0', 'transaction', 'write'])
  await close()
})

it('reads what it has just written', async () => {
  const { db, close } = await opened()
  await db.write.insertInto('verification').values(verification('1')).execute()
  expect(await db.write.selectFrom('verification').select('id').execute()).toEqual([{ id: '1' }])
  await close()
})
