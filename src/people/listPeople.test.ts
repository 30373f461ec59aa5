import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'
import { personSorts } from './contract.ts'
import { orderedPeople } from './walkPeople.ts'

let app: TestApp
let client: Client
let clock = 0

beforeEach(async () => {
  clock = Date.parse('2026-03-02T09:00:00Z')
  app = await startApp({ now: () => new Date(clock) })
  client = await app.client('editor')
})
afterEach(() => app.close())

const DAY = 86_400_000
type Query = Parameters<Client['people']['list']>[0]

async function found(query: Query): Promise<string> {
  const { items, total } = await client.people.list(query)
  expect(total).toBe(items.length)
  return items.map(person => person.firstName).join(' ')
}

describe('filters', () => {
  beforeEach(async () => {
    const people = await somePeople(app.context, {
      Ann: { Department: 'Sales', Location: 'Dallas' },
      Bob: { Department: 'Sales', Location: 'New York' },
      Cem: { Department: 'IT: Support', Hired: '2026-02-20' },
      José: {},
      Zoë: { Department: 'Sales' },
    })
    await client.people.update({ params: { id: people.José }, query: {}, body: { externalId: '100%_\\x' } })
    await client.people.deactivate({ params: { id: people.Zoë }, query: {} })
    await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'Department is Sales' } })
  })

  test.each<[Query, string]>([
    [{}, 'Ann Bob Cem José'],
    [{ status: 'inactive' }, 'Zoë'],
    [{ status: 'any' }, 'Ann Bob Cem José Zoë'],
    [{ q: 'jose' }, 'José'],
    [{ q: 'MEYER ann' }, 'Ann'],
    [{ q: 'meyer ann bob' }, ''],
    [{ q: '100%_\\' }, 'José'],
    [{ q: '%' }, 'José'],
    [{ q: '_' }, 'José'],
    [{ q: ' ' }, 'Ann Bob Cem José'],
    [{ q: 'zoe', status: 'any' }, 'Zoë'],
    [{ segment: 1 }, 'Ann Bob'],
    [{ segment: 1, status: 'any' }, 'Ann Bob'],
    [{ segment: 1, q: 'new' }, ''],
    [{ tag: 'Department: Sales' }, 'Ann Bob'],
    [{ tag: 'department:SALES', status: 'any' }, 'Ann Bob Zoë'],
    [{ tag: 'Department: IT: Support' }, 'Cem'],
    [{ tag: '1', status: 'inactive' }, 'Zoë'],
    [{ where: 'Department is Sales and not Location is Dallas' }, 'Bob'],
    [{ where: 'Department missing' }, 'José'],
    [{ where: 'Department is Sales', status: 'inactive' }, 'Zoë'],
    [{ where: 'in segment Sellers', tag: 'Location: Dallas' }, 'Ann'],
    // Counted from today, though no segment does.
    [{ where: 'Hired within last 14 days' }, 'Cem'],
    [{ where: 'Hired within last 5 days' }, ''],
  ])('%j finds %s', async (query, names) => {
    expect(await found(query)).toBe(names)
  })

  test.each<[Query, string, string]>([
    [
      { where: 'Department is Sale' },
      'where',
      'Line 1, column 15: There is no tag “Department: Sale”. Did you mean “Sales”?',
    ],
    [{ where: 'Department\nis' }, 'where', 'Line 2, column 3: '],
    [
      { tag: 'Department: Sale' },
      'tag',
      'There is no tag “Department: Sale”. Did you mean “Department: Sales”?',
    ],
    [{ tag: 'Sales' }, 'tag', 'There is no tag “Sales”. A tag is given as its id or as Key: Value.'],
    [{ segment: 7 }, 'segment', 'There is no segment with the id 7.'],
    [{ cursor: 'x' }, 'cursor', 'Not a cursor of this list.'],
    [
      { asOf: '2026-03-01T00:00:00Z', status: 'any' },
      'status',
      'The past is asked for people who were active then',
    ],
  ])('%j is refused, with its place', async (query, path, message) => {
    const { status, problem } = await refusal(client.people.list(query))
    expect([status, problem.errors[0].path]).toEqual([422, path])
    expect(problem.errors[0].message).toContain(message)
  })

  test('another workspace sees nobody of this one', async () => {
    const theirs = (await app.anotherWorkspace('viewer')).client
    expect(await theirs.people.list({ status: 'any' })).toEqual({ items: [], total: 0, nextCursor: null })
  })
})

