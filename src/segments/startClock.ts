import { sql as raw } from 'kysely'
import type { Engine } from '../changes/engine.ts'
import { dayIn } from '../changes/raiseDay.ts'
import type { Db, Sql } from '../db/db.ts'
import type { Log } from '../log.ts'
import { passMidnight } from './midnight.ts'

const MINUTE_MS = 60_000

type Clock = {
  /** Looks once, now; what startClock does every minute. */
  tick(): Promise<void>
  /** Waits for a look that is under way. */
  stop(): Promise<void>
}

/**
 * Looks at the turn of every minute, where every time zone has its midnight, whether a new day has begun somewhere, and
 * right at the start: the server may have been asleep over midnight. A workspace that fails is tried again a minute later and
 * keeps none of the others waiting.
 */
export function startClock(context: { db: Db; engine: Engine; log: Log; now(): Date }): Clock {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const tick = async () => {
    const now = context.now().getTime()
    for (const workspaceId of await dueWorkspaces(context.db.read, now)) {
      if (stopped) return
      await passMidnight(context.engine, workspaceId, now).catch((error: unknown) =>
        context.log.error(
          { err: error, workspaceId },
          'The new day could not begin; trying again in a minute',
        ),
      )
    }
  }
  const run = async () => {
    await tick().catch((error: unknown) => context.log.error({ err: error }, 'Looking for a new day failed'))
    if (stopped) return
    const delay = MINUTE_MS - (context.now().getTime() % MINUTE_MS)
    timer = setTimeout(() => {
      running = run()
    }, delay)
    timer.unref()
  }
  let running = run()
  return {
    tick,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** Workspaces that are behind their day and have a segment to which that matters. */
async function dueWorkspaces(sql: Sql, now: number): Promise<number[]> {
  const workspaces = await sql.selectFrom('workspace').select(['id', 'time_zone', 'evaluated_on']).execute()
  const behind = workspaces
    .filter(each => dayIn(each.time_zone, now) > each.evaluated_on)
    .map(each => each.id)
  if (behind.length === 0) return []
  // Rules are JSON in which quotes within texts are escaped, so only a real operator is found.
  const rows = await sql
    .selectFrom('segment')
    .select('workspace_id')
    .distinct()
    .where('deleted_in', 'is', null)
    .where(eb =>
      eb.or(
        ['withinLast', 'withinNext', 'notWithinLast'].map(op => raw<boolean>`rule like ${`%"op":"${op}"%`}`),
      ),
    )
    .execute()
  const relative = new Set(rows.map(row => row.workspace_id))
  return behind.filter(id => relative.has(id))
}
