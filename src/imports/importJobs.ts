import { readFile, stat } from 'node:fs/promises'
import type { Actor } from '../access/actor.ts'
import type { Plan } from '../changes/contract.ts'
import type { Engine } from '../changes/engine.ts'
import { type ActQuery, perform } from '../changes/perform.ts'
import type { ImportTable } from '../db/schema.ts'
import { Conflict, Invalid } from '../errors.ts'
import type { ImportOptions, RowProblem } from './contract.ts'
import { isSecretHeader } from './file/headerNames.ts'
import { isProblem, type Table } from './file/table.ts'
import { readFileBytes } from './fileQueries.ts'
import { giveBackMemory } from './giveBackMemory.ts'
import { importAct, type KeptDraft, tryAct } from './importAct.ts'
import { openAndFree } from './openFile.ts'
import { openingKey, openTable } from './openTable.ts'
import { piecesOf } from './piecesOf.ts'
import { appliedPreset, withPreset } from './presets.ts'
import {
  type FileFacts,
  getImport,
  insertImport,
  NO_FACTS,
  replaceProblems,
  updateOpenImport,
} from './queries.ts'
import { type Reading, readingOf } from './reading.ts'
import { splitFullName, withSplitNames } from './splitFullName.ts'

/**
 * The long work of imports, run in the background thread. It remembers the last file it opened and the last draft it made,
 * so that confirming a plan does not read and work out everything again.
 */
export type ImportJobs = {
  engine: Engine
  /** Says how far it is. Throws Conflict, as `checkpoint` does, when the import has been cancelled. */
  progress(workspaceId: number, importId: number, done: number, total: number): void
  checkpoint(): void
  opened: { workspaceId: number; importId: number; optionsKey: string; table: Table } | null
  kept: KeptDraft | null
  maxBytes: number
}

const PREVIEW_ROWS = 8

export type Received = {
  workspaceId: number
  actor: Actor
  path: string
  fileName: string
  options: ImportOptions
  now: number
}

/** Takes an uploaded file in: refuses what cannot be read (Invalid) and keeps the bytes. Answers the import's id. */
export async function receiveImport(
  jobs: ImportJobs,
  { workspaceId, actor, path, fileName, options, now }: Received,
): Promise<number> {
  // The bytes are not held on to: what is kept of them is read from the file once more, a piece at a time.
  const table = await openAndFree(await readFile(path), fileName, options, jobs.maxBytes)
  if (isProblem(table)) throw new Invalid(table.problem, [{ path: 'file', message: table.problem }])
  const { size } = await stat(path)
  const { db } = jobs.engine
  const all = await withPreset(db.read, workspaceId, { given: options, headers: table.info.headers })
  const importId = await db.transaction(tx =>
    insertImport(
      tx,
      {
        workspace_id: workspaceId,
        status: 'reading',
        file_name: fileName,
        bytes: size,
        about: JSON.stringify(NO_FACTS),
        options: JSON.stringify(all),
        rows: table.rowCount,
        progress_done: 0,
        progress_total: table.rowCount,
        plan: null,
        problems: 0,
        error: null,
        change_id: null,
        created_at: now,
        created_by: actor.name,
        pending: null,
      },
      piecesOf(path),
    ),
  )
  jobs.opened = { workspaceId, importId, optionsKey: openingKey(options), table }
  giveBackMemory(table.rowCount, db)
  return importId
}

export type Planned = {
  workspaceId: number
  actor: Actor
  importId: number
  now: number
  /** The plan it had, when that is to be had again. */
  again?: { id: string; version: number }
}

/** Works the plan out and keeps it with the import; a file or columns that cannot be used make it failed, with the reason. */
export async function planImport(
  jobs: ImportJobs,
  { workspaceId, actor, importId, now, again }: Planned,
): Promise<void> {
  const { db } = jobs.engine
  const row = await getImport(db.read, workspaceId, importId)
  const { facts, rows, ...found } = await lookAt(jobs, row)
  if ('problem' in found) return await fail(jobs, row, found.problem, facts)
  const { plan, result } = await perform(
    jobs.engine,
    { workspaceId, actor, act: 'imports.commit', now, dryRun: true, again },
    importAct(jobs, { row, reading: found.reading }),
  )
  await keepPlan(jobs, row, plan, result, { about: JSON.stringify(facts), rows, error: null })
}

type LookedAt = { facts: FileFacts; rows: number } & ({ problem: string } | { reading: Reading })

/** What the file says of itself, and how it is to be read. */
async function lookAt(jobs: ImportJobs, row: ImportTable): Promise<LookedAt> {
  const { read } = jobs.engine.db
  const opened = await openTable(jobs, row)
  // What was known of the file stays on its page, so that the choice that broke it can be taken back there.
  if (isProblem(opened)) return { facts: JSON.parse(row.about) as FileFacts, rows: row.rows, ...opened }
  const { rowCount: rows } = opened
  const options = JSON.parse(row.options) as ImportOptions
  const chosen = readingOf(opened.info.headers, options)
  const preset = await appliedPreset(read, row.workspace_id, options, opened.info.headers)
  const notes = preset ? [...chosen.notes, preset.note] : chosen.notes
  const facts = factsOf(opened, chosen.reading.columns, notes)
  facts.preset = preset && { id: preset.id, name: preset.name }
  return chosen.problems.length > 0
    ? { facts, rows, problem: chosen.problems.join(' ') }
    : { facts, rows, reading: chosen.reading }
}

