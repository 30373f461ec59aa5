import type { Plan } from '../changes/contract.ts'
import type { AppContext } from '../http/context.ts'
import type { Import } from './contract.ts'
import { daysFilesAreKept } from './fileQueries.ts'
import { getImport, toImport } from './queries.ts'

/** An import as it stands; a committed one with its plan as the log has it. Throws NotFound. */
export async function showImport(
  { db, background }: Pick<AppContext, 'db' | 'background'>,
  workspaceId: number,
  id: number,
): Promise<Import> {
  const row = await getImport(db.read, workspaceId, id)
  const keptDays = await daysFilesAreKept(db.read, workspaceId)
  const shown = toImport(row, keptDays, background.progressOf(workspaceId, id))
  if (row.change_id === null) return shown
  const { plan } = await db.read
    .selectFrom('change')
    .select('plan')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', row.change_id)
    .executeTakeFirstOrThrow()
  return { ...shown, plan: JSON.parse(plan) as Plan }
}
