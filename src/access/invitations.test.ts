import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { owner, startApp, type TestApp } from '../../test/app.ts'
import { bodyOf } from '../../test/client.ts'
import { json, session, tokenOf } from '../../test/signIn.ts'

describe('invitations and members', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await startApp()
  })
  afterAll(() => t.close())
  const accept = (token: string, body: unknown) =>
    t.fetch(`/api/v1/invitations/${token}/accept`, json(body), null)

  async function join(email: string, role: 'viewer' | 'editor' | 'admin' | 'owner') {
    const { link } = await (await t.client('owner')).access.invite({ body: { email, role } })
    const response = await accept(tokenOf(link), { name: email, password: 'a long passphrase' })
    expect(response.status).toBe(200)
    const { items } = await (await t.client()).access.members()
    return items.find(item => item.email === email)?.id ?? ''
  }

  it('let somebody in once, with the role that was given', async () => {
    const client = await t.client()
    const { link } = await client.access.invite({ body: { email: 'Ed@example.com', role: 'editor' } })
    expect(link).toMatch(/\/invitation\/[\w-]{65}$/)
    const token = tokenOf(link)
    expect(await bodyOf(await t.fetch(`/api/v1/invitations/${token}`, {}, null))).toEqual({
      email: 'ed@example.com',
      workspace: 'Acme',
      role: 'editor',
      invitedBy: 'admin',
      hasAccount: false,
    })
    expect((await accept(token, { password: 'a long passphrase' })).status).toBe(422)
    expect((await accept(token, { name: 'Ed', password: 'short' })).status).toBe(422)
    const body = { name: 'Ed', password: 'a long passphrase' }
    const both = await Promise.all([accept(token, body), accept(token, body)])
    expect(both.map(a => a.status).sort()).toEqual([200, 404])
    expect((await t.fetch(`/api/v1/invitations/${token}`, {}, null)).status).toBe(404)
    const cookie = await session(t, 'ed@example.com', 'a long passphrase')
    const me = await bodyOf(await t.fetch('/api/v1/me', { headers: { cookie } }, null))
    expect(me).toMatchObject({ role: 'editor', workspace: { name: 'Acme' } })
  })

  it('cannot be guessed from their id, and end when withdrawn', async () => {
    const client = await t.client()
    const { id, link } = await client.access.invite({ body: { email: 'w@example.com', role: 'viewer' } })
    expect((await t.fetch(`/api/v1/invitations/${id}`, {}, null)).status).toBe(404)
    expect((await t.fetch(`/api/v1/invitations/${id}${'A'.repeat(43)}`, {}, null)).status).toBe(404)
    await client.access.cancelInvitation({ params: { id } })
    expect((await t.fetch(`/api/v1/invitations/${tokenOf(link)}`, {}, null)).status).toBe(404)
  })

  it('end after seven days', async () => {
    let now = new Date('2026-03-01T00:00:00Z')
    const app = await startApp({ now: () => now })
    const { link } = await (await app.client()).access.invite({
      body: { email: 'l@example.com', role: 'viewer' },
    })
    const look = () => app.fetch(`/api/v1/invitations/${tokenOf(link)}`, {}, null)
    now = new Date('2026-03-07T23:59:00Z')
    expect((await look()).status).toBe(200)
    now = new Date('2026-03-08T00:01:00Z')
    expect((await look()).status).toBe(404)
    await app.close()
  })

  it('take an account that exists by its password', async () => {
    const other = await t.anotherWorkspace()
    const { link } = await other.client.access.invite({ body: { email: owner.email, role: 'viewer' } })
    const token = tokenOf(link)
    expect((await accept(token, { name: 'x', password: 'not the password' })).status).toBe(422)
    expect((await accept(token, { password: owner.password })).status).toBe(200)
    const cookie = await session(t)
    const me = await bodyOf(await t.fetch('/api/v1/me', { headers: { cookie } }, null))
    expect(me.workspaces).toHaveLength(2)
    const switched = await t.fetch(
      `/api/v1/workspaces/${other.workspaceId}/switch`,
      json({}, { cookie }),
      null,
    )
    expect(await bodyOf(switched)).toMatchObject({ name: 'Elsewhere', role: 'viewer' })
    const there = await bodyOf(await t.fetch('/api/v1/me', { headers: { cookie } }, null))
    expect(there).toMatchObject({ role: 'viewer', workspace: { id: other.workspaceId } })
    const third = await t.anotherWorkspace()
    const refused = await t.fetch(
      `/api/v1/workspaces/${third.workspaceId}/switch`,
      json({}, { cookie }),
      null,
    )
    expect(refused.status).toBe(404)
  })

  it('let nobody give more than they have', async () => {
    const admin = await t.client('admin')
    const editor = await join('e2@example.com', 'editor')
    await expect(
      admin.access.invite({ body: { email: 'o@example.com', role: 'owner' } }),
    ).rejects.toMatchObject({
      status: 403,
    })
    await expect(
      admin.access.updateMember({ params: { id: editor }, body: { role: 'owner' } }),
    ).rejects.toMatchObject({ status: 403 })
    expect((await admin.access.updateMember({ params: { id: editor }, body: { role: 'admin' } })).role).toBe(
      'admin',
    )
  })

  it('keep an owner: an admin cannot touch one, and the last one stays', async () => {
    const [admin, asOwner] = [await t.client('admin'), await t.client('owner')]
    const { items } = await admin.access.members()
    const id = items.find(item => item.email === owner.email)?.id ?? ''
    await expect(
      admin.access.updateMember({ params: { id }, body: { role: 'viewer' } }),
    ).rejects.toMatchObject({ status: 403 })
    await expect(admin.access.removeMember({ params: { id } })).rejects.toMatchObject({ status: 403 })
    await expect(
      asOwner.access.updateMember({ params: { id }, body: { role: 'admin' } }),
    ).rejects.toMatchObject({ status: 409 })
    await expect(asOwner.access.removeMember({ params: { id } })).rejects.toMatchObject({ status: 409 })
  })

  it('of two owners who demote each other at once, one stays', async () => {
    const app = await startApp()
    const asOwner = await app.client('owner')
    const { link } = await asOwner.access.invite({ body: { email: 'two@example.com', role: 'owner' } })
    await app.fetch(
      `/api/v1/invitations/${tokenOf(link)}/accept`,
      json({ name: 'Two', password: 'a long passphrase' }),
      null,
    )
    const { items } = await asOwner.access.members()
    const results = await Promise.allSettled(
      items.map(({ id }) => asOwner.access.updateMember({ params: { id }, body: { role: 'viewer' } })),
    )
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    await app.close()
  })

  it('are out at once when removed', async () => {
    const id = await join('gone@example.com', 'editor')
    const cookie = await session(t, 'gone@example.com', 'a long passphrase')
    expect((await t.fetch('/api/v1/me', { headers: { cookie } }, null)).status).toBe(200)
    await (await t.client()).access.removeMember({ params: { id } })
    expect((await t.fetch('/api/v1/me', { headers: { cookie } }, null)).status).toBe(401)
  })

  it('are not invited twice', async () => {
    await join('again@example.com', 'viewer')
    await expect(
      (await t.client()).access.invite({ body: { email: 'again@example.com', role: 'viewer' } }),
    ).rejects.toMatchObject({ status: 409 })
  })
})
