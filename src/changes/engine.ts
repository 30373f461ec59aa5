import type { Db, Sql } from '../db/db.ts'
import { NotFound } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'
import { applyToRoster } from './applyToRoster.ts'
import { loadRoster } from './loadRoster.ts'
import { makePlanStore, type PlanStore } from './planStore.ts'
import { readLog } from './readLog.ts'

/** What every act needs: the database, the rosters of this thread, the plans shown lately, and the order of writers. */
export type Engine = {
  db: Db
  rosters: Map<number, Roster>
  plans: PlanStore
  /** Without a mail server, messages are written as held. */
  sendingIsSetUp: boolean
  /** Runs one piece of work at a time: per workspace, or in all where the database has but one writer. */
  inTurn<Result>(workspaceId: number, work: () => Promise<Result>): Promise<Result>
  /** Told after every change that this process committed. */
  committed(workspaceId: number, version: number): void
}

export function createEngine(
  db: Db,
  options: { sendingIsSetUp?: boolean; committed?: Engine['committed'] } = {},
): Engine {
  const turns = new Map<number, Promise<unknown>>()
  return {
    db,
    rosters: new Map(),
    plans: makePlanStore(),
    sendingIsSetUp: options.sendingIsSetUp ?? false,
    committed: options.committed ?? (() => {}),
    async inTurn(workspaceId, work) {
      const turn = db.dialect === 'sqlite' ? 0 : workspaceId
      const earlier = turns.get(turn) ?? Promise.resolve()
      const mine = earlier.then(work, work)
      // The next in turn waits for this one whether it ends well or not.
      const quiet = mine.catch(() => {})
      turns.set(turn, quiet)
      try {
        return await mine
      } finally {
        if (turns.get(turn) === quiet) turns.delete(turn)
      }
    },
  }
}

/** More changes than this behind, and loading afresh is quicker than following. */
const FAR_BEHIND = 2_000

/**
 * The workspace's roster at the version that is committed now. Reading it costs one small query; if another process or
 * thread has committed meanwhile, it is brought forward from the log first. Throws NotFound for an unknown workspace.
 */
export async function currentRoster(engine: Engine, workspaceId: number): Promise<Roster> {
  for (;;) {
    const roster = engine.rosters.get(workspaceId)
    const row = await engine.db.read
      .selectFrom('workspace')
      .select('version')
      .where('id', '=', workspaceId)
      .executeTakeFirst()
    if (!row) throw new NotFound('There is no such workspace.')
    if (roster && roster.version >= row.version) return roster
    await engine.db.snapshot(sql => bringForward(engine, sql, workspaceId))
  }
}

/** As currentRoster, inside a transaction that holds the workspace's lock: what it answers cannot move until commit. */
export async function lockedRoster(
  engine: Engine,
  sql: Sql,
  workspaceId: number,
  version: number,
): Promise<Roster> {
  for (;;) {
    const roster = engine.rosters.get(workspaceId)
    if (roster && roster.version === version) return roster
    await bringForward(engine, sql, workspaceId)
  }
}

async function bringForward(engine: Engine, sql: Sql, workspaceId: number): Promise<void> {
  const roster = engine.rosters.get(workspaceId)
  const from = roster?.version
  if (roster && from !== undefined) {
    const row = await sql
      .selectFrom('workspace')
      .select('version')
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow()
    if (row.version - from <= FAR_BEHIND) {
      const change = await readLog(sql, workspaceId, from)
      // Somebody else may have brought it forward while this was reading: then what was read is old.
      if (change && roster.version === from && engine.rosters.get(workspaceId) === roster)
        applyToRoster(roster, change)
      return
    }
  }
  const fresh = await loadRoster(sql, workspaceId)
  const present = engine.rosters.get(workspaceId)
  if (!present || present.version < fresh.version) engine.rosters.set(workspaceId, fresh)
}
