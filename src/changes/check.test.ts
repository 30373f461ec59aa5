import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { somePeople } from '../../test/somePeople.ts'
import type { Sql } from '../db/db.ts'
import { setOf } from '../roster/peopleSet.ts'
import { check } from './check.ts'
import { currentRoster } from './engine.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
  await somePeople(app.context, {
    Ann: { Department: 'Sales', Skill: 'Forklift' },
    Bob: { Department: 'IT' },
    Cem: { Skill: ['Forklift', 'First aid'] },
  })
  const client = await app.client('editor')
  const text = 'Department is Sales or not Skill is "First aid"'
  await client.segments.create({ query: {}, body: { name: 'Mixed', text } })
  await client.people.deactivate({ params: { id: 2 }, query: {} })
})
afterEach(() => app.close())

test('a workspace that only acts have touched is in order', async () => {
  const roster = await currentRoster(app.context.engine, 1)
  expect(await check(app.context.db, 1, roster)).toEqual([])
})

const set = (sql: Sql, values: Record<string, unknown>, id: number) =>
  sql.updateTable('person').set(values).where('workspace_id', '=', 1).where('id', '=', id).execute()

test.each<[string, (sql: Sql) => Promise<unknown>, string]>([
  [
    'tags out of order',
    sql => set(sql, { tags: '[2,1]' }, 1),
    'Person 1 (ann@example.com) has tags out of order or twice: 2, 1.',
  ],
  [
    'a tag nobody knows',
    sql => set(sql, { tags: '[1,2,99]' }, 1),
    'Person 1 (ann@example.com) has tags that do not exist: 99.',
  ],
  [
    'a tag the log does not know of',
    sql => set(sql, { tags: '[]' }, 1),
    'The roster replayed from the log has 1 people for tag 1, the rows say 0, or they are not the same ones.',
  ],
  [
    'a status the log does not know of',
    sql => set(sql, { status: 'active' }, 2),
    'The roster replayed from the log has 2 people for the active people, the rows say 3, or they are not the same ones.',
  ],
  [
    'a name that is not searched by',
    sql => set(sql, { last_name: 'X' }, 1),
    'Person 1 (ann@example.com) is filed under other words than their own.',
  ],
  [
    'a rule that names nothing',
    sql =>
      sql
        .updateTable('segment')
        .set({ rule: '{"keyId":1,"op":"is","tagIds":[2]}' })
        .where('id', '=', 1)
        .execute(),
    'The rule of “Mixed” names tag 2 of key 1, which does not exist.',
  ],
  [
    'a number given out twice',
    sql => sql.updateTable('workspace').set({ next_person: 3 }).where('id', '=', 1).execute(),
    'There is a person 3, but the next one would be 3.',
  ],
  [
    'a change that is missing',
    sql => sql.updateTable('workspace').set({ version: 4 }).where('id', '=', 1).execute(),
    'The log has 3 changes up to 3; the workspace is at 4.',
  ],
  [
    'a person with two present occurrences',
    async sql => {
      const changes = { workspace_id: 1, changed_in: 3, created_at: 0, updated_at: 0 }
      const assignment = { id: 1, title: 'X', instructions: '', audience: '{"include":[],"exclude":[]}' }
      await sql
        .insertInto('assignment')
        .values({
          ...changes,
          ...assignment,
          joiners: 'receive',
          leavers: 'keep',
          reminders: '[]',
          completion: 'done',
          next_step: 1,
          steps: '[]',
          status: 'live',
          occurrence: 2,
        })
        .execute()
      const recipient = { workspace_id: 1, assignment_id: 1, person_id: 1, status: 'assigned' as const }
      const received = { ...recipient, assigned_at: 0, via: '[]', assigned_in: 3 }
      await sql
        .insertInto('recipient')
        .values([1, 2].map(occurrence => ({ ...received, occurrence })))
        .execute()
    },
    'Person 1 has not exactly one present occurrence of assignment 1, their newest.',
  ],
])('%s is found', async (_, spoil, sentence) => {
  await app.context.db.transaction(({ sql }) => spoil(sql))
  expect(await check(app.context.db, 1)).toContain(sentence)
})

test('a roster in memory that went astray is found', async () => {
  const roster = await currentRoster(app.context.engine, 1)
  roster.members.set(1, setOf([1, 3]))
  const wrong =
    'The roster in memory has 2 people for segment 1, the rows say 1, or they are not the same ones.'
  expect(await check(app.context.db, 1, roster)).toEqual([wrong])
})
