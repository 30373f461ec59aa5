import type { Sql } from '../../db/db.ts'
import { RECIPIENT_COLUMNS, RECIPIENT_KEY } from '../../db/recipientColumns.ts'
import type { RecipientTable } from '../../db/schema.ts'
import type { Draft } from '../draft.ts'
import { keepRows } from '../keepRecipients.ts'
import { giveStepsBack } from './giveStepsBack.ts'
import { loadOverwritten, type Overwritten } from './loadOverwritten.ts'

/** Acts that record completions or take them back; an undo is one of them, so that undoing it records them again. */
const RECORDING = new Set(['completions.import', 'recipients.update', 'changes.undo'])

/**
 * Puts recipients back to how far they were before a change recorded a completion, or took one back: those who are still as it
 * left them.
 */
export async function backCompletions(
  sql: Sql,
  draft: Draft,
  change: { id: number; act: string; at: number },
): Promise<void> {
  if (!RECORDING.has(change.act)) return
  const { workspaceId } = draft.roster
  const found = await loadOverwritten(sql, workspaceId, change)
  const rows = found.flatMap(each => before(each, change.id) ?? [])
  if (rows.length === 0) return
  const completed = rows.filter(row => row.status === 'completed').length
  const opened = rows.length - completed
  if (opened > 0) draft.notes.push(`It is open again for ${peopleWords(opened)}.`)
  if (completed > 0) draft.notes.push(`It counts as completed again for ${peopleWords(completed)}.`)
  draft.alongside.push(async (tx, changeId) => {
    for (const [assignmentId, own] of Map.groupBy(rows, row => row.assignment_id))
      await keepRows(tx.sql, { workspaceId, assignmentId, now: draft.now, changeId }, own)
    await tx.upsertRows(
      'recipient',
      RECIPIENT_KEY,
      RECIPIENT_COLUMNS,
      rows.map(row => RECIPIENT_COLUMNS.map(column => row[column])),
    )
    await giveStepsBack(tx.sql, workspaceId, change.id, draft.now)
  })
}

const peopleWords = (people: number) => (people === 1 ? '1 person' : `${people.toLocaleString('en')} people`)

/** Pure: the row as it was before, or undefined where nothing about its completion is to be put back. */
function before({ row, kept }: Overwritten, changeId: number): RecipientTable | undefined {
  const isOpen = row.status === 'assigned' || row.status === 'opened'
  if (kept === null || kept.status === 'assigned' || kept.status === 'opened') {
    if (row.status !== 'completed') return undefined
    // An undo also keeps rows for their due day; who has completed it themselves since has done so for good.
    const isOwnSince = kept !== null && row.completed_in !== changeId && (row.completed_at ?? 0) >= kept.until
    if (isOwnSince) return undefined
    // Recorded before rows were kept: whoever had opened it has it open.
    const opened_at = kept ? kept.opened_at : row.opened_at
    const status = opened_at === null ? 'assigned' : 'opened'
    return { ...row, status, opened_at, completed_at: null, completed_in: null, evidence: null }
  }
  if (kept.status !== 'completed' || !isOpen) return undefined
  const { status, opened_at, completed_at, completed_in, evidence } = kept
  return { ...row, status, opened_at, completed_at, completed_in, evidence }
}
