import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check } from '../src/changes/check.ts'
import { createLog } from '../src/log.ts'
import { type Server, startServer } from '../src/server.ts'
import { startApp, type TestApp } from './app.ts'
import { type Client, createClient } from './client.ts'
import { importFile, upload } from './upload.ts'

let first: TestApp
let second: Server
let folder: string
const clients: Client[] = []

/** Two servers on one database, each with its own roster, background thread and (on PostgreSQL) its own data folder. */
beforeAll(async () => {
  first = await startApp()
  folder = await mkdtemp(join(tmpdir(), 'muster-second-'))
  const { config } = first.context
  const own = config.databaseUrl ? { ...config, dataFolder: folder } : { ...config }
  second = await startServer({ ...own, port: 0, baseUrl: 'http://127.0.0.1:0' }, createLog('silent'))
  const key = await first.key('admin')
  clients.push(createClient(first.url, key), createClient(second.url, key))
})
afterAll(async () => {
  await second.close()
  await first.close()
  await rm(folder, { recursive: true, force: true })
})

const other = (client: Client) => clients.find(each => each !== client) ?? client

test('what one server commits is right on the other at the next request', async () => {
  await importFile(
    first,
    'people.csv',
    'email,first_name,last_name,Team\na@example.com,A,A,Red\nb@example.com,B,B,Blue\n',
  )
  const [one, two] = clients
  if (!one || !two) throw new Error('Two clients.')
  const made = await two.segments.create({ query: {}, body: { name: 'Reds', text: 'Team is Red' } })
  expect(made).toMatchObject({ people: 1 })
  const id = 'rule' in made ? made.id : 0
  for (const client of clients) {
    await client.people.update({ params: { id: 2 }, query: {}, body: { tags: { Team: ['Red'] } } })
    expect((await other(client).segments.get({ id })).people).toBe(2)
    await other(client).people.update({ params: { id: 2 }, query: {}, body: { tags: { Team: ['Blue'] } } })
    expect((await client.segments.get({ id })).people).toBe(1)
  }
})

test('both writing at once: nothing is lost, nothing done twice, and everything agrees', async () => {
  const adds = Array.from({ length: 40 }, (_, n) =>
    clients[n % 2]?.people.create({
      query: {},
      body: {
        email: `new${n}@example.com`,
        firstName: 'New',
        lastName: `${n}`,
        tags: { Team: [n % 4 < 2 ? 'Red' : 'Green'] },
      },
    }),
  )
  await Promise.all(adds)
  for (const client of clients) {
    expect((await client.people.list({ limit: 1 })).total).toBe(42)
    expect((await client.people.list({ where: 'Team is Green', limit: 1 })).total).toBe(20)
  }
  expect(await check(first.context.db, first.workspaceId)).toEqual([])
})

test('a plan made on one server is stale when the other has committed since', async () => {
  const [one, two] = clients
  const plan = await one?.people.setTags({
    query: { dryRun: true },
    body: { ids: [1], add: { Team: ['Violet'] } },
  })
  const expectedVersion = plan && 'version' in plan ? plan.version : 0
  await two?.people.update({ params: { id: 1 }, query: {}, body: { firstName: 'Ada' } })
  await expect(
    one?.people.setTags({ query: { expectedVersion }, body: { ids: [1], add: { Team: ['Violet'] } } }),
  ).rejects.toMatchObject({
    status: 409,
    problem: { plan: { version: expectedVersion + 1 } },
  })
})

test('an import that one server took in is committed by the other', async () => {
  const { import: planned } = await upload(first, {
    name: 'more.csv',
    content: 'email,first_name,last_name,Team\nc@example.com,C,C,Amber\n',
  })
  const done = await clients[1]?.imports.commit({ params: { id: planned.id }, query: {}, body: {} })
  expect(done).toMatchObject({ status: 'done' })
  expect((await clients[0]?.people.list({ where: 'Team is Amber' }))?.total).toBe(1)
})