export type Tried = {
  workspaceId: number
  actor: Actor
  now: number
  options: ImportOptions
  /** A file just uploaded, or an import whose options are to be other than they are. */
  from: { path: string; fileName: string } | { importId: number }
}

/** The plan of an import that is only tried: nothing is kept. Throws Invalid for what cannot be read or does not add up. */
export async function tryImport(
  jobs: ImportJobs,
  { workspaceId, actor, now, options, from }: Tried,
): Promise<Plan> {
  const { db } = jobs.engine
  const row = 'importId' in from ? await getImport(db.read, workspaceId, from.importId) : null
  const fileName = 'path' in from ? from.fileName : (row?.file_name ?? '')
  const present = row ? (JSON.parse(row.options) as ImportOptions) : undefined
  const bytes =
    'path' in from
      ? await readFile(from.path)
      : await readFileBytes(db.read, { workspace_id: workspaceId, id: from.importId, bytes: row?.bytes ?? 0 })
  const table = await openAndFree(bytes, fileName, { ...present, ...options }, jobs.maxBytes)
  if (isProblem(table)) throw new Invalid(table.problem, [{ path: 'file', message: table.problem }])
  const { headers } = table.info
  const all = await withPreset(db.read, workspaceId, { given: options, present, headers })
  const { reading, problems } = readingOf(headers, all)
  if (problems.length > 0) throw new Invalid(problems.join(' '))
  const act = tryAct({ fileName, ...withSplitNames(table, reading) })
  const { plan } = await perform(
    jobs.engine,
    { workspaceId, actor, act: 'imports.commit', now, dryRun: true },
    act,
  )
  return plan
}

export type Committing = Planned & { query: ActQuery; idempotencyKey: string | null }

/**
 * Commits what the kept plan says, in one transaction. When the workspace has moved since, or the brake holds, the fresh plan
 * is kept and Conflict thrown with it. Answers the change's number.
 */
export async function commitImport(
  jobs: ImportJobs,
  { workspaceId, actor, importId, now, query, idempotencyKey }: Committing,
): Promise<number> {
  const { db } = jobs.engine
  const row = await getImport(db.read, workspaceId, importId)
  giveBackMemory(row.rows)
  const { columns } = JSON.parse(row.about) as FileFacts
  const headers = columns.map(({ header }) => header)
  const chosen = readingOf(headers, JSON.parse(row.options) as ImportOptions)
  if (chosen.problems.length > 0) throw new Invalid(chosen.problems.join(' '))
  const shown = row.plan === null ? undefined : (JSON.parse(row.plan) as Plan).version
  const request = {
    workspaceId,
    actor,
    act: 'imports.commit',
    now,
    ...query,
    expectedVersion: query.expectedVersion ?? shown,
    idempotencyKey,
  }
  try {
    const { changeId } = await perform(
      jobs.engine,
      request,
      importAct(jobs, { row, reading: chosen.reading }),
    )
    if (jobs.kept) jobs.engine.plans.forget(jobs.kept.draft.people)
    jobs.kept = null
    jobs.opened = null
    giveBackMemory(row.rows, db)
    return changeId ?? 0
  } catch (error) {
    if (error instanceof Conflict && error.extra.plan)
      await keepPlan(jobs, row, error.extra.plan as Plan, jobs.kept?.problems ?? [], {})
    throw error
  }
}

function factsOf(table: Table, columns: FileFacts['columns'], notes: string[]): FileFacts {
  const preview: string[][] = []
  for (const { cells } of table.rows()) {
    preview.push(columns.map((column, index) => previewCell(column, cells[index] ?? '')))
    if (preview.length === PREVIEW_ROWS) break
  }
  const namesAt = columns.findIndex(column => column.role === 'fullName')
  const { format, encoding, certainty, readings, delimiter, sheet, sheets } = table.info
  return {
    format,
    encoding,
    encodingCertainty: certainty,
    encodingReadings: readings,
    delimiter,
    sheet,
    sheets,
    columns,
    preview,
    previewNames: namesAt === -1 ? [] : preview.map(cells => splitFullName(cells[namesAt] ?? '')),
    notes: [...table.notes, ...notes],
    preset: null,
  }
}

/** A secret that is left out is not shown either: the preview is kept, and seen by everybody who may look at imports. */
function previewCell({ header, role }: FileFacts['columns'][number], cell: string): string {
  const isHidden = role === 'ignore' && cell !== '' && isSecretHeader(header)
  return isHidden ? '••••••' : cell.slice(0, 200)
}

async function fail(jobs: ImportJobs, row: ImportTable, error: string, facts: FileFacts): Promise<void> {
  await jobs.engine.db.transaction(async tx => {
    await replaceProblems(tx, row.workspace_id, row.id, [])
    await updateOpenImport(tx.sql, row.workspace_id, row.id, {
      status: 'failed',
      error,
      about: JSON.stringify(facts),
      plan: null,
      problems: 0,
    })
  })
}

async function keepPlan(
  jobs: ImportJobs,
  row: ImportTable,
  plan: Plan,
  problems: readonly RowProblem[],
  changes: Partial<ImportTable>,
): Promise<void> {
  await jobs.engine.db.transaction(async tx => {
    await replaceProblems(tx, row.workspace_id, row.id, problems)
    await updateOpenImport(tx.sql, row.workspace_id, row.id, {
      status: 'ready',
      plan: JSON.stringify(plan),
      problems: problems.length,
      pending: null,
      progress_done: row.progress_total,
      ...changes,
    })
  })
}
