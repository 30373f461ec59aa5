import type { Actor } from '../access/actor.ts'
import type { Plan } from '../changes/contract.ts'
import type { ActQuery, Performed, PerformRequest } from '../changes/perform.ts'
import type { RequestContext } from './context.ts'

/** What `perform` needs to know of the request; `act` is the act's name in the log. */
export function actRequest(
  context: RequestContext & { actor: Actor },
  query: ActQuery,
  act: string,
): PerformRequest {
  return {
    workspaceId: context.actor.workspaceId,
    actor: context.actor,
    act,
    now: context.now().getTime(),
    idempotencyKey: context.idempotencyKey,
    dryRun: query.dryRun,
    expectedVersion: query.expectedVersion,
    confirm: query.confirm,
  }
}

/** The plan of a dry run; otherwise the resource as it is after the act, with the number of the change. */
export async function planOrResource<Result, Resource extends object>(
  { plan, result, changeId }: Performed<Result>,
  resource: (result: Result) => Promise<Resource>,
): Promise<Plan | (Resource & { changeId: number })> {
  return changeId === null ? plan : { ...(await resource(result)), changeId }
}

/** The same for acts that have no resource of their own to show. */
export function planOrCommitted({ plan, changeId }: Performed<unknown>) {
  return changeId === null ? plan : { changeId, plan }
}
