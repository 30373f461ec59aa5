import type { Actor } from '../access/actor.ts'
import type { Sql, Tx } from '../db/db.ts'
import type { WorkspaceTable } from '../db/schema.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'
import { noteLookAlikes } from '../tags/noteLookAlikes.ts'
import { settleAliases } from '../tags/settleAliases.ts'
import { applyToRoster, fromDraft } from './applyToRoster.ts'
import type { Limits } from './brake.ts'
import { commit } from './commit.ts'
import { consequences } from './consequences.ts'
import type { Plan } from './contract.ts'
import { type Draft, startDraft } from './draft.ts'
import { currentRoster, type Engine, lockedRoster } from './engine.ts'
import { makePlan, type Outcome } from './makePlan.ts'
import { assignmentsToLookAt, moveAssignments } from './moveAssignments.ts'
import { draftedOf } from './planStore.ts'
import { raiseDay } from './raiseDay.ts'
import { recipientStates } from './recipientStates.ts'

const MOST_TRIES = 5

export type ActQuery = { dryRun?: boolean; expectedVersion?: number; confirm?: string }

export type PerformRequest = ActQuery & {
  workspaceId: number
  actor: Actor
  /** The act's name in the log: people.update, tags.merge, … */
  act: string
  /** Milliseconds since 1970. */
  now: number
  /** The brake does not hold it: an act of the clock has nobody to ask. */
  unheld?: boolean
  idempotencyKey?: string | null
  /** A plan made before, of this same act, that is no longer kept: where nothing has moved since, it is that plan again. */
  again?: { id: string; version: number }
}

export type ActContext = {
  sql: Sql
  draft: Draft
  roster: Roster
  workspace: WorkspaceTable
  now: number
  actor: Actor
}

/** An act fills the draft and says in one sentence what it is. `result` is what its caller wants back. */
export type Act<Result> = (context: ActContext) => Promise<{ summary: string; result: Result }>

export type Performed<Result> = { plan: Plan; result: Result; changeId: number | null }

/**
 * The one way by which anything about people, tags, rules and assignments changes: draft → consequences → plan → commit
 * → roster. A dry run stops at the plan. Throws Conflict with the new `plan` when the workspace has moved since the
 * expected version, or when the brake holds and its `confirm` was not sent back. An act that changes nothing writes nothing
 * and answers the number of the last change.
 */
export async function perform<Result>(
  engine: Engine,
  request: PerformRequest,
  act: Act<Result>,
): Promise<Performed<Result>> {
  if (request.dryRun) return await performDry(engine, request, act)
  const performed = await engine.inTurn(request.workspaceId, async () => {
    const done = await engine.db.transaction(tx => performIn(engine, tx, request, act))
    if (!done.committed) return done
    const { draft, outcome } = done.committed
    const roster = engine.rosters.get(request.workspaceId)
    // If a reader has followed the log between commit and here, the roster has it already, perhaps with later changes.
    if (roster === draft.roster && roster.version === done.changeId - 1)
      applyToRoster(roster, fromDraft(draft, outcome, done.changeId))
    return done
  })
  if (performed.committed) engine.committed(request.workspaceId, performed.changeId)
  return performed
}

async function performIn<Result>(engine: Engine, tx: Tx, request: PerformRequest, act: Act<Result>) {
  const workspace = await tx.lockWorkspace(request.workspaceId)
  if (!workspace) throw new NotFound('There is no such workspace.')
  await refuseRepeat(tx.sql, request)
  const roster = await lockedRoster(engine, tx.sql, request.workspaceId, workspace.version)
  const { draft, outcome, plan, result } = await makeReady(tx.sql, roster, workspace, request, act, null)
  if (request.expectedVersion !== undefined && request.expectedVersion !== workspace.version) {
    throw new Conflict(
      'Something changed since this was worked out. Look at the plan again and confirm it.',
      { plan, stale: true },
    )
  }
  if (plan.brake && !request.unheld && request.confirm !== plan.brake.confirm) {
    throw new Conflict(
      `${plan.brake.reasons.join(' ')} To let it through, send confirm=${plan.brake.confirm} with it.`,
      { plan },
    )
  }
  if (isEmpty(draft)) return { plan, result, changeId: workspace.version, committed: null }
  const changeId = await commit(tx, workspace, draft, outcome, plan, {
    actor: request.actor,
    act: request.act,
    idempotencyKey: request.idempotencyKey ?? null,
    sendingIsSetUp: engine.sendingIsSetUp,
  })
  return { plan, result, changeId, committed: { draft, outcome } }
}

