import type { ReactNode } from 'react'
import type { Plan } from '../../src/changes/contract.ts'

export type ActQuery = { dryRun?: boolean; expectedVersion?: number; confirm?: string }
type Done<Result> = Extract<Result, { changeId: unknown }>

export type Act<Result> = {
  /** The one button, a verb with its object: "Import 450 people". */
  label: string | ((plan: Plan) => string)
  /** The heading of the sheet; absent, the button's words. */
  title?: string
  /** Something is deleted or taken away: the button is red. */
  isDangerous?: boolean
  /**
   * A tiny act (a rename): when nobody moves and nothing holds it, it is done without the sheet. A function says
   * itself which plans need no look (`movesNoMembership` for the edit of one person).
   */
  quiet?: boolean | ((plan: Plan) => boolean)
  /** The call itself, used for the plan and for the commit: `query => client.tags.rename({ params, query, body })`. */
  run: (query: ActQuery) => Promise<Result>
  /** Something to do with the plan, below it. */
  below?: (plan: Plan) => ReactNode
  /** After the commit, with what the endpoint answered. */
  onDone?: (result: Done<Result>) => void
  /** The input was refused while planning, and a form wants to say so beside its fields; absent, the sheet says it. */
  onRefused?: (error: unknown) => void
}

/** An act on its way, its result's type forgotten. */
export type RunningAct = Omit<Act<unknown>, 'onDone'> & { onDone: (result: unknown) => void }

/** Where an act is: nowhere, being worked out unseen, or in the open sheet. */
export type PlanActState =
  | { at: 'closed' }
  | { at: 'planning'; act: RunningAct }
  | {
      at: 'open'
      act: RunningAct
      /** Undefined while it is being worked out. */
      plan: Plan | undefined
      /** What was shown before the workspace moved. */
      earlier: Plan | undefined
      error: unknown
      isCommitting: boolean
    }

type Event =
  | { type: 'plan'; act: RunningAct }
  | { type: 'slow' }
  | { type: 'show'; plan: Plan }
  | { type: 'commit' }
  | { type: 'moved'; plan: Plan }
  | { type: 'fail'; error: unknown }
  | { type: 'close' }

export const closed: PlanActState = { at: 'closed' }

export function planActReducer(state: PlanActState, event: Event): PlanActState {
  if (event.type === 'plan') return { at: 'planning', act: event.act }
  if (event.type === 'close' || state.at === 'closed') return closed
  const open = {
    at: 'open' as const,
    act: state.act,
    plan: state.at === 'open' ? state.plan : undefined,
    earlier: state.at === 'open' ? state.earlier : undefined,
    error: null as unknown,
    isCommitting: false,
  }
  switch (event.type) {
    case 'slow':
      // A quiet act stays out of sight unless it turns out to move somebody.
      return state.at === 'planning' && !state.act.quiet ? open : state
    case 'show':
      return { ...open, plan: event.plan }
    case 'commit':
      return { ...open, isCommitting: true }
    case 'moved':
      // The same version with a brake is not a move: the brake was only not known before.
      return {
        ...open,
        plan: event.plan,
        earlier: open.plan && open.plan.version !== event.plan.version ? open.plan : undefined,
      }
    case 'fail':
      return { ...open, error: event.error }
  }
}
