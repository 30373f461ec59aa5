import { traverseContractProcedures } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reaches } from '../src/access/actor.ts'
import { contract } from '../src/contract.ts'
import { type EndpointMeta, roles } from '../src/http/endpoint.ts'
import { openApiDocument } from '../src/http/openApi.ts'
import { startApp, type TestApp } from './app.ts'
import { aWorkspace } from './aWorkspace.ts'

type Endpoint = { name: string; method: string; path: string; role: EndpointMeta['role']; isStill: boolean }

const endpoints: Endpoint[] = []
traverseContractProcedures({ router: contract, path: [] }, ({ contract: { '~orpc': definition }, path }) => {
  const { method = 'GET', path: place = '/' } = definition.route
  const { role, still = false } = definition.meta as EndpointMeta
  endpoints.push({ name: path.join('.'), method, path: place, role, isStill: still })
})

/** Features whose routes are still to come. Empty once everything in the contract is served. */
const toCome: string[] = []

/** Only an account can have several workspaces: with a key these are refused whatever its role. */
const forAccountsOnly = ['access.createWorkspace', 'access.switchWorkspace']

/** The guide's pages are the same for everybody. */
const ofNoWorkspace = ['guide.page', 'guide.sendFeedback']

/** Where an empty body is refused before anything is looked up. */
const bodies: Record<string, unknown> = {
  'access.updateMember': { role: 'viewer' },
  'people.update': { firstName: 'X' },
  'tags.updateKey': { name: 'X' },
  'tags.mergeKey': { into: 2 },
  'tags.rename': { value: 'X' },
  'tags.merge': { into: 2 },
  'segments.update': { name: 'X' },
  'imports.update': { options: {} },
  'assignments.update': { title: 'X' },
  'exceptions.create': { kind: 'exempt', personId: 1, until: null, reason: 'X' },
  'assignments.updateRecipient': { status: 'completed' },
}
const queries: Record<string, string> = {
  'changes.people': 'part=people&side=entered',
  'changes.planPeople': 'part=people&side=entered',
  'segments.explain': 'person=1',
}

let app: TestApp
let ids: Record<string, string>
let takesDryRun: Set<string>
let served: Endpoint[]

beforeAll(async () => {
  app = await startApp()
  served = endpoints.filter(({ method, path }) =>
    app.app.hasRoute({ method: method as 'GET', url: `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}` }),
  )
  ids = await aWorkspace(app)
  takesDryRun = new Set()
  for (const item of Object.values((await openApiDocument()).paths ?? {})) {
    for (const operation of Object.values(item ?? {}) as { operationId?: string }[]) {
      const { operationId = '' } = operation
      const isStill = endpoints.some(({ name, isStill }) => name === operationId && isStill)
      if (JSON.stringify(operation).includes('"dryRun"') && !isStill) takesDryRun.add(operationId)
    }
  }
})
afterAll(() => app.close())

/** Path parameters come after the word that says of what: /assignments/{id}/recipients/{personId}. */
function place({ name, path }: Endpoint, fill: (word: string) => string): string {
  const address = path.replaceAll(/([\w-]+)\/\{(\w+)\}/g, (_, word: string) => `${word}/${fill(word)}`)
  const query = [queries[name], takesDryRun.has(name) ? 'dryRun=true' : ''].filter(Boolean).join('&')
  return `/api/v1${address}${query ? `?${query}` : ''}`
}

const nothing = (word: string) =>
  ['plans', 'members', 'invitations', 'keys', 'received', 'guide'].includes(word)
    ? 'nothing-here'
    : '2147483000'
const theirs = (word: string) => ids[word] ?? 'nothing-here'

async function ask(endpoint: Endpoint, address: string, authorization: string | null): Promise<number> {
  const headers = new Headers(authorization ? { authorization: `Bearer ${authorization}` } : {})
  const body = endpoint.method === 'GET' ? undefined : JSON.stringify(bodies[endpoint.name] ?? {})
  if (body) headers.set('content-type', 'application/json')
  const response = await fetch(`${app.url}${address}`, { method: endpoint.method, headers, body })
  await response.body?.cancel()
  return response.status
}

