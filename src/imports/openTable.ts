import type { ImportTable } from '../db/schema.ts'
import type { ImportOptions } from './contract.ts'
import { isProblem } from './file/table.ts'
import { readFileBytes } from './fileQueries.ts'
import type { ImportJobs } from './importJobs.ts'
import { openAndFree } from './openFile.ts'

/** The file of an import: the one that was opened last, or read again from what is kept of it. */
export async function openTable(jobs: ImportJobs, row: ImportTable) {
  const options = JSON.parse(row.options) as ImportOptions
  const optionsKey = openingKey(options)
  const { opened } = jobs
  if (
    opened &&
    opened.workspaceId === row.workspace_id &&
    opened.importId === row.id &&
    opened.optionsKey === optionsKey
  )
    return opened.table
  const bytes = await readFileBytes(jobs.engine.db.read, row)
  const table = await openAndFree(bytes, row.file_name, options, jobs.maxBytes)
  if (!isProblem(table)) jobs.opened = { workspaceId: row.workspace_id, importId: row.id, optionsKey, table }
  return table
}

/** Of the options, only these decide how the file is read. */
export const openingKey = ({ encoding, delimiter, sheet }: ImportOptions) =>
  JSON.stringify([encoding ?? null, delimiter ?? null, sheet ?? null])
