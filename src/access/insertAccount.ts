import { randomUUID } from 'node:crypto'
import type { Sql } from '../db/db.ts'

type NewAccount = { email: string; name: string; passwordHash: string; now: Date }

/** An account with a password, as better-auth reads it; answers its id. Inside the caller's transaction. */
export async function insertAccount(
  sql: Sql,
  { email, name, passwordHash, now }: NewAccount,
): Promise<string> {
  const id = randomUUID()
  const at = now.toISOString()
  await sql
    .insertInto('account')
    .values({
      id,
      email: email.toLowerCase(),
      email_verified: 0,
      name,
      image: null,
      created_at: at,
      updated_at: at,
    })
    .execute()
  await sql
    .insertInto('credential')
    .values({
      id: randomUUID(),
      account_id: id,
      provider_id: 'credential',
      provider_account_id: id,
      password: passwordHash,
      created_at: at,
      updated_at: at,
    })
    .execute()
  return id
}
