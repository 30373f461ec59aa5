import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { somePeople } from '../../test/somePeople.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import { everybodyAsTexts, peopleAsTexts, personOfTexts, TEXTS } from './peopleAsTexts.ts'
import type { PersonRow } from './person.ts'

let app: TestApp
let ids: number[]
beforeAll(async () => {
  app = await startApp()
  const sql = app.context.db.write
  await somePeople(app.context, { Zoë: { Team: ['A', 'B'] }, '🙂': {}, Ann: { Team: 'A' } })
  await sql.updateTable('person').set({ external_id: '7', status: 'inactive' }).where('id', '=', 1).execute()
  // Far behind the others, as after many that were never committed.
  await sql.updateTable('workspace').set({ next_person: 9_000 }).execute()
  await somePeople(app.context, { Last: { Team: 'B' } })
  const rows = await sql.selectFrom('person').select('id').orderBy('id').execute()
  ids = rows.map(({ id }) => id)
})
afterAll(() => app.close())

const byId = (people: PersonRow[]) => people.sort((a, b) => a.id - b.id)
const peopleOf = (texts: readonly string[]) =>
  byId(Array.from({ length: texts.length / TEXTS }, (_, n) => personOfTexts(texts, n * TEXTS)))

test('everybody comes as their rows are, page by page', async () => {
  const { read } = app.context.db
  const texts: string[] = []
  for await (const page of everybodyAsTexts(read, 1)) texts.push(...page)
  expect(ids).toEqual([1, 2, 3, 9_000])
  expect(peopleOf(texts)).toEqual(byId(await loadPeople(read, 1, ids)))
})

test('some come by address or external id, and nobody of another workspace', async () => {
  const { read } = app.context.db
  const found = async (column: 'email' | 'external_id', among: string[], workspaceId = 1) =>
    peopleOf(await peopleAsTexts(read, workspaceId, column, among)).map(({ id }) => id)
  expect(await found('email', ['ann@example.com', 'nobody@example.com', 'last@example.com'])).toEqual([
    3, 9_000,
  ])
  expect(await found('external_id', ['7', '8'])).toEqual([1])
  expect(await found('email', ['ann@example.com'], 2)).toEqual([])
})
