import { randomUUID } from 'node:crypto'
import type { Db } from '../db/db.ts'
import type { Role } from '../http/endpoint.ts'
import { newApiKey } from './apiKey.ts'

export type NewKey = { workspaceId: number; name: string; role: Role; createdBy: string; now?: Date }

/** Makes an API key; its text is answered this once and stored only as a hash. */
export async function createApiKey(db: Db, key: NewKey): Promise<string> {
  return (await insertApiKey(db, key)).key
}

/** As createApiKey, with the row as listed. */
export async function insertApiKey(db: Db, { workspaceId, name, role, createdBy, now = new Date() }: NewKey) {
  const { key, hash, start } = newApiKey()
  const row = {
    id: randomUUID(),
    name,
    role,
    start,
    created_by: createdBy,
    created_at: now.getTime(),
    last_used_at: null,
  }
  await db.transaction(async ({ sql }) => {
    await sql
      .insertInto('api_key')
      .values({ workspace_id: workspaceId, hash, ...row })
      .execute()
  })
  return { key, row }
}
