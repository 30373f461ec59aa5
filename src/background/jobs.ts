import type { Plan } from '../changes/contract.ts'
import { pageOfPeople } from '../changes/pageOfPeople.ts'
import { type Performed, type PerformRequest, perform } from '../changes/perform.ts'
import { sideOf } from '../changes/planStore.ts'
import { commitImport, type ImportJobs, planImport, receiveImport, tryImport } from '../imports/importJobs.ts'
import type { ActName } from './acts.ts'
import { actOf } from './performAct.ts'

/** What the background thread can do. Inputs and results are plain data: they cross a thread boundary. */
export const jobs = {
  receiveImport,
  planImport,
  commitImport,
  tryImport,
  performAct: performInBackground,
  planPeople,
}

export type JobName = keyof typeof jobs
export type JobInput<Name extends JobName> = Parameters<(typeof jobs)[Name]>[1]
export type JobResult<Name extends JobName> = Awaited<ReturnType<(typeof jobs)[Name]>>

type ActInput = { request: PerformRequest; name: ActName; args: readonly unknown[] }

async function performInBackground({ engine }: ImportJobs, { request, name, args }: ActInput) {
  const { plan, result, changeId }: Performed<unknown> = await perform(engine, request, actOf(name, args))
  return { plan, result, changeId } satisfies { plan: Plan; result: unknown; changeId: number | null }
}

type PlanPeopleInput = {
  planId: string
  workspaceId: number
  now: number
  part: string
  side: 'entered' | 'left' | 'changed'
  page: { q?: string; cursor?: string; limit?: number }
}

/** The names behind a row of a plan that was made here; null when it is no longer kept. */
async function planPeople(
  { engine }: ImportJobs,
  { planId, workspaceId, now, part, side, page }: PlanPeopleInput,
) {
  const kept = engine.plans.find(planId, workspaceId, now)
  if (!kept) return null
  return await pageOfPeople(engine.db.read, workspaceId, sideOf(kept.outcome, part, side), page, kept.drafted)
}
