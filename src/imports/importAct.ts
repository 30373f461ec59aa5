import type { Draft } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import type { RowsOfPeople } from '../changes/rowNumbers.ts'
import type { Sql } from '../db/db.ts'
import type { ImportTable } from '../db/schema.ts'
import { Conflict, Invalid } from '../errors.ts'
import { cancelled } from './cancelImport.ts'
import type { RowProblem } from './contract.ts'
import { draftPeople } from './draftPeople.ts'
import { isProblem, type Table } from './file/table.ts'
import { deleteFile } from './fileQueries.ts'
import { giveBackMemory } from './giveBackMemory.ts'
import type { ImportJobs } from './importJobs.ts'
import { openTable } from './openTable.ts'
import { getImport, insertRowNumbers, updateOpenImport } from './queries.ts'
import type { Reading } from './reading.ts'
import { readSpellings } from './readSpellings.ts'
import { rememberSpellings } from './rememberSpellings.ts'
import { withSplitNames } from './splitFullName.ts'

type Drafted = { problems: RowProblem[]; written: RowsOfPeople; rowCount: number }
export type KeptDraft = Drafted & {
  workspaceId: number
  importId: number
  readingKey: string
  version: number
  draft: Draft
}

const MOST_ROWS_KEPT_OPEN = 100_000

/** Only looks: the same people, tags and problems, for a file that is not kept and options that are only tried. */
export function tryAct({
  fileName,
  table,
  reading,
}: {
  fileName: string
  table: Table
  reading: Reading
}): Act<RowProblem[]> {
  return async ({ sql, draft, actor }) => {
    const { spellings } = reading.meaning
    readSpellings(draft, spellings)
    const { problems } = await draftPeople(sql, draft, { ...reading, table })
    rememberSpellings(draft, spellings, actor.name)
    return { summary: summaryOf(fileName, draft), result: problems }
  }
}

/** The act of an import: the rows of its file as a draft, and its own row set to done in the same transaction. */
export function importAct(
  jobs: ImportJobs,
  { row, reading }: { row: ImportTable; reading: Reading },
): Act<RowProblem[]> {
  return async ({ sql, draft, roster, workspace, actor }) => {
    const current = await getImport(sql, row.workspace_id, row.id)
    if (current.change_id !== null)
      throw new Conflict(`This import was committed already: it is change ${current.change_id}.`, {
        changeId: current.change_id,
      })
    if (current.status === 'cancelled') throw cancelled()
    const readingKey = JSON.stringify(reading)
    const { kept } = jobs
    const fits =
      kept?.workspaceId === row.workspace_id &&
      kept.importId === row.id &&
      kept.readingKey === readingKey &&
      kept.version === roster.version
    let drafted: Drafted
    if (kept && fits && kept.draft.roster === roster) {
      drafted = kept
      adopt(draft, kept.draft)
    } else {
      drafted = await draftRows(jobs, sql, draft, { row, reading })
      giveBackMemory(drafted.rowCount)
      jobs.kept = {
        workspaceId: row.workspace_id,
        importId: row.id,
        readingKey,
        version: roster.version,
        draft,
        ...drafted,
      }
    }
    const { problems, written, rowCount } = drafted
    rememberSpellings(draft, reading.meaning.spellings, actor.name)
    draft.importId = row.id
    draft.wrote = rows => jobs.progress(row.workspace_id, row.id, rows, rowCount)
    draft.alongside.push(tx => insertRowNumbers(tx, row.workspace_id, row.id, written))
    draft.alongside.push(async (tx, changeId) => {
      jobs.checkpoint()
      const isOpen = await updateOpenImport(tx.sql, row.workspace_id, row.id, {
        status: 'done',
        change_id: changeId,
        problems: problems.length,
        error: null,
        pending: null,
        progress_done: rowCount,
        ended_at: draft.now,
        ended_by: actor.name,
      })
      if (!isOpen) throw cancelled()
      if (workspace.keep_files_days === 0) await deleteFile(tx.sql, row.workspace_id, row.id, draft.now)
    })
    return { summary: summaryOf(row.file_name, draft), result: problems }
  }
}

/** Lets go of a large file at once: its draft is all that the rest takes. Should there be other choices, it is read again. */
async function draftRows(
  jobs: ImportJobs,
  sql: Sql,
  draft: Draft,
  { row, reading }: { row: ImportTable; reading: Reading },
): Promise<Drafted> {
  readSpellings(draft, reading.meaning.spellings)
  const opened = await openTable(jobs, row)
  if (isProblem(opened)) throw new Invalid(opened.problem)
  const { rowCount } = opened
  if (rowCount > MOST_ROWS_KEPT_OPEN) jobs.opened = null
  const { table, reading: split } = withSplitNames(opened, reading)
  const drafted = await draftPeople(sql, draft, { ...split, table }, done =>
    jobs.progress(row.workspace_id, row.id, done, rowCount),
  )
  return { ...drafted, rowCount }
}

/** The same draft again, worked out for the same version; only the moment is new. */
function adopt(draft: Draft, kept: Draft): void {
  const { now, alongside } = draft
  for (const { after } of kept.people.changed.values()) {
    if (after.createdAt === kept.now) after.createdAt = now
    after.updatedAt = now
  }
  kept.people.made.madeAt(now)
  Object.assign(draft, kept, { now, alongside })
}

const count = new Intl.NumberFormat('en')

function summaryOf(fileName: string, draft: Draft): string {
  let created = draft.people.made.size
  let updated = 0
  let deactivated = 0
  for (const { before, after } of draft.people.changed.values()) {
    if (after.status === 'removed') continue
    if (before === null || before.status === 'removed') created++
    else if (before.status === 'active' && after.status === 'inactive') deactivated++
    else updated++
  }
  const people = (number: number) => (number === 1 ? '1 person' : `${count.format(number)} people`)
  const did = `Importing “${fileName}” creates ${people(created)}, changes ${count.format(updated)}`
  return deactivated === 0
    ? `${did} and leaves ${count.format(draft.unchanged)} as they are`
    : `${did}, deactivates ${count.format(deactivated)} and leaves ${count.format(draft.unchanged)} as they are`
}
