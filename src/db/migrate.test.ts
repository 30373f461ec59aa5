import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrations } from './migrations.ts'
import { migrate, NewerDatabase, openDatabase } from './open.ts'

test('the tables are made once, what is missing is made up for, and a database of a newer program is refused in a sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-migrate-'))
  const db = openDatabase({ dataFolder: folder, databaseUrl: null })
  expect(await migrate(db)).toEqual(migrations.map(({ version }) => version))
  expect(await migrate(db)).toEqual([])
  await db.script([
    'drop table recipient_past',
    'drop table step_taken_back',
    'delete from muster_migration where version = 12',
  ])
  expect(await migrate(db)).toEqual([12])
  await db.script(["insert into muster_migration (version, name, at) values (999, 'from the future', '')"])
  await expect(migrate(db)).rejects.toThrow(NewerDatabase)
  await expect(migrate(db)).rejects.toThrow(
    /newer Muster \(schema 999; this program knows \d+\)\. Start the newer program/,
  )
  await db.close()
  rmSync(folder, { recursive: true })
})

test('SQLite is durable and strict: WAL, synchronous FULL, foreign keys, STRICT tables', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-strict-'))
  const db = openDatabase({ dataFolder: folder, databaseUrl: null })
  await migrate(db)
  const pragma = (name: string) =>
    db.transaction(
      async ({ sql }) =>
        Object.values(
          (
            await sql.executeQuery({
              sql: `PRAGMA ${name}`,
              parameters: [],
              query: { kind: 'RawNode' } as never,
              queryId: { queryId: name },
            })
          ).rows[0] ?? {},
        )[0],
    )
  expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual([
    'wal',
    2,
    1,
  ])
  const insert = {
    workspace_id: 99,
    id: 1,
    key_id: 1,
    value: 'x',
    value_fold: 'x',
    changed_in: 1,
    deleted_in: null,
  }
  await expect(db.transaction(({ sql }) => sql.insertInto('tag').values(insert).execute())).rejects.toThrow(
    /FOREIGN KEY/,
  )
  const wrong = { ...insert, id: 'one' as unknown as number }
  await expect(db.transaction(({ sql }) => sql.insertInto('tag').values(wrong).execute())).rejects.toThrow(
    /cannot store TEXT/,
  )
  await db.close()
  rmSync(folder, { recursive: true })
})

test('every migration comes after the one before it', () => {
  const versions = migrations.map(({ version }) => version)
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
})
