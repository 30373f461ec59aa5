import type { Sql } from '../db/db.ts'
import { readUnconfirmed } from './installation.ts'
import type { DeliverySettings } from './settingsContract.ts'
import { readDelivery, readPaused } from './storedDelivery.ts'
import { languageCodes, languages } from './words/languages.ts'

/** How a workspace sends, with keys by their names. */
export async function showDelivery(sql: Sql, workspaceId: number): Promise<DeliverySettings> {
  const row = await sql
    .selectFrom('workspace')
    .leftJoin('workspace_logo', 'workspace_logo.workspace_id', 'workspace.id')
    .select(['delivery', 'paused', 'unconfirmed', 'type', 'bytes'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const { languageKey, escalation, ...delivery } = readDelivery(row.delivery)
  const names = await keyNames(sql, workspaceId, [languageKey, escalation?.managerKey])
  const managerKey = names.get(escalation?.managerKey)
  const paused = readPaused(row.paused)
  const unconfirmed = readUnconfirmed(row.unconfirmed)
  return {
    ...delivery,
    logo: row.bytes && `data:${row.type};base64,${Buffer.from(row.bytes).toString('base64')}`,
    languageKey: names.get(languageKey) ?? null,
    escalation: escalation && managerKey ? { afterDays: escalation.afterDays, managerKey } : null,
    paused: paused && { at: new Date(paused.at).toISOString(), by: paused.by },
    unconfirmed: unconfirmed && {
      at: new Date(unconfirmed.at).toISOString(),
      why: unconfirmed.why,
      waiting: await countWaiting(sql, workspaceId),
    },
    languages: languageCodes.map(code => ({
      code,
      name: languages[code].name,
      texts: languages[code].texts,
    })),
  }
}

/** Of keys that are still there. */
async function keyNames(sql: Sql, workspaceId: number, ids: readonly (number | null | undefined)[]) {
  const known = ids.filter(id => typeof id === 'number')
  if (known.length === 0) return new Map<number | null | undefined, string>()
  const rows = await sql
    .selectFrom('tag_key')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', known)
    .where('deleted_in', 'is', null)
    .execute()
  return new Map<number | null | undefined, string>(rows.map(({ id, name }) => [id, name]))
}

async function countWaiting(sql: Sql, workspaceId: number): Promise<number> {
  const row = await sql
    .selectFrom('message')
    .select(eb => eb.fn.countAll<number>().as('messages'))
    .where('workspace_id', '=', workspaceId)
    .where('status', 'in', ['queued', 'held'])
    .executeTakeFirstOrThrow()
  return Number(row.messages)
}
