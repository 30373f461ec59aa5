import { systemActor } from '../access/systemActor.ts'
import { type Act, perform } from '../changes/perform.ts'
import type { AppContext } from '../http/context.ts'
import { getAssignmentRow } from './queries.ts'
import { startNow } from './startNow.ts'

/**
 * Starts what was scheduled for a moment that has come, each as a change of its own by the clock. Looks at the database
 * and not at timers of its own, so a moment that passed while the machine slept or the server was down is made up for.
 * Answers how many it started.
 */
export async function startScheduled({
  engine,
  log,
  now,
}: Pick<AppContext, 'engine' | 'log' | 'now'>): Promise<number> {
  const at = now().getTime()
  const due = await engine.db.read
    .selectFrom('assignment')
    .select(['workspace_id', 'id'])
    .where('status', '=', 'scheduled')
    .where('deleted_in', 'is', null)
    .where('starts_at', '<=', at)
    .orderBy('starts_at')
    .execute()
  let started = 0
  for (const { workspace_id: workspaceId, id } of due) {
    try {
      if (await startOne(engine, workspaceId, id, at)) started += 1
    } catch (error) {
      // One that fails is tried again at the next tick, and does not keep the others waiting.
      log.error({ err: error, workspaceId, assignment: id }, 'A scheduled assignment could not be started')
    }
  }
  return started
}

async function startOne(engine: AppContext['engine'], workspaceId: number, id: number, now: number) {
  const { result } = await perform(
    engine,
    // Whoever published it has said that it shall start; at this hour nobody is there to be asked by the brake again.
    { workspaceId, actor: systemActor(workspaceId), act: 'assignments.start', now, unheld: true },
    start(id),
  )
  return result
}

/** Answers false when another server has been quicker, or an editor has moved the start meanwhile. */
function start(id: number): Act<boolean> {
  return async ({ sql, draft, workspace, now }) => {
    const before = await getAssignmentRow(sql, workspace.id, id)
    const isDue = before.status === 'scheduled' && before.starts_at !== null && before.starts_at <= now
    if (!isDue) return { summary: `“${before.title}” is not to be started`, result: false }
    draft.assignments.set(id, { before, after: startNow(before, now, workspace.time_zone) })
    return { summary: `Start “${before.title}” as scheduled`, result: true }
  }
}
