import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useMemo,
  useReducer,
  useRef,
} from 'react'
import type { Committed, Plan } from '../../src/changes/contract.ts'
import { client } from './api.ts'
import { movesNobody } from './parts/planFigures.ts'
import { TextLink } from './parts/TextLink.tsx'
import { toast } from './parts/toasts.tsx'
import { type Act, closed, planActReducer, type RunningAct } from './planActState.ts'
import { problemOf } from './problem.ts'

const loadSheet = () => import('./parts/PlanSheet.tsx')
const PlanSheet = lazy(loadSheet)
/** A plan that is there sooner opens the sheet ready made; a slower one opens it as a skeleton. */
const SKELETON_AFTER_MS = 250

type PlanAct = {
  start: <Result>(act: Act<Result>) => Promise<void>
  isBusy: boolean
  /** The sheet is on the page: a form that led to it steps aside. */
  isOpen: boolean
}
const PlanActContext = createContext<PlanAct | null>(null)

/**
 * Every act that moves people goes through this: it asks for the plan, shows it in the sheet, commits exactly what was
 * shown (or shows what is different now), and says that it is done, with Undo.
 *
 *     const { start, isBusy } = usePlanAct()
 *     start({
 *       label: 'Delete tag Region: Northeast',
 *       isDangerous: true,
 *       run: query => client.tags.remove({ params: { id }, query, body: {} }),
 *       onDone: () => navigate({ to: '/tags' }),
 *     })
 */
export function usePlanAct(): PlanAct {
  const planAct = use(PlanActContext)
  if (!planAct) throw new Error('usePlanAct needs PlanActProvider above it.')
  return planAct
}

function isPlan(answer: unknown): answer is Plan {
  return typeof answer === 'object' && answer !== null && 'brake' in answer && 'summary' in answer
}

/** Quiet, and nothing in the plan that somebody should see first. The brake is never quiet. */
function needsNoLook({ quiet }: RunningAct, plan: Plan): boolean {
  if (!quiet || plan.brake) return false
  return typeof quiet === 'function' ? quiet(plan) : movesNobody(plan)
}

export function PlanActProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const [state, dispatch] = useReducer(planActReducer, closed)
  // Answers that come after the sheet was closed, or for an act started before this one, are of no interest.
  const current = useRef(0)

  const finish = useCallback(
    (act: RunningAct, plan: Plan, result: unknown) => {
      dispatch({ type: 'close' })
      void queryClient.invalidateQueries()
      sayDone(plan, result)
      act.onDone(result)
    },
    [queryClient],
  )

  const startAct = useCallback(
    async (act: RunningAct) => {
      const turn = ++current.current
      const isCurrent = () => current.current === turn
      dispatch({ type: 'plan', act })
      // Beside the plan rather than after it, so that the first sheet is not later than the others.
      void loadSheet()
      const timer = window.setTimeout(() => isCurrent() && dispatch({ type: 'slow' }), SKELETON_AFTER_MS)
      try {
        const plan = await act.run({ dryRun: true })
        if (!isCurrent()) return
        if (!isPlan(plan)) throw new Error('The server answered something other than a plan.')
        if (needsNoLook(act, plan)) {
          const result = await act.run({ expectedVersion: plan.version })
          finish(act, plan, result)
        } else {
          dispatch({ type: 'show', plan })
        }
      } catch (error) {
        if (!isCurrent()) return
        const { plan, errors, more } = problemOf(error)
        if (plan) dispatch({ type: 'show', plan })
        else if (
          act.onRefused &&
          (errors.length > 0 || 'dependents' in more || 'segment' in more || act.quiet)
        ) {
          dispatch({ type: 'close' })
          act.onRefused(error)
        } else dispatch({ type: 'fail', error })
      } finally {
        window.clearTimeout(timer)
      }
    },
    [finish],
  )

  const commit = async (confirm: string | undefined) => {
    if (state.at !== 'open' || !state.plan) return
    const { act, plan } = state
    const turn = current.current
    dispatch({ type: 'commit' })
    try {
      const result = await act.run({ expectedVersion: plan.version, ...(confirm ? { confirm } : {}) })
      finish(act, plan, result)
    } catch (error) {
      if (current.current !== turn) return
      const now = problemOf(error).plan
      if (now) dispatch({ type: 'moved', plan: now })
      else dispatch({ type: 'fail', error })
    }
  }

  const close = () => {
    current.current++
    dispatch({ type: 'close' })
  }

  const isBusy = state.at === 'planning' || (state.at === 'open' && state.isCommitting)
  const value = useMemo<PlanAct>(
    () => ({
      isBusy,
      isOpen: state.at === 'open',
      start: act =>
        startAct({
          ...act,
          onDone: result => act.onDone?.(result as Parameters<NonNullable<typeof act.onDone>>[0]),
        }),
    }),
    [isBusy, state.at, startAct],
  )

  const label = state.at === 'open' ? labelOf(state.act, state.plan) : ''
  return (
    <PlanActContext value={value}>
      {children}
      {state.at === 'open' ? (
        <Suspense fallback={null}>
          <PlanSheet
            title={state.act.title ?? label}
            label={label}
            isDangerous={state.act.isDangerous ?? false}
            plan={state.plan}
            below={state.plan && state.act.below?.(state.plan)}
            earlier={state.earlier}
            error={state.error}
            isCommitting={state.isCommitting}
            onCommit={confirm => void commit(confirm)}
            onClose={close}
          />
        </Suspense>
      ) : null}
    </PlanActContext>
  )
}

function labelOf(act: RunningAct, plan: Plan | undefined): string {
  if (typeof act.label === 'string') return act.label
  return plan ? act.label(plan) : (act.title ?? 'Go ahead')
}

function sayDone(plan: Plan, result: unknown) {
  const id = typeof result === 'object' && result !== null && 'changeId' in result ? result.changeId : null
  // An import that goes on in the background has no change yet; its page tells when it has.
  if (typeof id !== 'number') return
  // What changed nothing was not written and answers the number of the change before, which is not ours to undo.
  if (id <= plan.version) return toast('Nothing needed changing.')
  toast(
    plan.summary,
    <>
      <TextLink to="/changes/$id" params={{ id }}>
        See the change
      </TextLink>
      <UndoLink changeId={id} />
    </>,
  )
}

/** In a toast, which the provider's children show, so it can start an act of its own: an undo has a plan too. */
function UndoLink({ changeId }: { changeId: number }) {
  const { start } = usePlanAct()
  return (
    <button type="button" className="linkButton" onClick={() => void start(undoAct(changeId))}>
      Undo
    </button>
  )
}

/** Undoing a change, as an act: `start(undoAct(change.id))`. */
export function undoAct(changeId: number): Act<Committed | Plan> {
  return {
    label: `Undo change ${changeId}`,
    run: query => client.changes.undo({ params: { id: changeId }, query }),
  }
}
