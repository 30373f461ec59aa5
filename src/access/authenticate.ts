import type { IncomingHttpHeaders } from 'node:http'
import { fromNodeHeaders } from 'better-auth/node'
import { Unauthorized } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { roles } from '../http/endpoint.ts'
import type { Actor } from './actor.ts'
import { hashApiKey } from './apiKey.ts'
import { findApiKey, findMembership } from './queries.ts'
import { touchKey } from './touchKey.ts'

export type Caller = { actor: Actor | null; sessionId: string | null }

const nobody: Caller = { actor: null, sessionId: null }

/**
 * Who is asking: by API key if there is an Authorization header, else by the session cookie. Read from the database
 * every time, so a revoked key or session is refused at once. Throws Unauthorized for a key that is not (or no longer) valid.
 */
export async function authenticate(
  context: Pick<AppContext, 'auth' | 'db' | 'now' | 'log'>,
  headers: IncomingHttpHeaders,
): Promise<Caller> {
  const { authorization, cookie } = headers
  if (authorization !== undefined) return await byKey(context, authorization)
  if (!cookie?.includes('muster.session_token')) return nobody
  return await bySession(context, headers)
}

async function byKey(
  context: Pick<AppContext, 'db' | 'now' | 'log'>,
  authorization: string,
): Promise<Caller> {
  const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
  if (!key) throw new Unauthorized('Send the API key as “Authorization: Bearer KEY”.')
  const row = await findApiKey(context.db.read, hashApiKey(key))
  if (!row) throw new Unauthorized('This API key is not valid: it was revoked, or it is mistyped.')
  touchKey(context, row)
  return {
    actor: { kind: 'key', id: row.id, name: row.name, role: asRole(row.role), workspaceId: row.workspace_id },
    sessionId: null,
  }
}

async function bySession(
  context: Pick<AppContext, 'auth' | 'db'>,
  headers: IncomingHttpHeaders,
): Promise<Caller> {
  const found = await context.auth.api.getSession({ headers: fromNodeHeaders({ cookie: headers.cookie }) })
  if (!found) return nobody
  const { session, user } = found
  const membership = await findMembership(context.db.read, user.id, session.workspaceId ?? null)
  if (!membership) return { actor: null, sessionId: session.id }
  return {
    actor: {
      kind: 'account',
      id: user.id,
      name: user.name,
      role: asRole(membership.role),
      workspaceId: membership.workspace_id,
    },
    sessionId: session.id,
  }
}

/** What is stored as a role; anything unknown is the least. */
export function asRole(text: string): Actor['role'] {
  return roles.find(role => role === text) ?? 'viewer'
}
