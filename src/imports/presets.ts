import type { Sql } from '../db/db.ts'
import type { ImportPresetTable } from '../db/schema.ts'
import { Invalid } from '../errors.ts'
import { fold } from '../tags/fold.ts'
import { REASON_HEADER } from './chooseColumns.ts'
import type { ImportOptions } from './contract.ts'
import type { ImportPreset } from './presetContract.ts'

const PRESET_COLUMNS = [
  'workspace_id',
  'id',
  'name',
  'name_fold',
  'headers',
  'options',
  'created_at',
  'created_by',
] as const

export async function listPresets(sql: Sql, workspaceId: number): Promise<ImportPresetTable[]> {
  return await sql
    .selectFrom('import_preset')
    .select(PRESET_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .orderBy('name_fold')
    .execute()
}

export async function findPreset(
  sql: Sql,
  workspaceId: number,
  id: number,
): Promise<ImportPresetTable | undefined> {
  return await sql
    .selectFrom('import_preset')
    .select(PRESET_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** What a preset is recognised by. The mended file of refused rows has one column more and is the same file. */
export function headersOf(headers: readonly string[]): string {
  const folded = new Set(headers.map(fold))
  folded.delete(fold(REASON_HEADER))
  return JSON.stringify([...folded].sort())
}

/** Of the options, what a preset keeps: not how one file was written, but what its columns and cells mean. */
export function keptOptions({ columns, mode, match, fullList }: ImportOptions): ImportOptions {
  return { columns, mode, match, fullList }
}

/** An import's options until now, what is said of them, and (at upload) the headers to recognise a preset by. */
export type Said = { given: ImportOptions; present?: ImportOptions; headers?: readonly string[] }

/**
 * The options with what a preset brings beneath what is said itself. At upload the newest preset of the same headers is
 * taken unless columns are given or preset is null; later only one that is named. Null takes away what a preset brought.
 * Throws Invalid for a preset that is not there.
 */
export async function withPreset(
  sql: Sql,
  workspaceId: number,
  { given, present, headers }: Said,
): Promise<ImportOptions> {
  if (given.preset === null) {
    if (typeof present?.preset !== 'number') return { ...present, ...given }
    const { encoding, delimiter, sheet, spellings } = present
    return { encoding, delimiter, sheet, spellings, ...given }
  }
  if (given.preset !== undefined) {
    const preset = await findPreset(sql, workspaceId, given.preset)
    if (!preset) {
      const message = `There is no preset ${given.preset}. GET /import-presets lists them.`
      throw new Invalid(message, [{ path: 'options.preset', message }])
    }
    return { ...present, ...(JSON.parse(preset.options) as ImportOptions), ...given }
  }
  if (present || !headers || given.columns !== undefined) return { ...present, ...given }
  const key = headersOf(headers)
  const [newest] = (await listPresets(sql, workspaceId))
    .filter(preset => preset.headers === key)
    .sort((a, b) => b.id - a.id)
  return newest ? { ...(JSON.parse(newest.options) as ImportOptions), ...given, preset: newest.id } : given
}

/** The preset of an import's options, as far as it still is there and for these headers, and a note that says so. */
export async function appliedPreset(
  sql: Sql,
  workspaceId: number,
  { preset: id }: ImportOptions,
  headers: readonly string[],
): Promise<{ id: number; name: string; note: string } | null> {
  const preset = typeof id === 'number' ? await findPreset(sql, workspaceId, id) : undefined
  if (!preset || preset.headers !== headersOf(headers)) return null
  const { name } = preset
  const note = `The preset “${name}” is applied, because it was kept for a file with these headers.`
  return { id: preset.id, name, note }
}

export function toPreset(row: ImportPresetTable): ImportPreset {
  return {
    id: row.id,
    name: row.name,
    headers: JSON.parse(row.headers) as string[],
    options: JSON.parse(row.options) as ImportOptions,
    createdAt: new Date(row.created_at).toISOString(),
    createdBy: row.created_by,
  }
}
