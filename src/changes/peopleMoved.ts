import type { Actor } from '../access/actor.ts'
import { NotFound } from '../errors.ts'
import type { AppContext } from '../http/context.ts'
import { currentRoster } from './engine.ts'
import type { MoveQuery, PersonMove } from './moveContract.ts'
import { movesOfChange } from './moves/movesOfChange.ts'
import { movesOfPlan } from './moves/movesOfPlan.ts'
import { pageOfMoves } from './moves/pageOfMoves.ts'

/** Pages of the people a plan or a change moves; asked for again and again, it looks the plan or the change up once. */
export type PeopleMoved = (
  query: MoveQuery,
) => Promise<{ items: PersonMove[]; total: number; nextCursor: string | null }>

type Asked = AppContext & { actor: Actor }

/**
 * Of a plan that was shown: kept here or in the background thread. The plan of an import that waits is worked out again
 * when it is no longer kept, as after a restart. Throws NotFound for any other.
 */
export function peopleOfPlan({ engine, db, background, actor, now }: Asked, planId: string): PeopleMoved {
  return async query => {
    const { workspaceId } = actor
    const moment = now().getTime()
    const kept = engine.plans.find(planId, workspaceId, moment)
    if (kept) return await pageOfMoves(db.read, movesOfPlan(kept), query)
    const found = await background.run('planPeople', { planId, workspaceId, actor, now: moment, query })
    if (!found)
      throw new NotFound(
        'This plan is no longer kept. Work it out again: open the act once more, or repeat the request with dryRun=true.',
      )
    return found
  }
}

/** Of a committed change, from the log. Throws NotFound. */
export async function peopleOfChange({ engine, db, actor }: Asked, changeId: number): Promise<PeopleMoved> {
  const roster = await currentRoster(engine, actor.workspaceId)
  const source = await movesOfChange(db.read, roster, changeId)
  return query => pageOfMoves(db.read, source, query)
}
