import type { Draft } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import type { RowsOfPeople } from '../changes/rowNumbers.ts'
import type { Sql } from '../db/db.ts'
import type { ImportTable } from '../db/schema.ts'
import { Conflict } from '../errors.ts'
import { clean } from '../tags/fold.ts'
import { cancelled } from './cancelImport.ts'
import type { RowProblem } from './contract.ts'
import { draftPeople } from './draftPeople.ts'
import { type ExistingPeople, existingPeople, type NamesInFile } from './existingPeople.ts'
import { readEmail } from './file/checkEmail.ts'
import type { Table } from './file/table.ts'
import { deleteFile } from './fileQueries.ts'
import { placesOf } from './findWhom.ts'
import type { ImportJobs } from './importJobs.ts'
import { getImport, insertRowNumbers, updateOpenImport } from './queries.ts'
import type { Reading } from './reading.ts'
import { readSpellings } from './readSpellings.ts'
import { rememberSpellings } from './rememberSpellings.ts'
import { withSplitNames } from './splitFullName.ts'

export type KeptDraft = {
  workspaceId: number
  importId: number
  readingKey: string
  version: number
  draft: Draft
  problems: RowProblem[]
  written: RowsOfPeople
  rowCount: number
}

/** Only looks: the same people, tags and problems, for a file that is not kept and options that are only tried. */
export function tryAct(
  workspaceId: number,
  { fileName, table, reading }: { fileName: string; table: Table; reading: Reading },
): Act<RowProblem[]> {
  return async ({ sql, draft, actor }) => {
    const { spellings } = reading.meaning
    readSpellings(draft, spellings)
    const existing = await peopleOf(sql, workspaceId, table, reading)
    const { problems } = draftPeople(
      draft,
      { ...reading, rows: table.rows(), rowCount: table.rowCount },
      existing,
    )
    rememberSpellings(draft, spellings, actor.name)
    return { summary: summaryOf(fileName, draft), result: problems }
  }
}

/** The act of an import: the rows of its file as a draft, and its own row set to done in the same transaction. */
export function importAct(
  jobs: ImportJobs,
  { row, reading, open }: { row: ImportTable; reading: Reading; open: () => Promise<Table> },
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
    let problems: RowProblem[]
    let written: RowsOfPeople
    let rowCount: number
    if (kept && fits && kept.draft.roster === roster) {
      problems = kept.problems
      written = kept.written
      rowCount = kept.rowCount
      adopt(draft, kept.draft)
    } else {
      readSpellings(draft, reading.meaning.spellings)
      const { table, reading: split } = withSplitNames(await open(), reading)
      rowCount = table.rowCount
      const existing = await peopleOf(sql, row.workspace_id, table, split)
      const drafted = draftPeople(draft, { ...split, rows: table.rows(), rowCount }, existing, done =>
        jobs.progress(row.workspace_id, row.id, done, rowCount),
      )
      problems = drafted.problems
      written = drafted.written
      jobs.kept = {
        workspaceId: row.workspace_id,
        importId: row.id,
        readingKey,
        version: roster.version,
        draft,
        problems,
        written,
        rowCount,
      }
    }
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

async function peopleOf(
  sql: Sql,
  workspaceId: number,
  table: Table,
  reading: Reading,
): Promise<ExistingPeople> {
  return await existingPeople(sql, workspaceId, {
    rows: table.rowCount,
    names: () => namesIn(table, reading),
    fullList: reading.meaning.fullList,
  })
}

function namesIn(table: Table, { columns }: Reading): NamesInFile {
  const places = placesOf(columns)
  const emails = new Set<string>()
  const externalIds = new Set<string>()
  for (const { cells } of table.rows()) {
    const checked = readEmail(cells[places.email] ?? '')
    if ('email' in checked) emails.add(checked.email)
    const externalId = clean(cells[places.externalId] ?? '')
    if (externalId !== '') externalIds.add(externalId)
  }
  return { emails, externalIds }
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
