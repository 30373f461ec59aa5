import type { Sql } from '../../db/db.ts'

/** Steps that a change took back count as done again, at their moments, unless they have been done again since. */
export async function giveStepsBack(
  sql: Sql,
  workspaceId: number,
  changeId: number,
  now: number,
): Promise<void> {
  const taken = sql
    .selectFrom('step_taken_back')
    .select(['workspace_id', 'assignment_id', 'person_id', 'occurrence', 'step_id', 'done_at'])
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
    .where('restored_at', 'is', null)
  await sql
    .insertInto('step_done')
    .columns(['workspace_id', 'assignment_id', 'person_id', 'occurrence', 'step_id', 'done_at'])
    .expression(taken)
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await sql
    .updateTable('step_taken_back')
    .set({ restored_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
    .where('restored_at', 'is', null)
    .execute()
}
