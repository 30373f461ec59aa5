import { afterEach, beforeEach, expect, test } from 'vitest'
import { asDone } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'

const MINUTE = 60_000
let clock = Date.parse('2026-03-02T09:00:00Z')
let app: TestApp
let client: Client
/** Tags in the order in which they are made: Team A, Site X, Team B and Team C are 1 to 4. */
let people: Record<'Ann' | 'Bob' | 'Cem' | 'Dee', number>

beforeEach(async () => {
  clock = Date.parse('2026-03-02T09:00:00Z')
  app = await startApp({ now: () => new Date(clock) })
  client = await app.client('editor')
  people = await somePeople(app.context, {
    Ann: { Team: 'A', Site: 'X' },
    Bob: { Team: 'B' },
    Cem: { Team: ['A', 'C'] },
    Dee: {},
  })
  clock += MINUTE
})
afterEach(async () => await closeInOrder(app))

const tagId = async (name: string) => {
  const { items } = await client.tags.list({ q: name, limit: 500 })
  return items.find(tag => `${tag.key}: ${tag.value}` === name)?.id ?? 0
}
const create = async (name: string, text: string) =>
  asDone(await client.segments.create({ body: { name, text } }))

/** All that can be asked about this moment, by the names and ids of this moment. */
async function questions(): Promise<((asOf?: string) => Promise<unknown>)[]> {
  const ask = (filter: { tag?: string; segment?: number; where?: string }) => async (asOf?: string) => {
    const { items, total } = await client.people.list(asOf ? { ...filter, asOf } : filter)
    // The list goes by the names of today.
    return { filter, total, items: items.toSorted((a, b) => a.id - b.id) }
  }
  const keys = (await client.tags.keys({})).items.map(key => key.name)
  const tags = (await client.tags.list({ limit: 500 })).items
  const segments = (await client.segments.list({})).items
  const quoted = (name: string) => JSON.stringify(name)
  return [
    ask({}),
    ...keys.flatMap(key => [
      ask({ where: `${quoted(key)} exists` }),
      ask({ where: `${quoted(key)} missing` }),
    ]),
    ...tags.flatMap(({ id, key, value }) => [
      ask({ tag: String(id) }),
      ask({ tag: `${key}: ${value}` }),
      ask({ where: `not ${quoted(key)} is ${quoted(value)}` }),
      ask({ where: `${quoted(key)} contains ${quoted(value)}` }),
    ]),
    ...segments.flatMap(({ id, name }) => [
      ask({ segment: id }),
      ask({ where: `in segment ${quoted(name)}` }),
      (asOf?: string) => client.segments.people(asOf ? { id, asOf } : { id }),
    ]),
    ...Object.values(people).map(id => async (asOf?: string) => {
      const { link: _, ...person } = await client.people.get(asOf ? { id, asOf } : { id })
      return person
    }),
  ]
}

test('whatever is asked about a moment is answered as it was then, after every kind of act', async () => {
  await create('S', 'Team is A')
  await create('Not S', 'not in segment S')
  const newest = async () => (await client.changes.list({ limit: 1 })).items[0]?.id ?? 0
  const acts: (() => Promise<unknown>)[] = [
    () => client.tags.rename({ params: { id: 1 }, body: { value: 'Blue' } }),
    () => client.tags.updateKey({ params: { id: 2 }, body: { name: 'Place' } }),
    () => client.tags.merge({ params: { id: 1 }, body: { into: 3 } }),
    async () => client.changes.undo({ params: { id: await newest() } }),
    () => client.people.update({ params: { id: 2 }, body: { firstName: 'Rob', tags: { Team: ['C'] } } }),
    () => client.tags.merge({ params: { id: 3 }, body: { into: 2 } }),
    () => client.people.deactivate({ params: { id: 1 } }),
    () => client.segments.update({ params: { id: 1 }, body: { name: 'First', text: 'Team is C' } }),
    () => client.tags.create({ body: { key: 'Team', values: ['B'] } }),
    () => client.segments.remove({ params: { id: 2 } }),
    async () => client.tags.remove({ params: { id: await tagId('Place: X') } }),
    () => client.people.update({ params: { id: 1 }, body: { status: 'active' } }),
    async () => client.changes.undo({ params: { id: await newest() } }),
  ]
  const remembered: {
    at: string
    asked: { question: (asOf?: string) => Promise<unknown>; answer: unknown }[]
  }[] = []
  for (const act of [newest, ...acts]) {
    clock += MINUTE
    await act()
    const asked = []
    for (const question of await questions()) asked.push({ question, answer: await question() })
    remembered.push({ at: new Date(clock).toISOString(), asked })
  }
  for (const [step, { at, asked }] of remembered.entries())
    for (const { question, answer } of asked)
      expect({ step, answer: await question(at) }).toEqual({ step, answer })
})
