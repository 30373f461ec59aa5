import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check } from '../../src/changes/check.ts'
import { createLog } from '../../src/log.ts'
import { type Server, startServer } from '../../src/server.ts'
import { startApp, type TestApp } from '../app.ts'
import { type Client, createClient, Refused } from '../client.ts'
import { tagIdIn } from '../tagIdIn.ts'
import { drawn, isLong, patience } from './rounds.ts'

/**
 * Two acts at once, through one server or through two on one database: what is left is what one of the two orders leaves.
 * Whoever finds the workspace moved confirms the fresh plan, as a person would.
 */
let first: TestApp
let second: Server
let folder: string

beforeAll(async () => {
  first = await startApp()
  folder = await mkdtemp(join(tmpdir(), 'muster-serial-'))
  const { config } = first.context
  const own = config.databaseUrl ? { ...config, dataFolder: folder } : { ...config }
  second = await startServer({ ...own, port: 0, baseUrl: 'http://127.0.0.1:0' }, createLog('silent'))
})
afterAll(async () => {
  await second.close()
  await first.close()
  await rm(folder, { recursive: true, force: true })
})

/** A place to act in: one workspace, by way of one of the servers. */
type Door = { url: string; key: string; client: Client }
/** Gets ready (uploads, looks ids up) and answers what is then to be done. */
type Act = (door: Door) => Promise<() => Promise<unknown>>

const HEADER = 'email,first_name,last_name,Department,Location\n'
const TEAMS = ['Sales', 'Marketing', 'Support', '']
const CITIES = ['Dallas', 'Rome']
const row = fc.tuple(fc.nat(11), fc.constantFrom(...TEAMS), fc.constantFrom(...CITIES))
const file = fc
  .uniqueArray(row, { minLength: 3, maxLength: 10, selector: ([at]) => at })
  .map(
    rows =>
      HEADER + rows.map(([at, team, city]) => `p${at}@example.com,P${at},${city},${team},${city}\n`).join(''),
  )

async function confirmed(act: (query: { expectedVersion?: number; confirm?: string }) => Promise<unknown>) {
  let query = {}
  for (;;) {
    try {
      return await act(query)
    } catch (error) {
      const plan = error instanceof Refused ? error.problem.plan : undefined
      if (!plan) throw error
      query = { expectedVersion: plan.version, confirm: plan.brake?.confirm }
    }
  }
}

const importing =
  (content: string): Act =>
  async ({ url, key, client }) => {
    const form = new FormData()
    form.set('file', new Blob([content]), 'people.csv')
    const headers = { authorization: `Bearer ${key}` }
    const response = await fetch(`${url}/api/v1/imports`, { method: 'POST', headers, body: form })
    const { id } = (await response.json()) as { id: number }
    return () => confirmed(query => client.imports.commit({ params: { id }, query, body: {} }))
  }

const merging: Act = async ({ client }) => {
  const [id, into] = await Promise.all(
    ['Sales', 'Marketing'].map(value => tagIdIn(client, `Department: ${value}`)),
  )
  return () =>
    confirmed(query => client.tags.merge({ params: { id: id ?? 0 }, query, body: { into: into ?? 0 } }))
}

const editing: Act = async ({ client }) => {
  const { items } = await client.segments.list({})
  const id = items.find(({ name }) => name === 'Sellers')?.id ?? 0
  const text = '(Department is Sales or Department is Support) and not Location is Rome'
  return () => confirmed(query => client.segments.update({ params: { id }, query, body: { text } }))
}

/** A workspace with people, tags and segments in it, by way of both servers. */
async function aWorld(start: string): Promise<{ workspaceId: number; doors: [Door, Door] }> {
  const { workspaceId, key, client } = await first.anotherWorkspace('admin')
  const door = { url: first.url, key, client }
  const filled = await importing(start)(door)
  await filled()
  await client.tags.create({ query: {}, body: { key: 'Department', values: TEAMS.filter(Boolean) } })
  await client.tags.create({ query: {}, body: { key: 'Location', values: CITIES } })
  await client.segments.create({ query: {}, body: { name: 'Sellers', text: 'Department is Sales' } })
  await client.segments.create({
    query: {},
    body: { name: 'Dallas Sellers', text: 'in segment Sellers and Location is Dallas' },
  })
  return { workspaceId, doors: [door, { url: second.url, key, client: createClient(second.url, key) }] }
}

/** All there is, by names: numbers are given out in the order of the acts. */
async function stateOf({ client }: Door): Promise<unknown> {
  const [people, segments, tags] = await Promise.all([
    client.people.list({ limit: 500 }),
    client.segments.list({ limit: 500 }),
    client.tags.list({ limit: 500 }),
  ])
  const members = await Promise.all(
    segments.items.map(({ id }) => client.segments.people({ id, limit: 500 })),
  )
  return {
    people: people.items
      .map(({ email, firstName, lastName, tags }) => [
        email,
        firstName,
        lastName,
        tags.map(({ key, value }) => `${key}: ${value}`).sort(),
      ])
      .sort(),
    segments: segments.items.map(({ name, text }, at) => [
      name,
      text,
      members[at]?.items.map(({ email }) => email).sort(),
    ]),
    tags: tags.items.map(({ key, value, people: count }) => [key, value, count]).sort(),
  }
}

const pairs: Record<string, (one: string, other: string) => [Act, Act]> = {
  'two imports': (one, other) => [importing(one), importing(other)],
  'an import and a tag merge': one => [importing(one), merging],
  'an import and a rule edit': one => [importing(one), editing],
}

const TIMES = isLong ? 25 : 1

test.each(
  Object.keys(pairs).flatMap(name => [
    [name, 'one server'],
    [name, 'two servers'],
  ]),
)(
  '%s at once through %s leave what one of the two orders leaves',
  { timeout: patience },
  async (name, servers) => {
    for (let time = 0; time < TIMES; time++) {
      const [start, one, other] = drawn(fc.tuple(file, file, file), time)
      const [a, b] = pairs[name]?.(one, other) ?? []
      if (!a || !b) throw new Error('Two acts.')
      const inOrder = async (acts: [Act, Act]) => {
        const { doors } = await aWorld(start)
        for (const act of acts) await (await act(doors[0]))()
        return await stateOf(doors[0])
      }
      const orders = [await inOrder([a, b]), await inOrder([b, a])]
      const { workspaceId, doors } = await aWorld(start)
      const ready = await Promise.all([a(doors[0]), b(doors[servers === 'one server' ? 0 : 1])])
      await Promise.all(ready.map(act => act()))
      const left = await stateOf(doors[0])
      expect(orders, JSON.stringify({ start, one, other })).toContainEqual(left)
      expect(await stateOf(doors[1])).toEqual(left)
      expect(await check(first.context.db, workspaceId)).toEqual([])
    }
  },
)
