import { sql as raw } from 'kysely'
import type { Sql } from '../../db/db.ts'
import { Conflict, NotFound } from '../../errors.ts'
import type { Draft } from '../draft.ts'
import type { Act } from '../perform.ts'
import { backCompletions } from './backCompletions.ts'
import { backRecipients } from './backRecipients.ts'
import { canUndo } from './canUndo.ts'
import { drawBack } from './drawBack.ts'
import { loadPast } from './loadPast.ts'
import { noteWhatStays } from './noteWhatStays.ts'

/**
 * The act 'changes.undo': a change of its own that puts back what another one did. What has been changed again since is
 * left alone, and the plan's notes say so before anything is pressed.
 */
export function undoChange(changeId: number, { dryRun = false }: { dryRun?: boolean }): Act<null> {
  return async ({ sql, draft, roster }) => {
    const change = await getChange(sql, roster.workspaceId, changeId)
    if (change.undone_by !== null) {
      throw new Conflict(
        `Change ${changeId} has been undone already, by change ${change.undone_by}. To have it back, undo that one.`,
        { undoneBy: change.undone_by },
      )
    }
    if (!canUndo(change))
      throw new Conflict(`Change ${changeId} (${change.summary}) is of a kind that cannot be undone.`)
    const past = await loadPast(sql, roster, changeId)
    drawBack(draft, past)
    backRecipients(draft, past)
    await backCompletions(sql, draft, { ...change, id: changeId })
    await noteWhatStays(sql, draft, changeId)
    if (!dryRun) refuseNothing(draft, changeId)
    draft.undoes = changeId
    draft.importId = change.import_id
    const way = await undoneBefore(sql, roster.workspaceId, change.undoes)
    draft.alongside.push(async tx => {
      await setImportStatus(tx.sql, roster.workspaceId, change.import_id)
      await tellWay(tx.sql, roster.workspaceId, [changeId, ...way])
    })
    return { summary: `Undo change ${changeId}: ${change.summary}`, result: null }
  }
}

async function getChange(sql: Sql, workspaceId: number, id: number) {
  const change = await sql
    .selectFrom('change')
    .select(['act', 'at', 'summary', 'undoes', 'undone_by', 'import_id'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!change) throw new NotFound(`There is no change ${id}.`)
  return change
}

function refuseNothing(draft: Draft, changeId: number): void {
  const { people, keys, tags, aliases, segments, assignments, exceptions, withdraw, giveBack, notes } = draft
  const writes = [people, keys, tags, aliases, segments, assignments, exceptions, withdraw, giveBack]
  if (writes.some(map => map.size > 0) || draft.alongside.length > 0) return
  throw new Conflict([`Nothing of change ${changeId} is left to undo.`, ...notes.slice(0, 3)].join(' '), {
    notes,
  })
}

/** The changes that an undone undo had undone, and so on, outwards. */
async function undoneBefore(sql: Sql, workspaceId: number, undoes: number | null): Promise<number[]> {
  const way: number[] = []
  for (let id = undoes; id !== null; ) {
    way.push(id)
    const row = await sql
      .selectFrom('change')
      .select('undoes')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    id = row?.undoes ?? null
  }
  return way
}

/** Undoing an undo puts what that one had undone in force again: it can be undone anew, and its own undo cannot. */
async function tellWay(sql: Sql, workspaceId: number, way: readonly number[]): Promise<void> {
  for (const [index, id] of way.entries()) {
    if (index === 0) continue
    await sql
      .updateTable('change')
      .set({ undone_by: index % 2 === 1 ? null : (way[index - 1] ?? null) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute()
  }
}

async function setImportStatus(sql: Sql, workspaceId: number, importId: number | null): Promise<void> {
  if (importId === null) return
  await sql
    .updateTable('import')
    .set({ status: raw<'done' | 'undone'>`case when status = 'undone' then 'done' else 'undone' end` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .where('status', 'in', ['done', 'undone'])
    .execute()
}
