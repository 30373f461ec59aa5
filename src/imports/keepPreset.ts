import type { Actor } from '../access/actor.ts'
import type { Db } from '../db/db.ts'
import type { ImportPresetTable } from '../db/schema.ts'
import { Conflict, NotFound } from '../errors.ts'
import { clean, fold } from '../tags/fold.ts'
import type { ImportOptions } from './contract.ts'
import { findPreset, headersOf, keptOptions, listPresets } from './presets.ts'
import { type FileFacts, getImport } from './queries.ts'

type Kept = { actor: Actor; name: string; importId: number; now: number }

/** Keeps what an import's columns are and its cells mean under a name, for the next file with the same headers. */
export async function keepPreset(db: Db, { actor, name, importId, now }: Kept): Promise<ImportPresetTable> {
  const { workspaceId } = actor
  return await db.transaction(async tx => {
    await tx.lockWorkspace(workspaceId)
    const one = await getImport(tx.sql, workspaceId, importId)
    const { columns } = JSON.parse(one.about) as FileFacts
    if (columns.length === 0)
      throw new Conflict('The columns of this file are not known yet, so there is nothing to keep.')
    const all = await listPresets(tx.sql, workspaceId)
    const same = all.find(preset => preset.name_fold === fold(name))
    if (same)
      throw new Conflict(
        `There already is a preset “${same.name}”. Choose another name, or delete that one first.`,
      )
    const options = JSON.parse(one.options) as ImportOptions
    const choices = new Map((options.columns ?? []).toReversed().map(each => [fold(each.header), each]))
    const preset: ImportPresetTable = {
      workspace_id: workspaceId,
      id: Math.max(0, ...all.map(each => each.id)) + 1,
      name: clean(name),
      name_fold: fold(name),
      headers: headersOf(columns.map(column => column.header)),
      options: JSON.stringify(
        keptOptions({
          ...options,
          columns: columns.map(column => ({ ...choices.get(fold(column.header)), ...column })),
        }),
      ),
      created_at: now,
      created_by: actor.name,
    }
    await tx.sql.insertInto('import_preset').values(preset).execute()
    return preset
  })
}

/** Throws NotFound for a preset that is not there. */
export async function removePreset(db: Db, workspaceId: number, id: number): Promise<void> {
  await db.transaction(async ({ sql }) => {
    if (!(await findPreset(sql, workspaceId, id))) throw new NotFound(`There is no preset ${id}.`)
    await sql
      .deleteFrom('import_preset')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute()
  })
}
