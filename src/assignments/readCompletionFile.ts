import { readFile } from 'node:fs/promises'
import type { Sql } from '../db/db.ts'
import { Invalid } from '../errors.ts'
import { readTable } from '../imports/file/readTable.ts'
import { isProblem, type Table } from '../imports/file/table.ts'
import { getAssignmentRow } from './queries.ts'
import { type Completions, readCompletions } from './readCompletions.ts'

const MOST_ROWS = 50_000

/** A file as it was received, and what it is about. */
export type CompletionFile = {
  workspaceId: number
  assignmentId: number
  path: string
  fileName: string
  now: number
}

/** Reads a list of completions. Throws Invalid for one that cannot be read, is too long, or names nobody. */
export async function readCompletionFile(
  sql: Sql,
  { workspaceId, assignmentId, path, fileName, now }: CompletionFile,
): Promise<{ table: Table; list: Completions }> {
  const { title } = await getAssignmentRow(sql, workspaceId, assignmentId)
  const { time_zone: timeZone } = await sql
    .selectFrom('workspace')
    .select('time_zone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const table = await readTable(await readFile(path), fileName)
  if (isProblem(table)) throw refused(table.problem)
  if (table.rowCount > MOST_ROWS)
    throw refused(`“${fileName}” has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it.`)
  const list = readCompletions(table, { id: assignmentId, title, timeZone, now })
  if ('problem' in list) throw refused(list.problem)
  return { table, list }
}

const refused = (message: string) => new Invalid(message, [{ path: 'file', message }])
