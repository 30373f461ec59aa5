import { randomUUID } from 'node:crypto'
import type { Draft } from './draft.ts'
import type { Outcome } from './makePlan.ts'
import type { PeopleByKind } from './moves/kinds.ts'

/** Of a draft, what tells about the people in it: without the closures of its act, which may hold a whole file. */
export type Drafted = Pick<Draft, 'roster' | 'people' | 'keys' | 'tags' | 'segments' | 'assignments'>

/** What is behind a plan's rows, for the people that its rows unfold to. */
export type KeptPlan = {
  workspaceId: number
  at: number
  outcome: Outcome
  drafted: Drafted
  /** Sorted out when somebody asks. */
  kinds: PeopleByKind | null
}

export type PlanStore = {
  newId(): string
  keep(id: string, plan: KeptPlan): void
  find(id: string, workspaceId: number, now: number): KeptPlan | undefined
  /** Of a draft that has been committed: nobody asks what it would do, and it may be large. */
  forget(people: Draft['people']): void
}

export const PLAN_MINUTES = 15
/** Together; a plan of a million people is forgotten when the next one is made. */
const MOST_PEOPLE = 100_000

/** Plans shown lately, in memory: the newest, for a quarter of an hour. */
export function makePlanStore(): PlanStore {
  const plans = new Map<string, KeptPlan>()
  return {
    newId: () => randomUUID(),
    keep(id, plan) {
      // Anew, so that it is the newest though its id is an old one.
      plans.delete(id)
      plans.set(id, plan)
      let people = 0
      for (const [other, { at, drafted }] of [...plans].reverse()) {
        people += drafted.people.size
        const old = plan.at - at > PLAN_MINUTES * 60_000
        if (other !== id && (old || people > MOST_PEOPLE)) plans.delete(other)
      }
    },
    forget(people) {
      for (const [id, { drafted }] of plans) if (drafted.people === people) plans.delete(id)
    },
    find(id, workspaceId, now) {
      const plan = plans.get(id)
      return plan && plan.workspaceId === workspaceId && now - plan.at <= PLAN_MINUTES * 60_000
        ? plan
        : undefined
    },
  }
}

export function draftedOf({ roster, people, keys, tags, segments, assignments }: Draft): Drafted {
  return { roster, people, keys, tags, segments, assignments }
}
