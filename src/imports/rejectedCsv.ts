import type { Sql } from '../db/db.ts'
import type { ImportTable } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import { REASON_HEADER } from './chooseColumns.ts'
import type { ImportOptions } from './contract.ts'
import { isProblem } from './file/table.ts'
import { csvRows } from './file/writeCsv.ts'
import { openFile } from './openFile.ts'
import { listProblems, readFileBytes } from './queries.ts'

const ALL = 1_100_000

/** The refused rows as the file had them, with a column that says why: mended, they can be imported as they are. */
export async function rejectedCsv(sql: Sql, row: ImportTable): Promise<Iterable<string>> {
  const problems = await listProblems(sql, row.workspace_id, row.id, 0, ALL)
  const reasons = new Map<number, string[]>()
  for (const { row: at, column, message } of problems) {
    const reason = column === null ? message : `${column}: ${message}`
    reasons.set(at, [...(reasons.get(at) ?? []), reason])
  }
  const table = await openFile(
    await readFileBytes(sql, row),
    row.file_name,
    JSON.parse(row.options) as ImportOptions,
  )
  if (isProblem(table)) throw new NotFound(table.problem)
  const { headers } = table.info
  function* refused(): Generator<string[]> {
    if (isProblem(table)) return
    for (const { row: at, cells } of table.rows()) {
      const why = reasons.get(at)
      if (why) yield [...headers.map((_, index) => cells[index] ?? ''), why.join(' ')]
    }
  }
  return csvRows([...headers, REASON_HEADER], refused())
}
