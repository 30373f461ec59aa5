import type { Sql } from '../db/db.ts'
import { pageOfIds } from '../roster/pages.ts'
import type { PeopleSet } from '../roster/peopleSet.ts'
import { type Happened, listeningWebhooks, writeCalls } from '../webhooks/writeCalls.ts'
import type { Plan } from './contract.ts'
import type { Draft } from './draft.ts'
import type { Outcome } from './makePlan.ts'
import { personNames } from './personNames.ts'

/** So many people to a call: a publish to a hundred thousand is two hundred calls, and each stays small. */
const PEOPLE_A_CALL = 500

/** Calls the workspace's webhooks about a change, in the change's own transaction. */
export async function tellWebhooks(
  sql: Sql,
  changeId: number,
  draft: Draft,
  outcome: Outcome,
  plan: Plan,
): Promise<void> {
  const { workspaceId } = draft.roster
  const webhooks = await listeningWebhooks(sql, workspaceId)
  if (webhooks.length === 0) return
  const isAsked = (type: Happened['type']) => webhooks.some(({ events }) => events.has(type))
  const happened: Happened[] = []
  for (const [id, { received, withdrawn }] of outcome.assignments) {
    const assignment = { id, title: plan.assignments.find(row => row.id === id)?.title ?? '' }
    for (const [type, set] of [
      ['assignment.received', received],
      ['assignment.withdrawn', withdrawn],
    ] as const) {
      if (!isAsked(type)) continue
      for await (const people of named(sql, draft, set))
        happened.push({ type, data: { assignment, people, change: changeId } })
    }
  }
  if (isAsked('segment.changed')) happened.push(...segmentsChanged(changeId, outcome, plan))
  // Undoing an import names it, too.
  if (draft.importId !== null && draft.undoes === null)
    happened.push({
      type: 'import.committed',
      data: {
        import: { id: draft.importId },
        summary: plan.summary,
        people: plan.people,
        change: changeId,
      },
    })
  await writeCalls(sql, workspaceId, webhooks, happened, draft.now)
}

async function* named(sql: Sql, draft: Draft, set: PeopleSet) {
  for (let from = 0; from < set.size; from += PEOPLE_A_CALL) {
    const ids = pageOfIds(set, from, PEOPLE_A_CALL)
    const names = await personNames(sql, draft.roster.workspaceId, ids, draft.people)
    yield ids.flatMap(id => names.get(id) ?? [])
  }
}

/** Numbers, and the first ids; who they all are is asked of `/changes/{id}/people`. */
function* segmentsChanged(changeId: number, { consequences }: Outcome, plan: Plan): Iterable<Happened> {
  for (const { id, name, entered, left, before, after } of plan.segments) {
    const move = consequences.segments.get(id)
    if (!move || entered + left === 0) continue
    yield {
      type: 'segment.changed',
      data: {
        segment: { id, name },
        before,
        after,
        entered: { count: entered, people: pageOfIds(move.entered, 0, PEOPLE_A_CALL) },
        left: { count: left, people: pageOfIds(move.left, 0, PEOPLE_A_CALL) },
        change: changeId,
      },
    }
  }
}
