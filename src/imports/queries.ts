import type { Plan } from '../changes/contract.ts'
import { packRows, type RowsOfPeople } from '../changes/rowNumbers.ts'
import type { Sql, Tx } from '../db/db.ts'
import type { ImportTable } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import type { Import, RowProblem } from './contract.ts'

/** What the file says of itself; stored as JSON. */
export type FileFacts = Pick<
  Import,
  | 'format'
  | 'encoding'
  | 'encodingCertainty'
  | 'encodingReadings'
  | 'delimiter'
  | 'sheet'
  | 'sheets'
  | 'columns'
  | 'preview'
  | 'previewNames'
  | 'notes'
  | 'preset'
>

export const NO_FACTS: FileFacts = {
  format: null,
  encoding: null,
  encodingCertainty: null,
  encodingReadings: [],
  delimiter: null,
  sheet: null,
  sheets: [],
  columns: [],
  preview: [],
  previewNames: [],
  notes: [],
  preset: null,
}

const COLUMNS = [
  'workspace_id',
  'id',
  'status',
  'file_name',
  'bytes',
  'about',
  'options',
  'rows',
  'progress_done',
  'progress_total',
  'plan',
  'problems',
  'error',
  'change_id',
  'created_at',
  'created_by',
  'pending',
  'ended_at',
  'ended_by',
  'took_ms',
  'file_deleted_at',
] as const

async function findImport(sql: Sql, workspaceId: number, id: number): Promise<ImportTable | undefined> {
  return await sql
    .selectFrom('import')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function getImport(sql: Sql, workspaceId: number, id: number): Promise<ImportTable> {
  const row = await findImport(sql, workspaceId, id)
  if (!row) throw new NotFound(`There is no import ${id}.`)
  return row
}

export async function listImports(
  sql: Sql,
  workspaceId: number,
  before: number | null,
  limit: number,
): Promise<{ rows: ImportTable[]; total: number }> {
  const of = sql.selectFrom('import').where('workspace_id', '=', workspaceId)
  const rows = await of
    .select(COLUMNS)
    .$if(before !== null, query => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const { total } = await of.select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total: Number(total) }
}

/** Imports that a stopped server left in the middle, of every workspace. */
export async function listUnfinished(sql: Sql): Promise<ImportTable[]> {
  return await sql
    .selectFrom('import')
    .select(COLUMNS)
    .where('status', 'in', ['reading', 'committing'])
    .execute()
}

/** What an import gets at its end. */
type AtTheEnd = 'ended_at' | 'ended_by' | 'took_ms' | 'file_deleted_at'

/** `pieces` are the file's bytes, in order; each is needed only until the next is asked for. */
export async function insertImport(
  tx: Tx,
  row: Omit<ImportTable, 'id' | AtTheEnd>,
  pieces: Iterable<Uint8Array>,
): Promise<number> {
  const workspace = await tx.lockWorkspace(row.workspace_id)
  if (!workspace) throw new NotFound('There is no such workspace.')
  const id = workspace.next_import
  await tx.sql
    .updateTable('workspace')
    .set({ next_import: id + 1 })
    .where('id', '=', row.workspace_id)
    .execute()
  await tx.sql
    .insertInto('import')
    .values({ ...row, id })
    .execute()
  let n = 0
  // One by one, since the next piece may take the place of the last: all together are as large as the file.
  for (const bytes of pieces)
    await tx.sql
      .insertInto('import_chunk')
      .values({ workspace_id: row.workspace_id, import_id: id, n: n++, bytes })
      .execute()
  return id
}

export async function updateImport(
  sql: Sql,
  workspaceId: number,
  id: number,
  changes: Partial<ImportTable>,
): Promise<void> {
  await sql
    .updateTable('import')
    .set(changes)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** The same while it is neither committed nor cancelled; answers whether it was. */
export async function updateOpenImport(
  sql: Sql,
  workspaceId: number,
  id: number,
  changes: Partial<ImportTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await sql
    .updateTable('import')
    .set(changes)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('status', 'in', ['reading', 'ready', 'failed', 'committing'])
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** After a commit that did not happen; one that was cancelled meanwhile stays so. */
export async function backToReady(sql: Sql, workspaceId: number, id: number): Promise<void> {
  await sql
    .updateTable('import')
    .set({ status: 'ready', pending: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('status', '=', 'committing')
    .execute()
}

export async function replaceProblems(
  tx: Tx,
  workspaceId: number,
  id: number,
  problems: readonly RowProblem[],
): Promise<void> {
  await tx.sql
    .deleteFrom('import_problem')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', id)
    .execute()
  if (problems.length === 0) return
  await tx.insertRows(
    'import_problem',
    ['workspace_id', 'import_id', 'n', 'row_number', 'column_name', 'value', 'message'],
    problems.map((problem, n) => [
      workspaceId,
      id,
      n,
      problem.row,
      problem.column,
      problem.value,
      problem.message,
    ]),
  )
}

/** Keeps which row each person was written from, for whoever asks later where a tag came from. */
export async function insertRowNumbers(
  tx: Tx,
  workspaceId: number,
  id: number,
  written: RowsOfPeople,
): Promise<void> {
  function* packs(): Generator<unknown[]> {
    for (const { firstId, bytes } of packRows(written)) yield [workspaceId, id, firstId, bytes]
  }
  await tx.insertRows('import_row', ['workspace_id', 'import_id', 'first_person_id', 'rows'], packs())
}

export async function listProblems(
  sql: Sql,
  workspaceId: number,
  id: number,
  from: number,
  limit: number,
): Promise<RowProblem[]> {
  const rows = await sql
    .selectFrom('import_problem')
    .select(['row_number', 'column_name', 'value', 'message'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', id)
    .where('n', '>=', from)
    .orderBy('n')
    .limit(limit)
    .execute()
  return rows.map(row => ({
    row: row.row_number,
    column: row.column_name,
    value: row.value,
    message: row.message,
  }))
}

const DAY_MS = 86_400_000
const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString())

export function toImport(row: ImportTable, keptDays: number, progress?: Import['progress']): Import {
  return {
    id: row.id,
    status: row.status,
    fileName: row.file_name,
    // What an earlier version kept lacks what has been added since.
    ...NO_FACTS,
    ...(JSON.parse(row.about) as FileFacts),
    rows: row.rows,
    options: JSON.parse(row.options) as Import['options'],
    progress: progress ?? { done: row.progress_done, total: row.progress_total },
    plan: row.plan === null ? null : (JSON.parse(row.plan) as Plan),
    problems: row.problems,
    error: row.error,
    changeId: row.change_id,
    createdAt: new Date(row.created_at).toISOString(),
    createdBy: row.created_by,
    endedAt: moment(row.ended_at),
    endedBy: row.ended_by,
    tookMs: row.took_ms,
    file: {
      bytes: row.bytes,
      keptUntil:
        row.ended_at === null || row.file_deleted_at !== null
          ? null
          : moment(row.ended_at + keptDays * DAY_MS),
      deletedAt: moment(row.file_deleted_at),
    },
  }
}
