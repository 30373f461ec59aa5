import { calendarOf } from '../assignments/calendar.ts'
import type { Sql } from '../db/db.ts'
import { readDelivery, type StoredDelivery } from './storedDelivery.ts'
import type { Schedule } from './whenToSend.ts'
import { type Language, languageOf } from './words/languages.ts'

export type Logo = { type: string; bytes: Uint8Array }

/** What mails of a workspace look like, in which language, and when they may go. */
export type SendingWorkspace = {
  id: number
  name: string
  delivery: StoredDelivery
  schedule: Schedule
  logo: Logo | null
  /** Which tags say which language. */
  languageTags: Map<number, Language>
}

export async function getSendingWorkspaces(
  sql: Sql,
  ids: readonly number[],
): Promise<Map<number, SendingWorkspace>> {
  const rows = await sql
    .selectFrom('workspace')
    .leftJoin('workspace_logo', 'workspace_logo.workspace_id', 'workspace.id')
    .select(['id', 'name', 'time_zone', 'calendar', 'delivery', 'paused', 'unconfirmed', 'type', 'bytes'])
    .where('id', 'in', ids)
    .execute()
  const found = new Map<number, SendingWorkspace>()
  for (const row of rows) {
    const delivery = readDelivery(row.delivery)
    found.set(row.id, {
      id: row.id,
      name: row.name,
      delivery,
      schedule: {
        ...delivery,
        calendar: calendarOf(row),
        isPaused: row.paused !== null,
        isUnconfirmed: row.unconfirmed !== null,
      },
      logo: row.type !== null && row.bytes !== null ? { type: row.type, bytes: row.bytes } : null,
      languageTags: await languageTags(sql, row.id, delivery.languageKey),
    })
  }
  return found
}

async function languageTags(sql: Sql, workspaceId: number, keyId: number | null) {
  const tags = new Map<number, Language>()
  if (keyId === null) return tags
  const rows = await sql
    .selectFrom('tag')
    .select(['id', 'value'])
    .where('workspace_id', '=', workspaceId)
    .where('key_id', '=', keyId)
    .where('deleted_in', 'is', null)
    .execute()
  for (const { id, value } of rows) {
    const language = languageOf(value)
    if (language) tags.set(id, language)
  }
  return tags
}

/** The language of whoever carries these tags (JSON of their ids). */
export function languageFor({ languageTags, delivery }: SendingWorkspace, tags: string): Language {
  if (languageTags.size === 0) return delivery.language
  for (const id of JSON.parse(tags) as number[]) {
    const language = languageTags.get(id)
    if (language) return language
  }
  return delivery.language
}
