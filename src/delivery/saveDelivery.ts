import type { Sql, Tx } from '../db/db.ts'
import { type FieldError, Invalid } from '../errors.ts'
import { fold } from '../tags/fold.ts'
import { isWaiting } from './dueMessages.ts'
import type { DeliveryFields } from './settingsContract.ts'
import { readDelivery, type StoredDelivery, type Texts } from './storedDelivery.ts'
import { FOR_DIGEST, QUIET } from './whenToSend.ts'
import { type Language, languages } from './words/languages.ts'
import { placeholders, type TextKey } from './words/mailWords.ts'

/** Writes what is given and leaves the rest. Throws Invalid, by field. */
export async function saveDelivery(tx: Tx, workspaceId: number, fields: DeliveryFields): Promise<void> {
  const workspace = await tx.lockWorkspace(workspaceId)
  if (!workspace) return
  const present = readDelivery(workspace.delivery)
  const stored = await mergeDelivery(tx.sql, workspaceId, present, fields)
  await tx.sql
    .updateTable('workspace')
    .set({ delivery: JSON.stringify(stored) })
    .where('id', '=', workspaceId)
    .execute()
  if (fields.logo !== undefined) await saveLogo(tx.sql, workspaceId, fields.logo)
  // What waited by the old hours is looked at again by the new ones.
  await tx.sql
    .updateTable('message')
    .set(eb => ({ send_at: eb.ref('created_at'), reason: null }))
    .where(isWaiting)
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', 'queued')
    .where('reason', 'in', [QUIET, FOR_DIGEST])
    .execute()
}

/** What is stored with `fields` laid over it; also for a look at what is not saved yet. */
export async function mergeDelivery(
  sql: Sql,
  workspaceId: number,
  present: StoredDelivery,
  { logo: _, languageKey, escalation, texts, ...plain }: DeliveryFields,
): Promise<StoredDelivery> {
  const errors: FieldError[] = [...textErrors(texts ?? {})]
  const { quietHours } = plain
  if (quietHours && quietHours.from === quietHours.to)
    errors.push({ path: 'quietHours', message: 'Quiet hours begin and end at different times.' })
  const key = async (name: string, path: string) => {
    const id = await findKey(sql, workspaceId, name)
    if (id === undefined) errors.push({ path, message: `There is no tag key “${name}”.` })
    return id ?? 0
  }
  const merged: StoredDelivery = {
    ...present,
    ...plain,
    texts: texts ? ownTexts(texts) : present.texts,
    languageKey:
      languageKey === undefined
        ? present.languageKey
        : languageKey === null
          ? null
          : await key(languageKey, 'languageKey'),
    escalation:
      escalation === undefined
        ? present.escalation
        : escalation && {
            afterDays: escalation.afterDays,
            managerKey: await key(escalation.managerKey, 'escalation.managerKey'),
          },
  }
  if (errors.length > 0) throw new Invalid(errors.map(error => error.message).join(' '), errors)
  return merged
}

function* textErrors(texts: Texts): Iterable<FieldError> {
  for (const [language, own] of Object.entries(texts)) {
    for (const [key, text] of Object.entries(own) as [TextKey, string][]) {
      const known: readonly string[] = placeholders[key]
      const unknown = [...text.matchAll(/\{(\w*)\}/g)].find(([, name = '']) => !known.includes(name))
      if (!unknown) continue
      const usable = known.map(name => `{${name}}`).join(', ')
      yield {
        path: `texts.${language}.${key}`,
        message: `${unknown[0]} is nothing that can be filled in here${usable ? `; ${usable} can` : ''}.`,
      }
    }
  }
}

/** What says the same as the usual words, or nothing, is not kept: better usual words then come by themselves. */
function ownTexts(texts: Texts): Texts {
  const own: Texts = {}
  for (const [code, given] of Object.entries(texts) as [Language, NonNullable<Texts[Language]>][]) {
    const kept = (Object.entries(given) as [TextKey, string][]).filter(
      ([key, text]) => text.trim() !== '' && text !== languages[code].texts[key],
    )
    if (kept.length > 0) own[code] = Object.fromEntries(kept)
  }
  return own
}

async function findKey(sql: Sql, workspaceId: number, name: string): Promise<number | undefined> {
  const row = await sql
    .selectFrom('tag_key')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('name_fold', '=', fold(name))
    .where('deleted_in', 'is', null)
    .executeTakeFirst()
  return row?.id
}

async function saveLogo(sql: Sql, workspaceId: number, address: string | null): Promise<void> {
  await sql.deleteFrom('workspace_logo').where('workspace_id', '=', workspaceId).execute()
  const logo = address === null ? null : readLogo(address)
  if (logo)
    await sql
      .insertInto('workspace_logo')
      .values({ workspace_id: workspaceId, ...logo })
      .execute()
}

/** The picture in a data: address that the contract has let through. */
export function readLogo(address: string): { type: string; bytes: Uint8Array } {
  const [head = '', base64 = ''] = address.split(',')
  return { type: head.slice('data:'.length).split(';')[0] ?? '', bytes: Buffer.from(base64, 'base64') }
}
