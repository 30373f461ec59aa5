import type { Plan } from '../changes/contract.ts'
import { withoutNames } from '../changes/withoutNames.ts'
import type { Sql } from '../db/db.ts'
import type { ImportTable } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import { type FileFacts, getImport, updateImport } from './queries.ts'

/** The file as it was uploaded. */
export async function readFileBytes(
  sql: Sql,
  { workspace_id, id, bytes }: Pick<ImportTable, 'workspace_id' | 'id' | 'bytes'>,
): Promise<Buffer<ArrayBuffer>> {
  const whole = Buffer.allocUnsafe(bytes)
  let at = 0
  for await (const piece of fileChunks(sql, workspace_id, id)) {
    whole.set(piece, at)
    at += piece.length
  }
  if (at !== bytes) throw new Error(`Import ${id} has lost a part of its file.`)
  return whole
}

/** The same a piece at a time. */
export async function* fileChunks(sql: Sql, workspaceId: number, id: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n++) {
    const row = await sql
      .selectFrom('import_chunk')
      .select('bytes')
      .where('workspace_id', '=', workspaceId)
      .where('import_id', '=', id)
      .where('n', '=', n)
      .executeTakeFirst()
    if (!row) return
    yield row.bytes
  }
}

/** Moments: those that ended before `ended`, and those that wait since before `waiting`. */
export async function listOldFiles(
  sql: Sql,
  workspaceId: number,
  { ended, waiting }: { ended: number; waiting: number },
): Promise<number[]> {
  const rows = await sql
    .selectFrom('import')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('file_deleted_at', 'is', null)
    .where('status', 'not in', ['reading', 'committing'])
    .where(eb =>
      eb.or([
        eb('ended_at', '<=', ended),
        eb.and([eb('ended_at', 'is', null), eb('created_at', '<=', waiting)]),
      ]),
    )
    .execute()
  return rows.map(row => row.id)
}

/** The file, and what was shown of its cells: the first rows and the remarks, which quote them. */
export async function deleteFile(sql: Sql, workspaceId: number, id: number, now: number): Promise<void> {
  const { about, plan } = await getImport(sql, workspaceId, id)
  const facts = { ...(JSON.parse(about) as FileFacts), preview: [], previewNames: [] }
  for (const table of ['import_chunk', 'import_problem'] as const)
    await sql.deleteFrom(table).where('workspace_id', '=', workspaceId).where('import_id', '=', id).execute()
  await updateImport(sql, workspaceId, id, {
    about: JSON.stringify(facts),
    plan: plan && JSON.stringify(withoutNames(JSON.parse(plan) as Plan)),
    problems: 0,
    file_deleted_at: now,
  })
}

/** Throws NotFound with the reason. */
export function refuseDeletedFile({ file_name: fileName, file_deleted_at: deletedAt }: ImportTable): void {
  if (deletedAt !== null)
    throw new NotFound(
      `The file “${fileName}” was deleted on ${dayWords(deletedAt)}, as the workspace’s settings say. Its refused rows went with it.`,
    )
}

const dayWords = (at: number) => new Date(at).toISOString().slice(0, 10)

/** How long the workspace keeps files, in days. */
export async function daysFilesAreKept(sql: Sql, workspaceId: number): Promise<number> {
  const { keep_files_days } = await sql
    .selectFrom('workspace')
    .select('keep_files_days')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return keep_files_days
}
