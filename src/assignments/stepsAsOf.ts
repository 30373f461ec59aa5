import type { Sql } from '../db/db.ts'
import type { StepDoneTable } from '../db/schema.ts'
import type { RecipientsOf } from './recipientsAsOf.ts'

export type StepDone = Pick<
  StepDoneTable,
  'assignment_id' | 'person_id' | 'occurrence' | 'step_id' | 'done_at'
>

const COLUMNS = ['assignment_id', 'person_id', 'occurrence', 'step_id', 'done_at'] as const

/** The steps that counted as done at a moment, of some people or of one. */
export async function stepsAsOf(
  sql: Sql,
  of: RecipientsOf,
  moment: number,
  people: readonly number[],
): Promise<StepDone[]> {
  if (people.length === 0) return []
  const done = await sql
    .selectFrom('step_done')
    .select(COLUMNS)
    .where('workspace_id', '=', of.workspaceId)
    .where('person_id', 'in', people)
    .where('done_at', '<=', moment)
    .$if(of.assignmentId !== undefined, query => query.where('assignment_id', '=', of.assignmentId ?? 0))
    .execute()
  const taken = await sql
    .selectFrom('step_taken_back')
    .select([...COLUMNS, 'until', 'restored_at'])
    .where('workspace_id', '=', of.workspaceId)
    .where('person_id', 'in', people)
    .$if(of.assignmentId !== undefined, query => query.where('assignment_id', '=', of.assignmentId ?? 0))
    .execute()
  const keyOf = (row: StepDone) => `${row.assignment_id} ${row.person_id} ${row.occurrence} ${row.step_id}`
  const isBetween = (row: (typeof taken)[number]) =>
    row.until <= moment && row.restored_at !== null && moment < row.restored_at
  const missing = new Set(taken.filter(isBetween).map(keyOf))
  const gone = taken.filter(row => row.done_at <= moment && moment < row.until && row.restored_at === null)
  const kept = gone.map(({ until, restored_at, ...row }): StepDone => row)
  return [...done.filter(row => !missing.has(keyOf(row))), ...kept]
}

/** How many of some steps these people had done at a moment, of those who had done one at least. */
export async function countStepsAsOf(
  sql: Sql,
  of: RecipientsOf,
  moment: number,
  people: readonly number[],
  steps: readonly number[],
): Promise<{ person_id: number; occurrence: number; done: number }[]> {
  const done = (await stepsAsOf(sql, of, moment, people)).filter(row => steps.includes(row.step_id))
  const byRecipient = Map.groupBy(done, row => `${row.person_id} ${row.occurrence}`)
  return [...byRecipient.values()].flatMap(own =>
    own.slice(0, 1).map(({ person_id, occurrence }) => ({ person_id, occurrence, done: own.length })),
  )
}