describe('pages', () => {
  /** More than are asked for by id, so that the index is walked. */
  const MANY = 2_400

  test.each([
    ['few', 60],
    ['many', MANY],
  ])('of %s people meet without gap or overlap under each order', async (_, size) => {
    const names = [
      'ßtrauß',
      'Ångström',
      'ångström',
      'Zoë',
      '李小龙',
      '😀 Smile',
      'a',
      'B',
      '\u{1d49c}nn',
      '\ufffd',
    ]
    const tags = (n: number) => ({ Team: ['A', 'B', 'C'][n % 3] ?? '', All: 'yes' })
    const firsts = Array.from({ length: size }, (_, n) => [
      `${names[n % names.length]} ${(n * 7919) % size}`,
      tags(n),
    ])
    await somePeople(app.context, Object.fromEntries(firsts))
    clock += DAY
    await client.people.setTags({ query: {}, body: { where: 'Team is C', add: { Late: ['yes'] } } })
    for (const query of [{ tag: 'All: yes' }, { where: 'Team is (A, B)' }]) {
      const expected = query.tag ? size : (size / 3) * 2
      for (const sort of personSorts) {
        const seen: number[] = []
        let last: string | undefined
        for (let cursor: string | undefined; ; ) {
          const page = await client.people.list({ ...query, sort, cursor, limit: size > 100 ? 500 : 7 })
          expect(page.total).toBe(expected)
          for (const person of page.items) {
            seen.push(person.id)
            const by = person.updatedAt
            if (sort === 'updated') expect(by >= (last ?? by)).toBe(true)
            if (sort === '-updated') expect(by <= (last ?? by)).toBe(true)
            last = by
          }
          if (page.nextCursor === null) break
          cursor = page.nextCursor
        }
        expect([sort, seen.length, new Set(seen).size]).toEqual([sort, expected, expected])
        if (sort === 'created') expect(seen).toEqual(seen.toSorted((a, b) => a - b))
        if (sort === '-created') expect(seen).toEqual(seen.toSorted((a, b) => b - a))
      }
    }
  })

  test('of names go by last, then first name; of addresses by address', async () => {
    const body = (email: string, firstName: string, lastName: string) => ({ email, firstName, lastName })
    for (const each of [
      body('c@example.com', 'Bea', 'Ünal'),
      body('b@example.com', 'Ali', 'unal'),
      body('a@example.com', 'Zoe', 'Adams'),
    ])
      await client.people.create({ query: {}, body: each })
    expect(await found({ sort: 'name' })).toBe('Zoe Ali Bea')
    expect(await found({ sort: '-name' })).toBe('Bea Ali Zoe')
    expect(await found({ sort: 'email' })).toBe('Zoe Ali Bea')
    expect(await found({ sort: 'created' })).toBe('Bea Ali Zoe')
    expect(await found({ sort: '-created', q: 'unal' })).toBe('Ali Bea')
  })

  test('of one order do not go on in another', async () => {
    await somePeople(app.context, { Ann: {}, Bob: {} })
    const { nextCursor } = await client.people.list({ limit: 1 })
    const { problem } = await refusal(client.people.list({ cursor: nextCursor ?? '', sort: 'email' }))
    expect(problem.errors[0].path).toBe('cursor')
  })

  test('are read from the index', async () => {
    const { read, dialect } = app.context.db
    const order = { column: 'search', descending: false } as const
    const query = orderedPeople(read, 1, order, { value: 'meyer', id: 7 }, 500).compile()
    const at = (n: number) => (dialect === 'sqlite' ? '?' : `$${n}`)
    expect(query.sql).toBe(
      `select "id", "search" as "value" from "person" where "workspace_id" = ${at(1)} and ("search", "id") > (${at(2)}, ${at(3)}) order by "search" asc, "id" asc limit ${at(4)}`,
    )
    expect(query.parameters).toEqual([1, 'meyer', 7, 500])
    if (dialect === 'sqlite') {
      const plan = await read.executeQuery<{ detail: string }>({
        ...query,
        sql: `explain query plan ${query.sql}`,
      })
      expect(plan.rows.map(row => row.detail)).toEqual([
        'SEARCH person USING COVERING INDEX person_search (workspace_id=? AND (search,id)>(?,?))',
      ])
    }
  })
})

describe('the past', () => {
  test('is asked by segment, tag and rule, and shows people as they were', async () => {
    const people = await somePeople(app.context, {
      Ann: { Department: 'Sales' },
      Bob: { Department: 'IT' },
      Cem: { Department: 'Slaes' },
    })
    await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'Department is Sales' } })
    const then = new Date(clock).toISOString()
    clock += DAY
    const body = { lastName: 'Smith', tags: { Department: ['IT'] } }
    await client.people.update({ params: { id: people.Ann }, query: {}, body })
    const between = new Date(clock).toISOString()
    clock += DAY
    await client.people.update({
      params: { id: people.Bob },
      query: {},
      body: { tags: { Department: ['Sales'] } },
    })
    await client.people.deactivate({ params: { id: people.Cem }, query: {} })
    await client.tags.merge({ params: { id: 3 }, query: {}, body: { into: 1 } })
    await client.people.create({
      query: {},
      body: { email: 'new@example.com', firstName: 'New', lastName: 'One' },
    })
    expect(await found({ segment: 1 })).toBe('Bob')
    expect(await found({ segment: 1, asOf: then })).toBe('Ann')
    expect(await found({ segment: 1, asOf: between })).toBe('')
    expect(await found({ tag: 'Department: IT', asOf: between })).toBe('Bob Ann')
    expect(await found({ where: 'Department exists and not Department is IT', asOf: then })).toBe('Cem Ann')
    expect(await found({ asOf: then })).toBe('Bob Cem Ann')
    expect(await found({ asOf: '2020-01-01T00:00:00Z' })).toBe('')
    const { items } = await client.people.list({ asOf: then, q: 'ann' })
    expect(items).toMatchObject([{ lastName: 'Meyer', tags: [{ key: 'Department', value: 'Sales' }] }])
    const cem = await client.people.get({ id: people.Cem, asOf: then })
    expect(cem).toMatchObject({ status: 'active', tags: [{ id: 3, key: 'Department', value: 'Slaes' }] })
    expect((await client.people.get({ id: people.Ann, asOf: then })).segments).toEqual([
      { id: 1, name: 'Sellers' },
    ])
    await client.segments.remove({ params: { id: 1 }, query: {} })
    expect((await client.people.get({ id: people.Ann, asOf: then })).segments).toEqual([
      { id: 1, name: 'Sellers' },
    ])
    expect((await refusal(client.people.get({ id: 4, asOf: then }))).status).toBe(404)
  })
})
