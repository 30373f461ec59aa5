import type { Sql } from '../db/db.ts'

export async function findApiKey(sql: Sql, hash: string) {
  return await sql
    .selectFrom('api_key')
    .select(['workspace_id', 'id', 'name', 'role'])
    .where('hash', '=', hash)
    .executeTakeFirst()
}

/** The membership in the wanted workspace or, when it is gone or none is wanted, in the first one. */
export async function findMembership(sql: Sql, accountId: string, wanted: number | null) {
  const memberships = await sql
    .selectFrom('member')
    .select(['workspace_id', 'role'])
    .where('account_id', '=', accountId)
    .orderBy('workspace_id')
    .execute()
  return memberships.find(membership => membership.workspace_id === wanted) ?? memberships[0]
}

export async function listWorkspacesOf(sql: Sql, accountId: string) {
  return await sql
    .selectFrom('member')
    .innerJoin('workspace', 'workspace.id', 'member.workspace_id')
    .select(['workspace.id', 'workspace.name', 'member.role'])
    .where('member.account_id', '=', accountId)
    .orderBy('workspace.name')
    .execute()
}

const memberColumns = [
  'account.id',
  'account.name',
  'account.email',
  'member.role',
  'member.joined_at',
] as const

export async function listMembers(sql: Sql, workspaceId: number) {
  return await membersOf(sql, workspaceId).orderBy('account.name').orderBy('account.id').execute()
}

export async function findMember(sql: Sql, workspaceId: number, accountId: string) {
  return await membersOf(sql, workspaceId).where('account.id', '=', accountId).executeTakeFirst()
}

function membersOf(sql: Sql, workspaceId: number) {
  return sql
    .selectFrom('member')
    .innerJoin('account', 'account.id', 'member.account_id')
    .select(memberColumns)
    .where('member.workspace_id', '=', workspaceId)
}

export async function countOwners(sql: Sql, workspaceId: number): Promise<number> {
  const row = await sql
    .selectFrom('member')
    .select(eb => eb.fn.countAll<number>().as('owners'))
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow()
  return Number(row.owners)
}

export async function getWorkspace(sql: Sql, id: number) {
  return await sql
    .selectFrom('workspace')
    .select([
      'id',
      'name',
      'time_zone',
      'calendar',
      'limits',
      'keep_files_days',
      'version',
      'paused',
      'unconfirmed',
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

export async function findAccountByEmail(sql: Sql, email: string) {
  return await sql
    .selectFrom('account')
    .select(['id', 'email', 'name'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
}

export async function hasAccounts(sql: Sql): Promise<boolean> {
  return (await sql.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined
}

export async function listInvitations(sql: Sql, workspaceId: number, now: number) {
  return await sql
    .selectFrom('invitation')
    .select(['id', 'email', 'role', 'expires_at'])
    .where('workspace_id', '=', workspaceId)
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .execute()
}

/** By its id alone: whoever holds the link is not yet in any workspace. */
export async function findInvitation(sql: Sql, id: string, now: number) {
  return await sql
    .selectFrom('invitation')
    .innerJoin('workspace', 'workspace.id', 'invitation.workspace_id')
    .select([
      'invitation.id',
      'invitation.workspace_id',
      'invitation.email',
      'invitation.role',
      'invitation.invited_by',
      'workspace.name as workspace',
    ])
    .where('invitation.id', '=', id)
    .where('invitation.expires_at', '>', now)
    .executeTakeFirst()
}

export async function listApiKeys(sql: Sql, workspaceId: number) {
  return await sql
    .selectFrom('api_key')
    .select(['id', 'name', 'role', 'start', 'created_by', 'created_at', 'last_used_at'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function findPasswordHash(sql: Sql, accountId: string): Promise<string | undefined> {
  const row = await sql
    .selectFrom('credential')
    .select('password')
    .where('account_id', '=', accountId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}
