import { type Performed, type PerformRequest, perform } from '../changes/perform.ts'
import type { ImportJobs } from '../imports/importJobs.ts'
import { refusedRowsFile } from '../imports/rejectedFile.ts'
import { importCompletions, sortCompletions } from './importCompletions.ts'
import { type CompletionFile, readCompletionFile } from './readCompletionFile.ts'

/** Reads a list of completions and records it, or plans that. */
export async function importCompletionFile(
  { engine }: ImportJobs,
  { request, file }: { request: PerformRequest; file: CompletionFile },
): Promise<Performed<null>> {
  const { list } = await readCompletionFile(engine.db.read, file)
  const act = importCompletions(file.assignmentId, file.fileName, list)
  const { plan, result, changeId } = await perform(engine, request, act)
  return { plan, result, changeId }
}

/** The rows of a list that are refused as things stand, in the layout of the file, each with the reason. */
export async function refusedCompletionRows(
  { engine }: ImportJobs,
  { file }: { file: CompletionFile },
): Promise<{ bytes: Uint8Array; ending: 'csv' | 'xlsx' }> {
  const { read } = engine.db
  const { table, list } = await readCompletionFile(read, file)
  const { refused } = await sortCompletions(read, file.workspaceId, file.assignmentId, list)
  const reasons = new Map(refused.map(({ row, reason }) => [row, [reason]]))
  const ending = table.info.format === 'xlsx' ? 'xlsx' : 'csv'
  return { bytes: await refusedRowsFile(table, reasons, ending), ending }
}
