import { systemActor } from '../access/systemActor.ts'
import { performAct } from '../background/performAct.ts'
import { currentRoster } from '../changes/engine.ts'
import { dayIn } from '../changes/raiseDay.ts'
import type { AppContext } from '../http/context.ts'
import type { Repeat } from './contract.ts'
import { findComeRound, newestDate } from './findComeRound.ts'
import { getAssignmentRow } from './queries.ts'
import { audienceSize } from './startNow.ts'

type Context = Pick<AppContext, 'engine' | 'background' | 'log' | 'now'>

/**
 * Brings again what repeats and whose time has come, each as a change of its own by the clock. Like startScheduled it looks
 * at the database and not at timers, so it makes up for a server that was down. Answers how many it brought.
 */
export async function repeatDue(context: Context): Promise<number> {
  const { engine, log, now } = context
  const at = now().getTime()
  const repeating = await engine.db.read
    .selectFrom('assignment')
    .innerJoin('workspace', 'workspace.id', 'assignment.workspace_id')
    .select(['assignment.workspace_id', 'assignment.id', 'workspace.time_zone'])
    .where('assignment.status', '=', 'live')
    .where('assignment.deleted_in', 'is', null)
    .where('assignment.repeat', 'is not', null)
    .execute()
  let brought = 0
  for (const { workspace_id: workspaceId, id, time_zone: timeZone } of repeating) {
    try {
      const people = await howMany(engine, { workspaceId, id, timeZone, now: at })
      if (people === null) continue
      const request = {
        workspaceId,
        actor: systemActor(workspaceId),
        act: 'assignments.repeat',
        now: at,
        // Whoever published it has said that it shall come again; at this hour nobody is there to be asked by the brake.
        unheld: true,
      }
      const { result } = await performAct(context, request, people, 'repeatAssignment', id)
      if (result) brought += 1
    } catch (error) {
      // One that fails is tried again at the next tick, and does not keep the others waiting.
      log.error({ err: error, workspaceId, assignment: id }, 'An assignment could not be brought again')
    }
  }
  return brought
}

/** How many would receive it, if it is time; null when it is not. */
async function howMany(
  engine: Context['engine'],
  about: { workspaceId: number; id: number; timeZone: string; now: number },
): Promise<number | null> {
  const { workspaceId, id, timeZone, now } = about
  const row = await getAssignmentRow(engine.db.read, workspaceId, id)
  const repeat = row.repeat === null ? null : (JSON.parse(row.repeat) as Repeat)
  if (repeat === null) return null
  const roster = await currentRoster(engine, workspaceId)
  if (repeat.from === 'date')
    return newestDate(row, repeat, dayIn(timeZone, now)) === null ? null : audienceSize(row, roster)
  const people = await findComeRound(engine.db.read, roster, { row, repeat, timeZone, now })
  return people.isEmpty ? null : people.size
}
