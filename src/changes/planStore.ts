import { randomUUID } from 'node:crypto'
import { nobody, type PeopleSet, union } from '../roster/peopleSet.ts'
import { changedOnly } from './commit.ts'
import type { PersonName } from './contract.ts'
import type { Draft } from './draft.ts'
import type { Outcome } from './makePlan.ts'

/** The sets behind a plan's rows, for the names that its rows unfold to. */
export type KeptPlan = {
  workspaceId: number
  at: number
  outcome: Outcome
  /** People who exist only in the draft, or are named differently in it. */
  drafted: Map<number, PersonName>
}

export type PlanStore = {
  newId(): string
  keep(id: string, plan: KeptPlan): void
  find(id: string, workspaceId: number, now: number): KeptPlan | undefined
}

export const PLAN_MINUTES = 15
/** Together; a plan of a million people is forgotten when the next one is made. */
const MOST_PEOPLE = 300_000

/** Plans shown lately, in memory: the newest, for a quarter of an hour. */
export function makePlanStore(): PlanStore {
  const plans = new Map<string, KeptPlan>()
  return {
    newId: () => randomUUID(),
    keep(id, plan) {
      plans.set(id, plan)
      let people = 0
      for (const [other, { at, drafted }] of [...plans].reverse()) {
        people += drafted.size
        const old = plan.at - at > PLAN_MINUTES * 60_000
        if (other !== id && (old || people > MOST_PEOPLE)) plans.delete(other)
      }
    },
    find(id, workspaceId, now) {
      const plan = plans.get(id)
      return plan && plan.workspaceId === workspaceId && now - plan.at <= PLAN_MINUTES * 60_000
        ? plan
        : undefined
    },
  }
}

export function draftedNames(draft: Draft): Map<number, PersonName> {
  return new Map(
    [...draft.people].map(([id, { after }]) => [
      id,
      { id, email: after.email, firstName: after.firstName, lastName: after.lastName },
    ]),
  )
}

/** The people on one side of one row of a plan: part is `people`, `tag:ID`, `segment:ID` or `assignment:ID`. */
export function sideOf(
  { consequences, assignments }: Outcome,
  part: string,
  side: 'entered' | 'left' | 'changed',
): PeopleSet {
  const [kind, id] = part.split(':')
  const target = Number(id)
  if (kind === 'people') {
    if (side === 'changed') return changedOnly(consequences).entered
    return side === 'entered' ? consequences.people.entered : consequences.people.left
  }
  if (kind === 'assignment') {
    const move = assignments.get(target)
    return (side === 'left' ? move?.withdrawn : move?.received) ?? nobody
  }
  const move = (kind === 'tag' ? consequences.tags : consequences.segments).get(target)
  if (!move) return nobody
  if (side === 'changed') return union(move.entered, move.left)
  return side === 'entered' ? move.entered : move.left
}
