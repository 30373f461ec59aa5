import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner, startApp, type TestApp } from '../../test/app.ts'
import { bodyOf } from '../../test/client.ts'
import { cookieOf, json, session, signIn } from '../../test/signIn.ts'
import { resetPassword } from './resetPassword.ts'

describe('the first account', () => {
  const body = { name: 'Ada', email: 'Ada@Example.com', password: 'a long passphrase', workspace: 'Acme' }

  it('is made once, even when two ask at the same time, and can sign in', async () => {
    const t = await startApp({ fresh: true })
    expect(await bodyOf(await t.fetch('/api/v1/setup', {}, null))).toEqual({ needed: true })
    const answers = await Promise.all(
      [body, { ...body, email: 'eve@example.com' }].map(b => t.fetch('/api/v1/setup', json(b), null)),
    )
    expect(answers.map(a => a.status).sort()).toEqual([201, 409])
    expect(await bodyOf(await t.fetch('/api/v1/setup', {}, null))).toEqual({ needed: false })
    const bodies = await Promise.all(answers.map(bodyOf))
    const email = bodies.find(answer => answer.email).email
    const me = await bodyOf(
      await t.fetch('/api/v1/me', { headers: { cookie: await session(t, email, body.password) } }, null),
    )
    expect(me).toMatchObject({
      kind: 'account',
      email,
      role: 'owner',
      workspace: { name: 'Acme', version: 0 },
    })
    await t.close()
  })

  it('is refused with a sentence for a short password and an unknown time zone', async () => {
    const t = await startApp({ fresh: true })
    const short = await t.fetch('/api/v1/setup', json({ ...body, password: 'short' }), null)
    expect(short.status).toBe(422)
    expect(await bodyOf(short)).toMatchObject({
      errors: [{ path: 'password', message: 'At least 12 characters.' }],
    })
    const zone = await t.fetch('/api/v1/setup', json({ ...body, timeZone: 'Mars/Olympus' }), null)
    expect(zone.status).toBe(422)
    await t.close()
  })

  it('is made unattended from the settings, and only when there is none', async () => {
    const t = await startApp({
      fresh: true,
      config: { owner: { email: 'ops@example.com', password: 'a long passphrase' } },
    })
    await session(t, 'ops@example.com', 'a long passphrase')
    await t.close()
  })
})

describe('signing in', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await startApp()
  })
  afterAll(() => t.close())

  it('gives a cookie that no script reads, and signing out ends it at once', async () => {
    const response = await signIn(t, 'OLIVIA@example.com', owner.password)
    expect(response.headers.getSetCookie()[0]).toMatch(/^muster\.session_token=.*HttpOnly.*SameSite=Lax/i)
    const cookie = cookieOf(response)
    expect((await t.fetch('/api/v1/me', { headers: { cookie } }, null)).status).toBe(200)
    expect((await t.fetch('/api/auth/sign-out', json({}, { cookie }), null)).status).toBe(200)
    expect((await t.fetch('/api/v1/me', { headers: { cookie } }, null)).status).toBe(401)
  })

  it('says the same for a wrong password and an unknown address', async () => {
    const wrong = await signIn(t, owner.email, 'not the password')
    const unknown = await signIn(t, 'nobody@example.com', 'not the password')
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await bodyOf(wrong)).toEqual(await bodyOf(unknown))
  })

  it('stops guessing after ten tries a minute, for that account only', { timeout: 30_000 }, async () => {
    for (let n = 0; n < 10; n++) await signIn(t, 'guessed@example.com', 'wrong')
    const refused = await signIn(t, 'guessed@example.com', 'wrong')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
    expect((await signIn(t, owner.email, owner.password)).status).toBe(200)
  })

  it('cannot be used to sign up or to reach the rest of the library', async () => {
    const up = await t.fetch(
      '/api/auth/sign-up/email',
      json({ email: 'e@example.com', password: 'a long passphrase', name: 'E' }),
      null,
    )
    expect(up.status).toBe(404)
  })

  it('refuses a cookie somebody altered', async () => {
    const cookie = (await session(t)).replace(/=./, '=x')
    expect((await t.fetch('/api/v1/me', { headers: { cookie } }, null)).status).toBe(401)
  })

  it('changes the password with the present one', async () => {
    const cookie = await session(t)
    const change = (currentPassword: string, newPassword: string) =>
      t.fetch('/api/auth/change-password', json({ currentPassword, newPassword }, { cookie }), null)
    const wrong = await change('wrong wrong wrong', 'another passphrase')
    expect([wrong.status, (await bodyOf(wrong)).errors]).toEqual([
      422,
      [{ path: 'currentPassword', message: 'This is not the present password.' }],
    ])
    for (const [given, message] of [
      ['short', 'At least 12 characters.'],
      ['long'.repeat(51), 'At most 200 characters.'],
    ] as const)
      expect(await (await change(owner.password, given)).json()).toMatchObject({
        status: 422,
        errors: [{ path: 'newPassword', message }],
      })
    expect((await change(owner.password, 'another passphrase')).status).toBe(200)
    expect((await change('another passphrase', owner.password)).status).toBe(200)
  })

  it('goes by a new password, made by whoever holds the data; the old one and every session end', async () => {
    const { db } = t.context
    const cookie = await session(t)
    const password = await resetPassword(db, ' Olivia@example.com', new Date())
    expect(password).toMatch(/^(\w{5}-){3}\w{5}$/)
    expect((await t.fetch('/api/v1/me', { headers: { cookie } }, null)).status).toBe(401)
    expect((await signIn(t, owner.email, owner.password)).status).toBe(401)
    expect((await signIn(t, owner.email, password)).status).toBe(200)
    await expect(resetPassword(db, 'nobody@example.com', new Date())).rejects.toThrow(
      'Nobody signs in with nobody@example.com.',
    )
  })
})

