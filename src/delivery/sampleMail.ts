import type { Sql } from '../db/db.ts'
import { lookOf } from './letterOf.ts'
import { type MailItem, type MailKind, renderMail } from './renderMail.ts'
import { mergeDelivery, readLogo } from './saveDelivery.ts'
import { getSendingWorkspaces, type SendingWorkspace } from './sendingWorkspace.ts'
import type { DeliveryFields } from './settingsContract.ts'
import type { Language } from './words/languages.ts'

const DAY = 24 * 3_600_000

/** The workspace as it would send with these settings; they need not be saved. */
export async function workspaceWith(
  sql: Sql,
  workspaceId: number,
  fields: DeliveryFields,
): Promise<SendingWorkspace> {
  const workspace = (await getSendingWorkspaces(sql, [workspaceId])).get(workspaceId)
  if (!workspace) throw new Error('The actor’s own workspace is not there.')
  const delivery = await mergeDelivery(sql, workspaceId, workspace.delivery, fields)
  const logo = fields.logo === undefined ? workspace.logo : fields.logo && readLogo(fields.logo)
  return { ...workspace, delivery, logo: logo || null }
}

/** A mail as recipients get it, about things that are made up; by the very function that writes the real ones. */
export function sampleMail(
  workspace: SendingWorkspace,
  { kind, language, firstName, url, now }: Sample,
): ReturnType<typeof renderMail> {
  return renderMail({
    kind,
    workspace: workspace.name,
    look: lookOf(workspace),
    language,
    firstName,
    items: itemsOf(kind, now),
    timeZone: workspace.schedule.calendar.timeZone,
    now,
    url: kind === 'escalation' ? null : url,
  })
}

type Sample = { kind: MailKind; language: Language; firstName: string; url: string; now: number }

function itemsOf(kind: MailKind, now: number): MailItem[] {
  const fire: MailItem = {
    title: 'Fire safety, yearly refresher',
    instructions:
      'Please read the **short guide** and confirm.\n\n1. Read it.\n2. Ask if anything is unclear.',
    dueAt: now + 3 * DAY,
    person: '',
  }
  const travel = { ...fire, title: 'The new travel policy', dueAt: now - 2 * DAY }
  if (kind === 'digest') return [fire, travel]
  if (kind === 'escalation')
    return ['Ada Lovelace', 'Grace Hopper'].map(person => ({ ...travel, dueAt: now - 7 * DAY, person }))
  return [fire]
}
