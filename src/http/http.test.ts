import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { bodyOf } from '../../test/client.ts'
import { json } from '../../test/signIn.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const post = (body: string, headers: Record<string, string> = {}) =>
  t.fetch('/api/v1/keys', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('a refusal', () => {
  it('is a problem with title, detail and status, and never cached', async () => {
    const response = await t.fetch('/api/v1/me', {}, null)
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    expect(await bodyOf(response)).toEqual({
      type: 'about:blank',
      title: 'Nobody is signed in',
      status: 401,
      detail: 'Sign in, or send an API key as “Authorization: Bearer KEY”.',
    })
  })

  it('names each wrong field in plain words', async () => {
    const response = await post('{"name": "", "role": "king"}')
    expect(response.status).toBe(422)
    expect((await bodyOf(response)).errors).toEqual([
      { path: 'name', message: 'A name, please.' },
      { path: 'role', message: 'This must be one of viewer, editor, admin, owner.' },
    ])
    expect((await bodyOf(await post('{}'))).errors).toEqual([
      { path: 'name', message: 'This is missing.' },
      { path: 'role', message: 'This is missing.' },
    ])
    expect(await bodyOf(await post('[]'))).toMatchObject({ detail: 'This must be an object.' })
  })

  it('says 404 for an unknown address, also with a key', async () => {
    for (const path of ['/api/v1/nothing', '/api/nothing', '/api/v1/keys/x/y', '/assets/none.js']) {
      const response = await t.fetch(path)
      expect([path, response.status]).toEqual([path, 404])
      expect(response.headers.get('content-type')).toContain('application/problem+json')
    }
  })

  it('says 400 for JSON that is none, 415 for something else, 413 for too much', async () => {
    expect((await post('{"name": ')).status).toBe(400)
    expect((await post('name=x', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await post(JSON.stringify({ name: 'x'.repeat(9 * 1024 * 1024) }))).status).toBe(413)
  })

  it('comes before the body is read when the role does not suffice', async () => {
    const response = await t.fetch('/api/v1/keys', json('not even an object'), 'viewer')
    expect(response.status).toBe(403)
    expect((await bodyOf(response)).detail).toContain('needs the role admin')
  })

  it('bears JSON a million levels deep', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
    const response = await post(`{"name": ${deep}, "role": "viewer"}`)
    expect(response.status).toBe(400)
    expect((await bodyOf(response)).detail).toContain('nested more than 400 levels')
    expect((await post(`{"name": "${'['.repeat(1_000)}\\"", "role": "viewer"}`)).status).toBe(422)
    expect((await t.fetch('/healthz', {}, null)).status).toBe(200)
  })

  it('of a defect names the request and nothing else', async () => {
    const app = await startApp()
    await app.key()
    await app.context.db.script(['DROP TABLE invitation'])
    const response = await app.fetch('/api/v1/invitations')
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(text).not.toContain('no such table')
    expect(text).toContain(response.headers.get('x-request-id'))
    await app.close()
  })
})

describe('headers', () => {
  it('are strict on every answer', async () => {
    for (const path of ['/', '/api/v1/me', '/api/docs', '/healthz']) {
      const { headers } = await t.fetch(path, {}, null)
      const policy = headers.get('content-security-policy')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toBeNull()
    }
  })
})

describe('a dry run', () => {
  it('answers 200 with the plan where the act itself answers 201', async () => {
    const create = (query: string) => t.fetch(`/api/v1/tags${query}`, json({ key: 'Team', values: ['Blue'] }))
    const dry = await create('?dryRun=true')
    expect(dry.status).toBe(200)
    expect(await bodyOf(dry)).toMatchObject({ version: 0, brake: null })
    expect((await create('')).status).toBe(201)
  })
})

describe('an Idempotency-Key', () => {
  const create = (key: string, value: string, role: 'admin' | 'owner' = 'admin') =>
    t.fetch('/api/v1/tags', json({ key: 'Shift', values: [value] }, { 'idempotency-key': key }), role)

  it('makes a repeat answer what the first did, without doing it again', async () => {
    const first = await create('one', 'a')
    const again = await create('one', 'a')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(await bodyOf(again)).toEqual(await bodyOf(first))
  })

  it('is refused for another request, and for another caller', async () => {
    await create('two', 'twice')
    expect((await create('two', 'b')).status).toBe(422)
    expect((await create('two', 'twice', 'owner')).status).toBe(422)
  })

  it('lets one of two at the same time through', async () => {
    const answers = await Promise.all([create('three', 'c'), create('three', 'c')])
    const statuses = answers.map(answer => answer.status)
    expect(statuses.filter(status => status === 201 || status === 409)).toHaveLength(2)
    const rows = await t.context.db.read
      .selectFrom('idempotency')
      .select('status')
      .where('key', '=', 'three')
      .execute()
    expect(rows).toEqual([{ status: 201 }])
  })

  it('is free again after a refusal', async () => {
    expect((await create('four', '')).status).toBe(422)
    expect((await create('four', 'now with a value')).status).toBe(201)
  })

  it('keeps no copy of an answer that holds a secret', async () => {
    const ask = () =>
      t.fetch('/api/v1/keys', json({ name: 'k', role: 'viewer' }, { 'idempotency-key': 'five' }))
    const [first, second] = [await bodyOf(await ask()), await bodyOf(await ask())]
    expect(first.key).not.toBe(second.key)
    const rows = await t.context.db.read
      .selectFrom('idempotency')
      .select('key')
      .where('key', '=', 'five')
      .execute()
    expect(rows).toEqual([])
  })

  it('is forgotten after a day', async () => {
    let now = new Date('2026-03-01T00:00:00Z')
    const app = await startApp({ now: () => now })
    const ask = (value: string) =>
      app.fetch('/api/v1/tags', json({ key: 'Shift', values: [value] }, { 'idempotency-key': 'k' }))
    expect((await ask('a')).status).toBe(201)
    now = new Date('2026-03-01T23:00:00Z')
    expect((await ask('b')).status).toBe(422)
    now = new Date('2026-03-02T00:01:00Z')
    expect((await ask('b')).status).toBe(201)
    await app.close()
  })
})

describe('for programs and people who watch', () => {
  it('healthz tells whether the database answers', async () => {
    const app = await startApp()
    const healthy = await app.fetch('/healthz', {}, null)
    expect(healthy.status).toBe(200)
    expect(await bodyOf(healthy)).toMatchObject({ status: 'ok', database: 'reachable' })
    await app.context.db.read.destroy()
    expect((await app.fetch('/healthz', {}, null)).status).toBe(503)
    await app.close()
  })

  it('metrics count requests by route, not by address', async () => {
    await t.fetch('/api/v1/invitations/some-secret-token', {}, null)
    const text = await (await t.fetch('/metrics', {}, null)).text()
    expect(text).toContain('route="/api/v1/invitations/:id",status="404"')
    expect(text).not.toContain('some-secret-token')
    expect(text).toMatch(/muster_event_loop_lag_p99_seconds \d/)
  })

  it('the reference describes every endpoint and needs no script', async () => {
    const { openapi, paths } = await bodyOf(await t.fetch('/api/openapi.json', {}, null))
    expect(openapi).toMatch(/^3\.1/)
    expect(paths['/segments'].post['x-role']).toBe('editor')
    const page = await (await t.fetch('/api/docs', {}, null)).text()
    expect(page).not.toContain('<script')
    for (const path of Object.keys(paths)) expect(page).toContain(`<code>${path}</code>`)
    expect((await t.fetch('/api/docs.css', {}, null)).headers.get('content-type')).toContain('text/css')
  })
})
