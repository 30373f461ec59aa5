import { hashPassword } from 'better-auth/crypto'
import type { Db } from '../db/db.ts'
import { Conflict } from '../errors.ts'
import { insertAccount } from './insertAccount.ts'
import { checkTimeZone, insertWorkspace, oneAtATime } from './insertWorkspace.ts'
import { hasAccounts } from './queries.ts'

export type FirstAccount = {
  name: string
  email: string
  password: string
  workspace: string
  timeZone?: string
}

/** The first account and its workspace. Once only, whoever asks at the same time: throws Conflict afterwards. */
export async function makeFirstAccount(
  db: Db,
  { name, email, password, workspace, timeZone }: FirstAccount,
  now: Date,
): Promise<{ accountId: string; workspaceId: number }> {
  // Hashing takes a while: not for whoever comes too late, and not while the database is locked.
  if (await hasAccounts(db.read)) throw tooLate()
  if (timeZone) checkTimeZone(timeZone)
  const passwordHash = await hashPassword(password)
  return await db.transaction(async ({ sql }) => {
    await oneAtATime(db.dialect, sql)
    if (await hasAccounts(sql)) throw tooLate()
    const accountId = await insertAccount(sql, { email, name, passwordHash, now })
    const workspaceId = await insertWorkspace(db.dialect, sql, {
      name: workspace,
      timeZone,
      ownerId: accountId,
      now,
    })
    return { accountId, workspaceId }
  })
}

const tooLate = () =>
  new Conflict('The first account has been made already. Sign in, or ask its owner for an invitation.')
