import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { Conflict, Forbidden, Invalid, NotFound } from '../errors.ts'
import type { AppContext, RequestContext } from '../http/context.ts'
import type { Role } from '../http/endpoint.ts'
import { type Actor, reaches } from './actor.ts'
import { insertAccount } from './insertAccount.ts'
import { invitationToken, newInvitationId, readInvitationToken } from './invitationToken.ts'
import { findAccountByEmail, findInvitation, findMember, findPasswordHash } from './queries.ts'

const SEVEN_DAYS = 7 * 24 * 60 * 60 * 1000

/** Invites somebody; an earlier invitation of the same address is replaced. Nobody gives more than they have. */
export async function invite(
  context: AppContext & { actor: Actor },
  { email, role }: { email: string; role: Role },
) {
  const { actor, db } = context
  if (!reaches(actor.role, role))
    throw new Forbidden(`You are ${actor.role} here, so you cannot invite somebody as ${role}.`)
  const now = context.now().getTime()
  const row = { id: newInvitationId(), email: email.toLowerCase(), role, expires_at: now + SEVEN_DAYS }
  await db.transaction(async ({ sql }) => {
    const account = await findAccountByEmail(sql, row.email)
    if (account && (await findMember(sql, actor.workspaceId, account.id)))
      throw new Conflict(`${row.email} is a member already. Change the role under Members instead.`)
    await sql
      .deleteFrom('invitation')
      .where('workspace_id', '=', actor.workspaceId)
      .where(eb => eb.or([eb('email', '=', row.email), eb('expires_at', '<=', now)]))
      .execute()
    await sql
      .insertInto('invitation')
      .values({ workspace_id: actor.workspaceId, invited_by: actor.name, created_at: now, ...row })
      .execute()
  })
  return row
}

export const invitationLink = (context: AppContext, id: string) =>
  `${context.config.baseUrl}/invitation/${invitationToken(context.config.secret, id)}`

/** The invitation a link stands for. Throws NotFound when it is wrong, used, withdrawn or older than seven days. */
export async function getInvitation(context: AppContext, token: string, sql = context.db.read) {
  const id = readInvitationToken(context.config.secret, token)
  const found = id && (await findInvitation(sql, id, context.now().getTime()))
  if (!found)
    throw new NotFound('This invitation is not valid (any more). Ask whoever invited you for a new one.')
  return found
}

/** Makes the account, or takes the one that exists by its password, and joins the workspace. The link works once. */
export async function acceptInvitation(
  context: RequestContext,
  token: string,
  { name, password }: { name?: string; password: string },
): Promise<{ email: string }> {
  const { db } = context
  const invitation = await getInvitation(context, token)
  const who = `${context.address} ${invitation.id}`
  context.attempts.begin(who, context.now())
  const account = await findAccountByEmail(db.read, invitation.email)
  const passwordHash = account ? '' : await newPasswordHash(name, password)
  if (account) await requirePassword(context, account.id, password)
  await db.transaction(async ({ sql }) => {
    // Again, now that nobody else can take it up.
    const { id, email, role, workspace_id } = await getInvitation(context, token, sql)
    const used = await sql
      .deleteFrom('invitation')
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', id)
      .executeTakeFirst()
    if (Number(used.numDeletedRows) === 0) throw new NotFound('This invitation has just been used.')
    const accountId =
      account?.id ??
      (await insertAccount(sql, { email, name: name ?? email, passwordHash, now: context.now() }))
    await sql
      .insertInto('member')
      .values({ workspace_id, account_id: accountId, role, joined_at: context.now().getTime() })
      .onConflict(conflict => conflict.columns(['workspace_id', 'account_id']).doNothing())
      .execute()
  })
  context.attempts.succeeded(who)
  return { email: invitation.email }
}

async function newPasswordHash(name: string | undefined, password: string): Promise<string> {
  if (!name) throw invalid('name', 'A name, please.')
  if (password.length < 12) throw invalid('password', 'At least 12 characters.')
  return await hashPassword(password)
}

async function requirePassword(context: AppContext, accountId: string, password: string): Promise<void> {
  const hash = await findPasswordHash(context.db.read, accountId)
  if (!hash || !(await verifyPassword({ hash, password })))
    throw invalid('password', 'You have an account already, and this is not its password.')
}

const invalid = (path: string, message: string) => new Invalid(message, [{ path, message }])