describe('a write with a cookie', () => {
  let t: TestApp
  let cookie: string
  beforeAll(async () => {
    t = await startApp({ config: { baseUrl: 'https://muster.example.org' } })
    // Behind https the cookie is Secure; the test speaks plain http, so it sends it by hand.
    cookie = await session(t)
  })
  afterAll(() => t.close())
  const write = (headers: Record<string, string>) =>
    t.fetch('/api/v1/keys', json({ name: 'k', role: 'viewer' }, { cookie, ...headers }), null)

  it('is taken from our own pages only', async () => {
    expect((await write({ origin: 'https://muster.example.org' })).status).toBe(201)
    expect((await write({ origin: t.url })).status).toBe(201)
    expect((await write({ origin: 'https://evil.example.org' })).status).toBe(403)
    expect((await write({ origin: 'null' })).status).toBe(403)
    expect((await write({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await write({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
  })

  it('is not needed by programs: a key is taken from anywhere', async () => {
    const response = await t.fetch(
      '/api/v1/keys',
      json({ name: 'k', role: 'viewer' }, { origin: 'https://elsewhere.example.org' }),
    )
    expect(response.status).toBe(201)
  })

  it('finds a Secure cookie and HSTS behind https', async () => {
    const response = await signIn(t, owner.email, owner.password)
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-muster\.session_token=.*Secure/)
    expect(response.headers.get('strict-transport-security')).toContain('max-age')
  })

  it('refuses to sign somebody in from another site', async () => {
    const response = await t.fetch(
      '/api/auth/sign-in/email',
      json({ email: owner.email, password: owner.password }, { origin: 'https://evil.example.org' }),
      null,
    )
    expect(response.status).toBe(403)
  })
})

describe('API keys', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await startApp()
  })
  afterAll(() => t.close())

  it('work until they are revoked, and not a request longer', async () => {
    const client = await t.client()
    const made = await client.access.createKey({ body: { name: 'nightly import', role: 'editor' } })
    expect(made.key).toMatch(/^mst_[\w-]{43}$/)
    const ask = () => t.fetch('/api/v1/me', { headers: { authorization: `Bearer ${made.key}` } }, null)
    expect(await bodyOf(await ask())).toMatchObject({ kind: 'key', role: 'editor', name: 'nightly import' })
    await client.access.revokeKey({ params: { id: made.id } })
    expect((await ask()).status).toBe(401)
  })

  it('are kept only as a hash, and listed by their first characters', async () => {
    const client = await t.client()
    const { key, id } = await client.access.createKey({ body: { name: 'k', role: 'viewer' } })
    const row = await t.context.db.read
      .selectFrom('api_key')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(key)
    const { items } = await client.access.keys()
    expect(items.find(item => item.id === id)).toMatchObject({ start: key.slice(0, 8), createdBy: 'admin' })
  })

  it('note their last use', async () => {
    const client = await t.client()
    const { key, id } = await client.access.createKey({ body: { name: 'used', role: 'viewer' } })
    await t.fetch('/api/v1/me', { headers: { authorization: `Bearer ${key}` } }, null)
    await expect
      .poll(async () => (await client.access.keys()).items.find(item => item.id === id)?.lastUsedAt)
      .toMatch(/^2/)
  })

  it('never have more than their maker', async () => {
    const client = await t.client('admin')
    await expect(client.access.createKey({ body: { name: 'k', role: 'owner' } })).rejects.toMatchObject({
      status: 403,
    })
  })

  it('belong to one workspace: they cannot make or enter others', async () => {
    const client = await t.client('owner')
    await expect(client.access.createWorkspace({ body: { name: 'Mine' } })).rejects.toMatchObject({
      status: 403,
    })
    await expect(client.access.switchWorkspace({ params: { id: 1 } })).rejects.toMatchObject({ status: 403 })
  })

  it('that are mistyped are refused, not taken for nobody', async () => {
    for (const authorization of ['Bearer mst_nonsense', 'Basic abc', 'Bearer']) {
      expect((await t.fetch('/api/v1/setup', { headers: { authorization } }, null)).status).toBe(401)
    }
  })
})

describe('settings', () => {
  it('change what is given and leave the rest', async () => {
    const t = await startApp()
    const client = await t.client()
    const settings = await client.access.updateSettings({
      body: { timeZone: 'America/Chicago', limits: { messages: 5 }, keepFilesDays: 30 },
    })
    expect(settings).toEqual({
      name: 'Acme',
      timeZone: 'America/Chicago',
      workingDays: [1, 2, 3, 4, 5],
      closedDays: [],
      limits: { segmentShare: 0.25, segmentPeople: 50, deactivated: 50, messages: 5 },
      keepFilesDays: 30,
    })
    const newYear = { on: '2027-01-01', name: 'New Year' }
    const closedDays = [{ on: '2027-12-25', name: '' }, newYear, { ...newYear, name: 'New Year’s Day' }]
    expect(
      await client.access.updateSettings({ body: { workingDays: [7, 1, 1], closedDays } }),
    ).toMatchObject({
      timeZone: 'America/Chicago',
      workingDays: [1, 7],
      closedDays: [
        { on: '2027-01-01', name: 'New Year’s Day' },
        { on: '2027-12-25', name: '' },
      ],
    })
    await expect(client.access.updateSettings({ body: { workingDays: [] } })).rejects.toMatchObject({
      status: 422,
    })
    await expect(client.access.updateSettings({ body: { timeZone: 'Nowhere' } })).rejects.toMatchObject({
      status: 422,
    })
    await t.close()
  })
})
