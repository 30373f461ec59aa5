import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { createApiKey } from '../src/access/createKey.ts'
import { insertAccount } from '../src/access/insertAccount.ts'
import { insertWorkspace } from '../src/access/insertWorkspace.ts'
import type { Config } from '../src/config.ts'
import type { AppContext } from '../src/http/context.ts'
import type { Role } from '../src/http/endpoint.ts'
import { createLog } from '../src/log.ts'
import { startServer } from '../src/server.ts'
import { type Client, createClient } from './client.ts'

export type TestApp = {
  url: string
  app: FastifyInstance
  context: AppContext
  workspaceId: number
  /** The API key of a role in the first workspace. */
  key(role?: Role): Promise<string>
  /** The typed client, by a key of that role (admin unless said). */
  client(role?: Role): Promise<Client>
  /** Plain fetch of a path, as a role, or as nobody with null. */
  fetch(path: string, init?: RequestInit, role?: Role | null): Promise<Response>
  /** Another workspace with a key of the given role in it. */
  anotherWorkspace(role?: Role): Promise<{ workspaceId: number; key: string; client: Client }>
  close(): Promise<void>
}

export const owner = { email: 'olivia@example.com', password: 'correct horse battery', name: 'Olivia Owner' }

/** `scrypt` of better-auth for owner.password, worked out once: hashing takes longer than starting the app. */
const OWNER_PASSWORD_HASH =
  'a06d0d3afd6a081fc2d47ae0108ff090:16de345993aee19af13cd91b73496f53bb49194caf3a32ac797ff487aeed121f647ff0aa56361f268b00ff5d8c2793f89a85c897723638822d429438410e6567'

export type TestOptions = {
  /** Changes to the configuration. */
  config?: Partial<Config>
  /** A clock of one's own. */
  now?: () => Date
  /** Without the services that run by the clock (services.ts): the test calls their parts itself. */
  byTheClock?: false
  /** Leave the app as it is before the first account is made. */
  fresh?: boolean
}

/**
 * A real app: SQLite in a temp folder or, with MUSTER_TEST_DATABASE_URL, a schema of its own in that PostgreSQL.
 * Its owner is `owner`, workspace 1 is “Acme”.
 */
export async function startApp(options: TestOptions = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-test-'))
  const postgres = await ownSchema()
  const server = await startServer(
    { ...configFor(folder, postgres.url), ...options.config },
    createLog('silent'),
    { byTheClock: options.byTheClock },
  )
  const { context, url, app } = server
  if (options.now) context.now = options.now
  const workspaceId = options.fresh ? 1 : await makeOwner(context)
  const keys = new Map<Role, Promise<string>>()
  const key = (role: Role = 'admin') => {
    const known =
      keys.get(role) ?? createApiKey(context.db, { workspaceId, name: role, role, createdBy: 'tests' })
    keys.set(role, known)
    return known
  }
  return {
    url,
    app,
    context,
    workspaceId,
    key,
    client: async role => createClient(url, await key(role)),
    async fetch(path, init = {}, role = 'admin') {
      const headers = new Headers(init.headers)
      if (role !== null && !headers.has('cookie')) headers.set('authorization', `Bearer ${await key(role)}`)
      return await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers })
    },
    async anotherWorkspace(role = 'owner') {
      const id = await makeWorkspace(context, 'Elsewhere', `${crypto.randomUUID()}@example.com`)
      const theirs = await createApiKey(context.db, {
        workspaceId: id,
        name: 'theirs',
        role,
        createdBy: 'tests',
      })
      return { workspaceId: id, key: theirs, client: createClient(url, theirs) }
    },
    async close() {
      await server.close()
      await postgres.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function configFor(folder: string, databaseUrl: string | null): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    databaseUrl,
    baseUrl: 'http://127.0.0.1:0',
    secret: 'a secret that only the tests know, 32+',
    smtpUrl: null,
    mailFrom: 'muster@example.com',
    owner: null,
    maxUploadBytes: 500 * 1024 * 1024,
    privateWebhooks: false,
  }
}

const makeOwner = (context: AppContext) => makeWorkspace(context, 'Acme', owner.email, owner.name)

async function makeWorkspace(
  context: AppContext,
  workspace: string,
  email: string,
  name = 'Somebody',
): Promise<number> {
  const now = context.now()
  return await context.db.transaction(async ({ sql }) => {
    const ownerId = await insertAccount(sql, { email, name, passwordHash: OWNER_PASSWORD_HASH, now })
    return await insertWorkspace(context.db.dialect, sql, { name: workspace, ownerId, now })
  })
}

let schemas = 0

/** Where MUSTER_TEST_DATABASE_URL names a PostgreSQL: the address of a schema of one's own in it. */
export async function ownSchema(): Promise<{ url: string | null; drop(): Promise<void> }> {
  const url = process.env.MUSTER_TEST_DATABASE_URL
  if (!url) return { url: null, drop: async () => {} }
  const schema = `test_${process.pid}_${Date.now().toString(36)}_${schemas++}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await run(`create schema ${schema}`)
  const own = new URL(url)
  own.searchParams.set('options', `-c search_path=${schema}`)
  return { url: own.href, drop: () => run(`drop schema ${schema} cascade`) }
}
