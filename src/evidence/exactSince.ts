import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'
import { recipientPast } from '../db/recipientPast.ts'

/** Since when this database keeps what rows of recipients cannot tell: when the migration was applied. */
export async function exactSince(sql: Sql): Promise<number> {
  const { rows } = await raw<{
    at: string
  }>`select at from muster_migration where version = ${recipientPast.version}`.execute(sql)
  return Date.parse(rows[0]?.at ?? '')
}
