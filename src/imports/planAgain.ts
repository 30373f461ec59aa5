import type { Actor } from '../access/actor.ts'
import type { Plan } from '../changes/contract.ts'
import type { Sql } from '../db/db.ts'
import { Conflict } from '../errors.ts'
import { type ImportJobs, planImport } from './importJobs.ts'
import { getImport } from './queries.ts'

type Asked = { planId: string; workspaceId: number; actor: Actor; now: number }

/**
 * The plan of an import outlives what is kept in memory, so it is worked out again when somebody asks for the people
 * behind it. Answers whether there is such an import. Throws Conflict when the workspace has moved since: then it is
 * another plan, which the import carries from now on.
 */
export async function planAgain(
  jobs: ImportJobs,
  { planId, workspaceId, actor, now }: Asked,
): Promise<boolean> {
  const { read } = jobs.engine.db
  const found = await findWaiting(read, workspaceId, planId)
  if (!found) return false
  await planImport(jobs, {
    workspaceId,
    actor,
    importId: found.id,
    now,
    again: { id: planId, version: found.plan.version },
  })
  const { plan } = await getImport(read, workspaceId, found.id)
  if (plan !== null && (JSON.parse(plan) as Plan).id === planId) return true
  throw new Conflict(
    'Something changed since this plan was made, so it has been worked out again. Look at the import once more.',
  )
}

async function findWaiting(
  sql: Sql,
  workspaceId: number,
  planId: string,
): Promise<{ id: number; plan: Plan } | undefined> {
  const rows = await sql
    .selectFrom('import')
    .select(['id', 'plan'])
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', 'ready')
    .execute()
  for (const row of rows) {
    const plan = row.plan === null ? null : (JSON.parse(row.plan) as Plan)
    if (plan?.id === planId) return { id: row.id, plan }
  }
  return undefined
}
