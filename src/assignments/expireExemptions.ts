import { systemActor } from '../access/systemActor.ts'
import { type Act, perform } from '../changes/perform.ts'
import { beginDay, dayIn } from '../changes/raiseDay.ts'
import type { Sql } from '../db/db.ts'
import type { AppContext } from '../http/context.ts'
import { EXCEPTION_COLUMNS } from './exceptionQueries.ts'
import { morningOf } from './morning.ts'
import { peopleWords } from './peopleWords.ts'
import { getAssignmentRow } from './queries.ts'

/**
 * Ends exemptions whose last day is over, each assignment's as a change by the clock: whoever is in the audience receives
 * it from then on. Looks at the database, so days that passed while the server was down are made up for. Answers how many
 * changes.
 */
export async function expireExemptions({
  engine,
  log,
  now,
}: Pick<AppContext, 'engine' | 'log' | 'now'>): Promise<number> {
  const at = now().getTime()
  const found = await engine.db.read
    .selectFrom('exception')
    .innerJoin('workspace', 'workspace.id', 'exception.workspace_id')
    .innerJoin('assignment', join =>
      join
        .onRef('assignment.workspace_id', '=', 'exception.workspace_id')
        .onRef('assignment.id', '=', 'exception.assignment_id'),
    )
    .select(['exception.workspace_id', 'exception.assignment_id', 'exception.until', 'workspace.time_zone'])
    .where('assignment.deleted_in', 'is', null)
    .where('exception.kind', '=', 'exempt')
    .where('exception.until', 'is not', null)
    .where('exception.ended_at', 'is', null)
    .where('exception.deleted_in', 'is', null)
    .execute()
  const over = found.filter(({ until, time_zone }) => until !== null && until < dayIn(time_zone, at))
  const assignments = new Map(over.map(row => [`${row.workspace_id} ${row.assignment_id}`, row]))
  let expired = 0
  for (const { workspace_id: workspaceId, assignment_id: assignmentId } of assignments.values()) {
    try {
      const { result } = await perform(
        engine,
        { workspaceId, actor: systemActor(workspaceId), act: 'exceptions.expire', now: at, unheld: true },
        expire(assignmentId),
      )
      if (result > 0) expired += 1
    } catch (error) {
      log.error({ err: error, workspaceId, assignment: assignmentId }, 'Exemptions could not be ended')
    }
  }
  return expired
}

/** Answers how many ended: none when another server has been quicker. */
function expire(assignmentId: number): Act<number> {
  return async ({ sql, draft, workspace, actor, now }) => {
    const { title } = await getAssignmentRow(sql, workspace.id, assignmentId)
    const over = await listOver(sql, workspace.id, assignmentId, dayIn(workspace.time_zone, now))
    for (const before of over)
      draft.exceptions.set(before.id, { before, after: { ...before, ended_at: now, ended_by: actor.name } })
    if (over.length > 0) beginDay(draft, workspace)
    draft.sendFrom = Math.max(now, morningOf(now, workspace.time_zone))
    const whose = peopleWords(over.length)
    return { summary: `The exemption of ${whose} from “${title}” is over`, result: over.length }
  }
}

async function listOver(sql: Sql, workspaceId: number, assignmentId: number, today: string) {
  return await sql
    .selectFrom('exception')
    .select(EXCEPTION_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('kind', '=', 'exempt')
    .where('until', '<', today)
    .where('ended_at', 'is', null)
    .where('deleted_in', 'is', null)
    .execute()
}
