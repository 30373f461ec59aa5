import type { Sql, Tx } from '../db/db.ts'
import { Invalid } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'
import { keyNamed } from './breakdown.ts'
import { type Leaderboard, USUAL_MINIMUM } from './leaderboardContract.ts'

/** As `workspace.leaderboard` keeps it: the key by its id, so that renaming it is free. */
export type StoredLeaderboard = Omit<Leaderboard, 'key'> & { keyId: number }

/** What is switched on; undefined for nothing. A key that is gone takes its leaderboard with it. */
export async function findLeaderboard(sql: Sql, roster: Roster): Promise<StoredLeaderboard | undefined> {
  const { leaderboard } = await sql
    .selectFrom('workspace')
    .select('leaderboard')
    .where('id', '=', roster.workspaceId)
    .executeTakeFirstOrThrow()
  const stored = leaderboard === null ? undefined : (JSON.parse(leaderboard) as StoredLeaderboard)
  return stored && roster.keys.has(stored.keyId) ? stored : undefined
}

export async function showLeaderboard(
  sql: Sql,
  roster: Roster,
): Promise<{ leaderboard: Leaderboard | null }> {
  const stored = await findLeaderboard(sql, roster)
  if (!stored) return { leaderboard: null }
  const { keyId, ...rest } = stored
  return { leaderboard: { key: roster.keys.get(keyId)?.name ?? '', ...rest } }
}

/** Throws Invalid for a key or an assignment that is not there. */
export async function saveLeaderboard(
  tx: Tx,
  roster: Roster,
  wanted: (Omit<Leaderboard, 'minimum'> & { minimum?: number | undefined }) | null,
): Promise<void> {
  await tx.lockWorkspace(roster.workspaceId)
  await tx.sql
    .updateTable('workspace')
    .set({ leaderboard: wanted && JSON.stringify(stored(roster, wanted)) })
    .where('id', '=', roster.workspaceId)
    .execute()
}

function stored(
  roster: Roster,
  {
    key,
    assignments,
    minimum = USUAL_MINIMUM,
  }: Omit<Leaderboard, 'minimum'> & { minimum?: number | undefined },
): StoredLeaderboard {
  const unknown = assignments?.find(id => !roster.assignments.has(id))
  if (unknown !== undefined) {
    const message = `There is no assignment ${unknown}.`
    throw new Invalid(message, [{ path: 'leaderboard.assignments', message }])
  }
  return { keyId: keyNamed(roster, key, 'leaderboard.key').id, assignments, minimum }
}
