import { sql as raw } from 'kysely'
import type { Sql } from '../db/db.ts'

/** One person's one occurrence of an assignment. */
export type RecipientKey = {
  workspaceId: number
  assignmentId: number
  personId: number
  occurrence: number
}

const STEP_DONE = ['workspace_id', 'assignment_id', 'person_id', 'occurrence', 'step_id', 'done_at'] as const

/** When a recipient did each step of some assignments, by assignment, occurrence and step. */
export async function listStepsDone(
  sql: Sql,
  { workspaceId, personId }: Pick<RecipientKey, 'workspaceId' | 'personId'>,
  assignmentIds: readonly number[],
) {
  if (assignmentIds.length === 0) return []
  return await sql
    .selectFrom('step_done')
    .select(['assignment_id', 'occurrence', 'step_id', 'done_at'])
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', 'in', assignmentIds)
    .where('person_id', '=', personId)
    .execute()
}

/** Under the workspace's lock; the database refuses the same step twice. */
export async function insertStepDone(sql: Sql, key: RecipientKey, stepId: number, at: number): Promise<void> {
  await sql
    .insertInto('step_done')
    .values({
      workspace_id: key.workspaceId,
      assignment_id: key.assignmentId,
      person_id: key.personId,
      occurrence: key.occurrence,
      step_id: stepId,
      done_at: at,
    })
    .execute()
}

/** Takes back every step of one recipient's occurrence, and keeps what was done until now. Under the workspace's lock. */
export async function takeStepsBack(
  sql: Sql,
  key: RecipientKey,
  { now, changeId }: { now: number; changeId: number },
): Promise<void> {
  await sql
    .insertInto('step_taken_back')
    .columns([...STEP_DONE, 'until', 'change_id'])
    .expression(
      sql
        .selectFrom('step_done')
        .select(STEP_DONE)
        .select([
          raw<number>`cast(${now} as bigint)`.as('until'),
          raw<number>`cast(${changeId} as integer)`.as('change_id'),
        ])
        .where('workspace_id', '=', key.workspaceId)
        .where('assignment_id', '=', key.assignmentId)
        .where('person_id', '=', key.personId)
        .where('occurrence', '=', key.occurrence),
    )
    .execute()
  await sql
    .deleteFrom('step_done')
    .where('workspace_id', '=', key.workspaceId)
    .where('assignment_id', '=', key.assignmentId)
    .where('person_id', '=', key.personId)
    .where('occurrence', '=', key.occurrence)
    .execute()
}

/** How many of some steps these people have done, of those who did one at least. */
export async function countStepsDone(
  sql: Sql,
  { workspaceId, assignmentId }: Pick<RecipientKey, 'workspaceId' | 'assignmentId'>,
  personIds: readonly number[],
  stepIds: readonly number[],
): Promise<{ person_id: number; occurrence: number; done: number }[]> {
  if (personIds.length === 0 || stepIds.length === 0) return []
  return await sql
    .selectFrom('step_done')
    .select(['person_id', 'occurrence'])
    .select(eb => eb.fn.countAll<number>().as('done'))
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('person_id', 'in', personIds)
    .where('step_id', 'in', stepIds)
    .groupBy(['person_id', 'occurrence'])
    .execute()
}

/** Of the recipients who have it open: how many did each step. */
export async function countOpenByStep(
  sql: Sql,
  { workspaceId, assignmentId }: Pick<RecipientKey, 'workspaceId' | 'assignmentId'>,
): Promise<Map<number, number>> {
  const rows = await openSteps(sql, workspaceId, assignmentId)
    .select('step_done.step_id')
    .select(eb => eb.fn.countAll<number>().as('people'))
    .groupBy('step_done.step_id')
    .execute()
  return new Map(rows.map(row => [row.step_id, row.people]))
}

/** Of the recipients who have it open: how many have done every one of these steps, one at least. */
export async function countOpenWithAll(
  sql: Sql,
  { workspaceId, assignmentId }: Pick<RecipientKey, 'workspaceId' | 'assignmentId'>,
  stepIds: readonly number[],
): Promise<number> {
  if (stepIds.length === 0) return 0
  const rows = await openSteps(sql, workspaceId, assignmentId)
    .select('step_done.person_id')
    .where('step_done.step_id', 'in', stepIds)
    .groupBy('step_done.person_id')
    .having(eb => eb.fn.countAll<number>(), '=', stepIds.length)
    .execute()
  return rows.length
}

function openSteps(sql: Sql, workspaceId: number, assignmentId: number) {
  return sql
    .selectFrom('step_done')
    .innerJoin('recipient', join =>
      join
        .onRef('recipient.workspace_id', '=', 'step_done.workspace_id')
        .onRef('recipient.assignment_id', '=', 'step_done.assignment_id')
        .onRef('recipient.person_id', '=', 'step_done.person_id')
        .onRef('recipient.occurrence', '=', 'step_done.occurrence'),
    )
    .where('step_done.workspace_id', '=', workspaceId)
    .where('step_done.assignment_id', '=', assignmentId)
    .where('recipient.status', 'in', ['assigned', 'opened'])
    .where('recipient.superseded_at', 'is', null)
}
