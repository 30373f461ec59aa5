import type { Actor } from '../access/actor.ts'
import { importCompletionFile, refusedCompletionRows } from '../assignments/completionJobs.ts'
import type { Plan } from '../changes/contract.ts'
import type { MoveQuery } from '../changes/moveContract.ts'
import { movesOfPlan } from '../changes/moves/movesOfPlan.ts'
import { pageOfMoves } from '../changes/moves/pageOfMoves.ts'
import { type Performed, type PerformRequest, perform } from '../changes/perform.ts'
import { commitImport, type ImportJobs, planImport, receiveImport, tryImport } from '../imports/importJobs.ts'
import { planAgain } from '../imports/planAgain.ts'
import { rejectedFile } from '../imports/rejectedFile.ts'
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
  rejectedFile,
  importCompletionFile,
  refusedCompletionRows,
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
  actor: Actor
  now: number
  query: MoveQuery
}

/** The people of a plan that was made here; null when it is no longer kept and of no import that waits. */
async function planPeople(jobs: ImportJobs, { query, ...asked }: PlanPeopleInput) {
  const { plans, db } = jobs.engine
  const find = () => plans.find(asked.planId, asked.workspaceId, asked.now)
  const kept = find() ?? ((await planAgain(jobs, asked)) ? find() : undefined)
  return kept ? await pageOfMoves(db.read, movesOfPlan(kept), query) : null
}
