import { sql as raw } from 'kysely'
import type { Sql } from '../../db/db.ts'
import type { Draft } from '../draft.ts'

/** Acts that record completions: what they recorded and still stands is open again, as far as it was opened before. */
const RECORDING = new Set(['completions.import', 'recipients.update'])

export async function backCompletions(sql: Sql, draft: Draft, changeId: number, act: string): Promise<void> {
  if (!RECORDING.has(act)) return
  const { workspaceId } = draft.roster
  const { people } = await sql
    .selectFrom('recipient')
    .select(eb => eb.fn.countAll<number>().as('people'))
    .where('workspace_id', '=', workspaceId)
    .where('completed_in', '=', changeId)
    .where('status', '=', 'completed')
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (people === 0) return
  draft.notes.push(
    people === 1
      ? 'It is open again for 1 person.'
      : `It is open again for ${people.toLocaleString('en')} people.`,
  )
  draft.alongside.push(async tx => {
    await tx.sql
      .updateTable('recipient')
      .set({
        status: raw<'assigned' | 'opened'>`case when opened_at is null then 'assigned' else 'opened' end`,
        completed_at: null,
        completed_in: null,
        evidence: null,
      })
      .where('workspace_id', '=', workspaceId)
      .where('completed_in', '=', changeId)
      .where('status', '=', 'completed')
      .where('superseded_at', 'is', null)
      .execute()
  })
}
