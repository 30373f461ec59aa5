import { randomInt } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { Db } from '../db/db.ts'
import { NotFound } from '../errors.ts'
import { findAccountByEmail } from './queries.ts'

// Without those that are taken for one another when read from paper.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP = 5

/**
 * Gives an account a new password, which is answered and stored only as a hash, and ends all its sessions. For whoever
 * holds the data: an account may belong to several workspaces, so no member of one may do this to another. Throws NotFound.
 */
export async function resetPassword(db: Db, email: string, now: Date): Promise<string> {
  const password = newPassword()
  const hash = await hashPassword(password)
  await db.transaction(async ({ sql }) => {
    const account = await findAccountByEmail(sql, email.trim().toLowerCase())
    if (!account) throw new NotFound(`Nobody signs in with ${email}.`)
    await sql
      .updateTable('credential')
      .set({ password: hash, updated_at: now.toISOString() })
      .where('account_id', '=', account.id)
      .where('provider_id', '=', 'credential')
      .execute()
    await sql.deleteFrom('session').where('account_id', '=', account.id).execute()
  })
  return password
}

/** Some 99 bits, in groups that can be read out. */
function newPassword(): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}