/** All rows of all tables as text, but for when a key was last used. */
async function everyRow({ context: { db } }: TestApp): Promise<string> {
  const rows = (await tableNames(db))
    .filter(name => name !== 'api_key')
    .map(name =>
      db.read
        .selectFrom(name as 'person')
        .selectAll()
        .execute(),
    )
  return JSON.stringify(await Promise.all(rows))
}

/** On PostgreSQL those of this test's own schema: others come and go beside it, and asking for all would trip over them. */
async function tableNames(db: TestApp['context']['db']): Promise<string[]> {
  const query =
    db.dialect === 'postgres'
      ? sql<{
          name: string
        }>`select tablename as name from pg_tables where schemaname = current_schema() order by 1`
      : sql<{ name: string }>`select name from sqlite_schema where type = 'table' order by 1`
  return (await query.execute(db.read)).rows.map(({ name }) => name)
}

describe('every endpoint', () => {
  it('of the contract is served', () => {
    const missing = endpoints.filter(endpoint => !served.includes(endpoint)).map(({ name }) => name)
    expect(missing.filter(name => !toCome.includes(name.split('.')[0] ?? ''))).toEqual([])
  })

  it('is shut to nobody in particular, unless it is declared public', async () => {
    const wrong: string[] = []
    for (const endpoint of served) {
      const status = await ask(endpoint, place(endpoint, nothing), null)
      const refused = status === 401
      if (refused === (endpoint.role === 'public')) wrong.push(`${endpoint.name}: ${status}`)
    }
    expect(wrong).toEqual([])
  })

  it.each(roles)('lets the role %s in where it reaches, and nowhere else', async role => {
    const key = await app.key(role)
    const wrong: string[] = []
    for (const endpoint of served) {
      if (endpoint.role === 'public' || forAccountsOnly.includes(endpoint.name)) continue
      const status = await ask(endpoint, place(endpoint, nothing), key)
      const fine = reaches(role, endpoint.role) ? ![401, 403, 500].includes(status) : status === 403
      if (!fine) wrong.push(`${endpoint.name}: ${status}`)
    }
    expect(wrong).toEqual([])
  })

  it('answers 404 to another workspace’s owner, and what is there to its own', async () => {
    const other = await app.anotherWorkspace('owner')
    const own = await app.key('owner')
    const wrong: string[] = []
    for (const endpoint of served) {
      const { name, path, role } = endpoint
      if (role === 'public' || !path.includes('{') || ofNoWorkspace.includes(name)) continue
      if (forAccountsOnly.includes(name)) continue
      const address = place(endpoint, theirs)
      const fromOutside = await ask(endpoint, address, other.key)
      if (fromOutside !== 404) wrong.push(`${name} from outside: ${fromOutside}`)
      if (endpoint.method !== 'GET' && !takesDryRun.has(name)) continue
      const fromInside = await ask(endpoint, address, own)
      if ([401, 403, 404, 500].includes(fromInside)) wrong.push(`${name} from inside: ${fromInside}`)
    }
    expect(wrong).toEqual([])
  })

  it('that writes takes dryRun=true, and then writes nothing at all', async () => {
    const key = await app.key('owner')
    const before = await everyRow(app)
    const wrong: string[] = []
    for (const endpoint of served) {
      if (endpoint.method === 'GET') continue
      const address = place(endpoint, theirs)
      const status = await ask(endpoint, `${address}${address.includes('?') ? '&' : '?'}dryRun=true`, key)
      if (status === 201 || status >= 500) wrong.push(`${endpoint.name}: ${status}`)
      if ((await everyRow(app)) !== before) wrong.push(`${endpoint.name} wrote something`)
    }
    expect(wrong).toEqual([])
  })

  it('leaves the first workspace as it was', async () => {
    const rows = await app.context.db.read.selectFrom('workspace').select(['id', 'version']).execute()
    expect(rows).toEqual([
      { id: 1, version: 1 },
      { id: 2, version: 0 },
    ])
  })
})