async function performDry<Result>(
  engine: Engine,
  request: PerformRequest,
  act: Act<Result>,
): Promise<Performed<Result>> {
  const { again } = request
  for (let tries = 1; ; tries++) {
    const roster = await currentRoster(engine, request.workspaceId)
    const { version } = roster
    const workspace = await presentWorkspace(engine, request.workspaceId)
    if (workspace.version !== version) continue
    // The same act on the same workspace is the same plan.
    const id = again?.version === version ? again.id : engine.plans.newId()
    const made = await makeReady(engine.db.read, roster, workspace, request, act, id).catch(
      (error: unknown) => ({ error }),
    )
    // The workspace may have moved while rows and names were read: a plan, or a refusal, belongs to one version. Where
    // others write without pause, the last try has to do; a commit finds out in any case.
    const now = await presentWorkspace(engine, request.workspaceId)
    const moved = roster.version !== version || now.version !== version
    if (moved && tries < MOST_TRIES) continue
    if ('error' in made) throw made.error
    const { draft, outcome, plan, result } = made
    engine.plans.keep(id, {
      workspaceId: request.workspaceId,
      at: request.now,
      outcome,
      drafted: draftedOf(draft),
      kinds: null,
    })
    return { plan, result, changeId: null }
  }
}

async function presentWorkspace(engine: Engine, id: number): Promise<WorkspaceTable> {
  return await engine.db.read
    .selectFrom('workspace')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

async function makeReady<Result>(
  sql: Sql,
  roster: Roster,
  workspace: WorkspaceTable,
  request: PerformRequest,
  act: Act<Result>,
  planId: string | null,
) {
  const draft = startDraft(roster, workspace, request.now)
  const { summary, result } = await act({
    sql,
    draft,
    roster,
    workspace,
    now: request.now,
    actor: request.actor,
  })
  settleAliases(draft)
  noteLookAlikes(draft)
  raiseDay(draft, workspace)
  const outcome = await outcomeOf(sql, draft)
  const plan = await makePlan(sql, draft, outcome, {
    summary,
    id: planId,
    limits: JSON.parse(workspace.limits) as Limits,
  })
  return { draft, outcome, plan, result }
}

async function outcomeOf(sql: Sql, draft: Draft): Promise<Outcome> {
  const found = draft.worked ?? consequences(draft)
  draft.worked = found
  const states = await recipientStates(sql, draft, assignmentsToLookAt(draft, found))
  return { consequences: found, assignments: moveAssignments(draft, found, states) }
}

function isEmpty(draft: Draft): boolean {
  const { people, keys, tags, aliases, segments, assignments, exceptions, withdraw, giveBack, renew } = draft
  const writes = [people, keys, tags, aliases, segments, assignments, exceptions, withdraw, giveBack, renew]
  return writes.every(map => map.size === 0) && draft.today === null && draft.alongside.length === 0
}

/** A retry whose first try was committed but never answered: say what it became instead of doing it twice. */
async function refuseRepeat(sql: Sql, request: PerformRequest): Promise<void> {
  if (!request.idempotencyKey) return
  const earlier = await sql
    .selectFrom('change')
    .select('id')
    .where('workspace_id', '=', request.workspaceId)
    .where('idempotency_key', '=', request.idempotencyKey)
    .executeTakeFirst()
  if (earlier)
    throw new Conflict(`This was already done: it is change ${earlier.id}.`, { changeId: earlier.id })
}
