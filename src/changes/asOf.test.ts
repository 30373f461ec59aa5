import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { ids, nobody, type PeopleSet } from '../roster/peopleSet.ts'
import { peopleAsOf, setAsOf, setsAsOf, versionAt } from './asOf.ts'
import { currentRoster } from './engine.ts'
import { loadPeople } from './loadPeople.ts'

const MINUTE = 60_000
const start = Date.parse('2026-03-02T09:00:00Z')
let clock = start
let app: TestApp
let client: Client

beforeEach(async () => {
  clock = start
  app = await startApp({ now: () => new Date(clock) })
  client = await app.client('editor')
})
afterEach(() => app.close())

const listed = (sets: ReadonlyMap<number, PeopleSet>) =>
  [...sets].map(([id, set]) => [id, [...ids(set)]]).filter(([, people]) => String(people) !== '')
const sorted = (sets: ReadonlyMap<number, PeopleSet>) => listed(new Map([...sets].sort(([a], [b]) => a - b)))

/** Acts of every kind that moves somebody, each a minute after the other. */
const acts: (() => Promise<unknown>)[] = [
  () => somePeople(app.context, { Ann: { Team: 'A' }, Bob: { Team: 'B' }, Cem: { Team: ['A', 'C'] } }),
  () => client.segments.create({ query: {}, body: { name: 'A', text: 'Team is A' } }),
  () => client.segments.create({ query: {}, body: { name: 'Not A', text: 'not in segment A' } }),
  () =>
    client.people.update({ params: { id: 2 }, query: {}, body: { lastName: 'Lee', tags: { Team: ['A'] } } }),
  () => client.people.deactivate({ params: { id: 1 }, query: {} }),
  () => client.tags.rename({ params: { id: 3 }, query: {}, body: { value: 'D' } }),
  () => client.tags.merge({ params: { id: 1 }, query: {}, body: { into: 2 } }),
  () =>
    client.people.create({ query: {}, body: { email: 'd@example.com', firstName: 'Dee', lastName: 'Lee' } }),
  () => client.changes.undo({ params: { id: 8 }, query: {} }),
  () => client.people.update({ params: { id: 1 }, query: {}, body: { status: 'active' } }),
  () => client.segments.remove({ params: { id: 2 }, query: {} }),
  () => client.changes.undo({ params: { id: 7 }, query: {} }),
]

test('every moment is answered as it was, whatever came after', async () => {
  const { read } = app.context.db
  const remembered: {
    at: number
    roster: { everyone: PeopleSet; holders: Map<number, PeopleSet>; members: Map<number, PeopleSet> }
    people: unknown
  }[] = []
  for (const act of acts) {
    clock += MINUTE
    await act()
    const { everyone, holders, members, version } = await currentRoster(app.context.engine, 1)
    expect(version).toBe(remembered.length + 1)
    const people = (await loadPeople(read, 1, [1, 2, 3, 4])).filter(person => person.status !== 'removed')
    remembered.push({
      at: clock,
      roster: { everyone, holders: new Map(holders), members: new Map(members) },
      people: people.sort((a, b) => a.id - b.id),
    })
  }
  const now = await currentRoster(app.context.engine, 1)
  for (const { at, roster, people } of remembered) {
    for (const moment of [at, at + MINUTE - 1]) {
      expect([...(await setAsOf(read, now, 'people', 0, moment))]).toEqual([...roster.everyone])
      expect(listed(await setsAsOf(read, now, 'tag', [1, 2, 3], moment))).toEqual(sorted(roster.holders))
      expect(listed(await setsAsOf(read, now, 'segment', [1, 2], moment))).toEqual(sorted(roster.members))
      const rows = await peopleAsOf(read, 1, [1, 2, 3, 4, 5], await versionAt(read, 1, moment))
      expect([...rows.values()].sort((a, b) => a.id - b.id)).toEqual(people)
    }
  }
})

test('before the first change there was nobody', async () => {
  clock += MINUTE
  await acts[0]?.()
  const { read } = app.context.db
  const roster = await currentRoster(app.context.engine, 1)
  expect(await versionAt(read, 1, start)).toBe(0)
  expect((await setAsOf(read, roster, 'people', 0, start)).size).toBe(0)
  expect(await setAsOf(read, roster, 'tag', 99, start)).toBe(nobody)
  expect(await peopleAsOf(read, 1, [1, 2, 3], 0)).toEqual(new Map())
})
