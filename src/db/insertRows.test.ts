import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const COLUMNS = [
  'workspace_id',
  'id',
  'email',
  'first_name',
  'last_name',
  'external_id',
  'status',
  'tags',
  'search',
  'created_at',
  'updated_at',
  'changed_in',
] as const
const MANY = 25_000
const ODD = ['\\', '\\N', 'a\tb', 'a\nb\r', '"', "O'Brien", '李\u{1f600}', '', '\\x41', '\\.']

function* people(first: number, email = (id: number) => `p${id}@example.org`): Generator<unknown[]> {
  for (let id = first; id < first + MANY; id++) {
    const name = `${ODD[id % ODD.length]}${id}`
    yield [
      app.workspaceId,
      id,
      email(id),
      name,
      '',
      id % 2 ? null : name,
      'active',
      '[]',
      name,
      2 ** 41,
      id,
      1,
    ]
  }
}

const count = async () => {
  const row = await app.context.db.read
    .selectFrom('person')
    .select(eb => eb.fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow()
  return Number(row.people)
}

test('very many rows come out of a table as they went in, whatever their texts hold', async () => {
  const { db } = app.context
  await db.transaction(tx => tx.insertRows('person', COLUMNS, people(1), MANY))
  const rows = await db.read.selectFrom('person').select(COLUMNS).orderBy('id').execute()
  expect(rows.map(row => COLUMNS.map(column => row[column]))).toEqual([...people(1)])
})

test('of very many rows with one that is there already, none is kept, and the table still refuses it', async () => {
  const { db } = app.context
  const again = people(1 + MANY, id => (id === MANY * 2 ? 'p5@example.org' : `p${id}@example.org`))
  await expect(db.transaction(tx => tx.insertRows('person', COLUMNS, again, MANY))).rejects.toThrow(/unique/i)
  expect(await count()).toBe(MANY)
  const one = [...people(1)].slice(4, 5).map(([workspace, , ...rest]) => [workspace, 999_999, ...rest])
  await expect(db.transaction(tx => tx.insertRows('person', COLUMNS, one))).rejects.toThrow(/unique/i)
})

test('rows that cannot be made end the transaction with the reason, and the next one goes on', async () => {
  const { db } = app.context
  function* broken() {
    yield* people(1 + MANY)
    throw new Error('made up')
  }
  await expect(db.transaction(tx => tx.insertRows('person', COLUMNS, broken(), MANY))).rejects.toThrow(
    'made up',
  )
  expect(await count()).toBe(MANY)
  await db.transaction(tx => tx.insertRows('person', COLUMNS, people(1 + MANY), MANY))
  expect(await count()).toBe(2 * MANY)
})
