import { currentRoster, type Engine } from '../changes/engine.ts'
import { type Act, type Performed, type PerformRequest, perform } from '../changes/perform.ts'
import { type ActArguments, type ActName, type ActResult, acts } from './acts.ts'
import type { Background } from './background.ts'

/** Fewer people than this are written in some tens of milliseconds; more would keep everybody else waiting. */
export const MANY = 5_000

type Where = { engine: Engine; background: Background }

/**
 * `perform` for acts that may touch very many people (`people` says how many at most): then it runs in the background
 * thread, in turn with this process's other writers, and the roster here follows before the answer.
 */
export async function performAct<Name extends ActName>(
  { engine, background }: Where,
  request: PerformRequest,
  people: number,
  name: Name,
  ...args: ActArguments<Name>
): Promise<Performed<ActResult<Name>>> {
  type Result = Performed<ActResult<Name>>
  if (people < MANY) return (await perform(engine, request, actOf(name, args))) as Result
  const work = () => background.run('performAct', { request, name, args })
  if (request.dryRun) return (await work()) as Result
  const done = await engine.inTurn(request.workspaceId, work)
  const { version } = await currentRoster(engine, request.workspaceId)
  engine.committed(request.workspaceId, version)
  return done as Result
}

/** The act of a name; its arguments were checked where they were given. */
export function actOf(name: ActName, args: readonly unknown[]): Act<unknown> {
  const make = acts[name] as (...args: readonly unknown[]) => Act<unknown>
  return make(...args)
}
