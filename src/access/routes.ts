import { Forbidden, NotFound } from '../errors.ts'
import { app, open } from '../http/implement.ts'
import { type Actor, reaches } from './actor.ts'
import { asRole } from './authenticate.ts'
import type { Settings } from './contract.ts'
import { insertApiKey } from './createKey.ts'
import { checkTimeZone, insertWorkspace } from './insertWorkspace.ts'
import { acceptInvitation, getInvitation, invitationLink, invite } from './invitations.ts'
import { makeFirstAccount } from './makeFirstAccount.ts'
import { changeRole, removeMember } from './members.ts'
import {
  findAccountByEmail,
  findMember,
  getWorkspace,
  hasAccounts,
  listApiKeys,
  listInvitations,
  listMembers,
  listWorkspacesOf,
} from './queries.ts'
import { toApiKey, toInvitation, toMember, toSettings } from './shapes.ts'

export const accessRoutes = {
  setup: open.access.setup.handler(async ({ context }) => ({
    needed: !(await hasAccounts(context.db.read)),
  })),

  firstAccount: open.access.firstAccount.handler(async ({ input: { body }, context }) => {
    context.attempts.begin(`${context.address} setup`, context.now())
    await makeFirstAccount(context.db, body, context.now())
    return { email: body.email.toLowerCase() }
  }),

  me: app.access.me.handler(async ({ context: { actor, db } }) => {
    const workspace = await getWorkspace(db.read, actor.workspaceId)
    const here = { id: workspace.id, name: workspace.name, role: actor.role }
    const isAccount = actor.kind === 'account'
    const member = isAccount ? await findMember(db.read, actor.workspaceId, actor.id) : undefined
    const all = isAccount ? await listWorkspacesOf(db.read, actor.id) : [here]
    return {
      kind: isAccount ? 'account' : 'key',
      id: actor.id,
      name: actor.name,
      email: member?.email ?? null,
      role: actor.role,
      workspace: {
        id: workspace.id,
        name: workspace.name,
        timeZone: workspace.time_zone,
        version: workspace.version,
        sending: workspace.unconfirmed !== null ? 'unconfirmed' : workspace.paused === null ? 'on' : 'paused',
      },
      workspaces: all.map(({ id, name, role }) => ({ id, name, role: asRole(role) })),
    }
  }),

  settings: app.access.settings.handler(async ({ context: { actor, db } }) =>
    toSettings(await getWorkspace(db.read, actor.workspaceId)),
  ),

  updateSettings: app.access.updateSettings.handler(async ({ input: { body }, context: { actor, db } }) => {
    if (body.timeZone !== undefined) checkTimeZone(body.timeZone)
    return await db.transaction(async tx => {
      await tx.lockWorkspace(actor.workspaceId)
      const present = toSettings(await getWorkspace(tx.sql, actor.workspaceId))
      const settings = {
        name: body.name ?? present.name,
        timeZone: body.timeZone ?? present.timeZone,
        workingDays: [...new Set(body.workingDays ?? present.workingDays)].sort(),
        closedDays: inOrder(body.closedDays ?? present.closedDays),
        limits: { ...present.limits, ...body.limits },
        keepFilesDays: body.keepFilesDays ?? present.keepFilesDays,
      }
      await tx.sql
        .updateTable('workspace')
        .set({
          name: settings.name,
          time_zone: settings.timeZone,
          calendar: JSON.stringify({
            workingDays: settings.workingDays,
            closedDays: settings.closedDays,
          }),
          limits: JSON.stringify(settings.limits),
          keep_files_days: settings.keepFilesDays,
        })
        .where('id', '=', actor.workspaceId)
        .execute()
      return settings
    })
  }),

  createWorkspace: app.access.createWorkspace.handler(async ({ input: { body }, context }) => {
    const { db, sessionId } = context
    const ownerId = accountId(context.actor)
    return await db.transaction(async ({ sql }) => {
      const id = await insertWorkspace(db.dialect, sql, { ...body, ownerId, now: context.now() })
      await sql.updateTable('session').set({ workspace_id: id }).where('id', '=', sessionId).execute()
      return { id, name: body.name, role: 'owner' as const }
    })
  }),

  switchWorkspace: app.access.switchWorkspace.handler(async ({ input: { params }, context }) => {
    const { db, sessionId } = context
    const workspaces = await listWorkspacesOf(db.read, accountId(context.actor))
    const chosen = workspaces.find(workspace => workspace.id === params.id)
    if (!chosen) throw new NotFound('There is no such workspace.')
    await db.transaction(async ({ sql }) => {
      await sql.updateTable('session').set({ workspace_id: chosen.id }).where('id', '=', sessionId).execute()
    })
    return { id: chosen.id, name: chosen.name, role: asRole(chosen.role) }
  }),

  members: app.access.members.handler(async ({ context: { actor, db } }) => ({
    items: (await listMembers(db.read, actor.workspaceId)).map(toMember),
  })),

  updateMember: app.access.updateMember.handler(async ({ input: { params, body }, context }) =>
    toMember(await changeRole(context, params.id, body.role)),
  ),

  removeMember: app.access.removeMember.handler(async ({ input: { params }, context }) => {
    await removeMember(context, params.id)
    return { removed: true as const }
  }),

  invitations: app.access.invitations.handler(async ({ context }) => {
    const rows = await listInvitations(context.db.read, context.actor.workspaceId, context.now().getTime())
    // A link is as good as its role: whoever may not give that role does not get to see it either.
    const items = rows
      .filter(row => reaches(context.actor.role, asRole(row.role)))
      .map(row => toInvitation(row, invitationLink(context, row.id)))
    return { items }
  }),

  invite: app.access.invite.handler(async ({ input: { body }, context }) => {
    const row = await invite(context, body)
    return toInvitation(row, invitationLink(context, row.id))
  }),

  cancelInvitation: app.access.cancelInvitation.handler(async ({ input: { params }, context }) => {
    const { db, actor } = context
    const deleted = await db.transaction(({ sql }) =>
      sql
        .deleteFrom('invitation')
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', params.id)
        .executeTakeFirst(),
    )
    if (Number(deleted.numDeletedRows) === 0) throw new NotFound('There is no such invitation.')
    return { removed: true as const }
  }),

  invitation: open.access.invitation.handler(async ({ input, context }) => {
    const { email, workspace, role, invited_by } = await getInvitation(context, input.id)
    const hasAccount = (await findAccountByEmail(context.db.read, email)) !== undefined
    return { email, workspace, role: asRole(role), invitedBy: invited_by, hasAccount }
  }),

  acceptInvitation: open.access.acceptInvitation.handler(async ({ input: { params, body }, context }) =>
    acceptInvitation(context, params.id, body),
  ),

  keys: app.access.keys.handler(async ({ context: { actor, db } }) => ({
    items: (await listApiKeys(db.read, actor.workspaceId)).map(toApiKey),
  })),

  createKey: app.access.createKey.handler(async ({ input: { body }, context }) => {
    const { actor, db } = context
    if (!reaches(actor.role, body.role))
      throw new Forbidden(`You are ${actor.role} here, so you cannot make a key with the role ${body.role}.`)
    const { key, row } = await insertApiKey(db, {
      workspaceId: actor.workspaceId,
      name: body.name,
      role: body.role,
      createdBy: actor.name,
      now: context.now(),
    })
    return { ...toApiKey(row), key }
  }),

  revokeKey: app.access.revokeKey.handler(async ({ input: { params }, context: { actor, db } }) => {
    await db.transaction(async ({ sql }) => {
      const key = await sql
        .selectFrom('api_key')
        .select('role')
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', params.id)
        .executeTakeFirst()
      if (!key) throw new NotFound('There is no such API key.')
      if (!reaches(actor.role, asRole(key.role)))
        throw new Forbidden(`This key has the role ${key.role}; only an owner can revoke it.`)
      await sql
        .deleteFrom('api_key')
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', params.id)
        .execute()
    })
    return { removed: true as const }
  }),
}

function accountId(actor: Actor): string {
  if (actor.kind !== 'account')
    throw new Forbidden('An API key belongs to one workspace; sign in with an account for this.')
  return actor.id
}

/** By day, each once: of two for one day the last. */
function inOrder(days: Settings['closedDays']): Settings['closedDays'] {
  const byDay = new Map(days.map(day => [day.on, day]))
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1))
}
