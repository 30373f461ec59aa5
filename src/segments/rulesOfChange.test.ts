import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
  await somePeople(app.context, {
    Ann: { Team: 'Red', Site: 'Lima' },
    Bob: { Team: 'Blue' },
    Cem: { Team: ['Red', 'Green'] },
  })
})
afterEach(async () => await closeInOrder(app))

const tagId = async (name: string) => {
  const { items } = await client.tags.list({ q: name, limit: 500 })
  return items.find(tag => `${tag.key}: ${tag.value}` === name)?.id ?? 0
}
const create = async (name: string, text: string) =>
  asDone(await client.segments.create({ body: { name, text } }))
const save = async (id: number, body: { text?: string; name?: string; restore?: number }) =>
  asDone(await client.segments.update({ params: { id }, body })).changeId
const undo = async (id: number) => asDone(await client.changes.undo({ params: { id } })).changeId
const rulesOf = async (id: number) =>
  (await client.changes.get({ id })).rules?.items.map(
    ({ segment, text, textBefore }) => [segment.name, textBefore, text] as const,
  )

test('a change shows the rules it wrote, before and after: a new segment, a save, a restore, an undo', async () => {
  const { id, changeId: made } = await create('S', 'Team is Red')
  const saved = await save(id, { text: 'Team is Red and Site is Lima' })
  const renamed = await save(id, { name: 'T' })
  const restored = await save(id, { restore: made })
  const undone = await undo(restored)
  expect(await rulesOf(made)).toEqual([['T', null, 'Team is Red']])
  expect(await rulesOf(saved)).toEqual([['T', 'Team is Red', 'Team is Red and Site is Lima']])
  expect(await rulesOf(renamed)).toBeUndefined()
  expect(await rulesOf(restored)).toEqual([['T', 'Team is Red and Site is Lima', 'Team is Red']])
  expect(await rulesOf(undone)).toEqual([['T', 'Team is Red', 'Team is Red and Site is Lima']])
  expect(await rulesOf(1)).toBeUndefined()
})

test('a merge and a deletion with another tag in its place show every rule that names the other tag now', async () => {
  await create('Lima', 'Site is Lima')
  await create('Red', 'Team is Red')
  await create('Either', 'Site is Lima or Team is Green')
  const merged = asDone(
    await client.tags.merge({
      params: { id: await tagId('Site: Lima') },
      body: { into: await tagId('Team: Blue') },
    }),
  ).changeId
  const replaced = asDone(
    await client.tags.remove({
      params: { id: await tagId('Team: Green') },
      body: { replaceWith: await tagId('Team: Red') },
    }),
  ).changeId
  expect(await rulesOf(merged)).toEqual([
    ['Lima', 'Site is Lima', 'Team is Blue'],
    ['Either', 'Site is Lima or Team is Green', 'Team is Blue or Team is Green'],
  ])
  expect(await rulesOf(replaced)).toEqual([
    ['Either', 'Team is Blue or Team is Green', 'Team is Blue or Team is Red'],
  ])
})

test('a deleted segment and one that came back are told apart', async () => {
  const { id } = await create('S', 'Team is Red')
  const removed = asDone(await client.segments.remove({ params: { id } })).changeId
  const whileGone = (await client.changes.get({ id: removed })).rules?.items
  const back = await undo(removed)
  expect(whileGone).toEqual([
    { segment: { id, name: 'S' }, isGone: true, text: null, textBefore: 'Team is Red' },
  ])
  expect(await rulesOf(removed)).toEqual([['S', 'Team is Red', null]])
  expect((await client.changes.get({ id: back })).rules?.items).toEqual([
    { segment: { id, name: 'S' }, isGone: false, text: 'Team is Red', textBefore: null },
  ])
})

test('a merge that rewrote many rules shows the first, and the others page by page', async () => {
  const names = Array.from({ length: 8 }, (_, at) => `S ${at + 1}`)
  for (const name of names) await create(name, 'Site is Lima')
  const { changeId } = asDone(
    await client.tags.merge({
      params: { id: await tagId('Site: Lima') },
      body: { into: await tagId('Team: Blue') },
    }),
  )
  const { rules } = await client.changes.get({ id: changeId })
  expect(rules).toMatchObject({ total: 8, nextCursor: expect.any(String) })
  const rest = await client.changes.rules({ id: changeId, cursor: rules?.nextCursor ?? '', limit: 2 })
  const last = await client.changes.rules({ id: changeId, cursor: rest.nextCursor ?? '', limit: 2 })
  expect(last).toMatchObject({ total: 8, nextCursor: null })
  const all = [...(rules?.items ?? []), ...rest.items, ...last.items]
  expect(all.map(({ segment }) => segment.name)).toEqual(names)
  expect(
    all.every(({ text, textBefore }) => `${textBefore} → ${text}` === 'Site is Lima → Team is Blue'),
  ).toBe(true)
})

test('there are no rules of a change there is not', async () => {
  expect((await refusal(client.changes.rules({ id: 99 }))).status).toBe(404)
})
