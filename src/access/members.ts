import { Conflict, Forbidden, NotFound } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import type { Role } from '../http/endpoint.ts'
import { type Actor, reaches } from './actor.ts'
import { asRole } from './authenticate.ts'
import { countOwners, findMember } from './queries.ts'

type Context = AppContext & { actor: Actor }

/** Gives a member another role. Nobody gives or takes more than they have, and one owner always stays. */
export async function changeRole(context: Context, accountId: string, role: Role) {
  const { actor, db } = context
  return await db.transaction(async tx => {
    await tx.lockWorkspace(actor.workspaceId)
    const member = await getLesserMember(tx.sql, actor, accountId)
    if (!reaches(actor.role, role))
      throw new Forbidden(`You are ${actor.role} here, so you cannot make somebody ${role}.`)
    if (member.role === 'owner' && role !== 'owner') await requireAnotherOwner(tx.sql, actor.workspaceId)
    await tx.sql
      .updateTable('member')
      .set({ role })
      .where('workspace_id', '=', actor.workspaceId)
      .where('account_id', '=', accountId)
      .execute()
    return { ...member, role }
  })
}

/** Takes a member out; their next request finds them no longer here. */
export async function removeMember(context: Context, accountId: string): Promise<void> {
  const { actor, db } = context
  await db.transaction(async tx => {
    await tx.lockWorkspace(actor.workspaceId)
    const member = await getLesserMember(tx.sql, actor, accountId)
    if (member.role === 'owner') await requireAnotherOwner(tx.sql, actor.workspaceId)
    await tx.sql
      .deleteFrom('member')
      .where('workspace_id', '=', actor.workspaceId)
      .where('account_id', '=', accountId)
      .execute()
  })
}

type Sql = Parameters<typeof findMember>[0]

async function getLesserMember(sql: Sql, actor: Actor, accountId: string) {
  const member = await findMember(sql, actor.workspaceId, accountId)
  if (!member) throw new NotFound('There is no such member in this workspace.')
  if (!reaches(actor.role, asRole(member.role)))
    throw new Forbidden(`${member.name} is ${member.role}; only an owner can change that.`)
  return member
}

async function requireAnotherOwner(sql: Sql, workspaceId: number): Promise<void> {
  if ((await countOwners(sql, workspaceId)) < 2)
    throw new Conflict('This is the last owner. Make somebody else an owner first.')
}
