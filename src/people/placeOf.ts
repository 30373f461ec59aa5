import type { Actor } from '../access/actor.ts'
import { currentRoster } from '../changes/engine.ts'
import type { RequestContext } from '../http/context.ts'
import type { Place } from './findPeople.ts'

/** What a filter is answered from: the roster, the reading side, and the workspace's clock. */
export async function placeOf({ db, engine, actor, now }: RequestContext & { actor: Actor }): Promise<Place> {
  const { time_zone } = await db.read
    .selectFrom('workspace')
    .select('time_zone')
    .where('id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow()
  const roster = await currentRoster(engine, actor.workspaceId)
  return { sql: db.read, roster, timeZone: time_zone, now: now().getTime() }
}
