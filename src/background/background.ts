import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { PLAN_MINUTES } from '../changes/planStore.ts'
import type { JobInput, JobName, JobResult } from './jobs.ts'
import { unpackError } from './packError.ts'
import { askToStop, makeStops } from './stops.ts'
import type { JobAnswer, WorkerData, WorkerSettings } from './worker.ts'

/** Long work, out of the way of everybody's requests: a thread of its own that starts when it is first needed. */
export type Background = {
  run<Name extends JobName>(name: Name, input: JobInput<Name>): Promise<JobResult<Name>>
  /** Asks whatever works on an import to stop, and waits until it has. It says so by rejecting; what is done by then is done. */
  stop(workspaceId: number, importId: number): Promise<void>
  /** Whether the thread runs: only then may plans made in it be there. */
  isRunning(): boolean
  /** How far an import that is being worked on has come. */
  progressOf(workspaceId: number, importId: number): { done: number; total: number } | undefined
  close(): Promise<void>
}

/** As long as the plans made in it are kept, it stays; then it is ended, which gives its memory back. */
const IDLE_MS = PLAN_MINUTES * 60_000

type Waiting = {
  input: unknown
  ended: Promise<unknown>
  resolve(result: unknown): void
  reject(error: Error): void
}

export function startBackground(settings: WorkerSettings): Background {
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let tickets = 0
  const stops = makeStops()
  const waiting = new Map<number, Waiting>()
  const progress = new Map<string, { done: number; total: number }>()

  const start = (): Worker => {
    keepYoungGenerations()
    const started = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { ...settings, stops } satisfies WorkerData,
      // What an import makes for a moment dies young; what it keeps are few large things. More only takes memory.
      resourceLimits: { maxYoungGenerationSizeMb: 48 },
      name: 'muster-background',
    })
    started.on('message', (message: JobAnswer) => {
      if ('progress' in message) {
        const { workspaceId, importId, done, total } = message.progress
        progress.set(`${workspaceId}:${importId}`, { done, total })
        return
      }
      const ticket = waiting.get(message.ticket)
      waiting.delete(message.ticket)
      if (waiting.size === 0) {
        progress.clear()
        idle = setTimeout(() => void end(), IDLE_MS)
        idle.unref()
      }
      if ('error' in message) ticket?.reject(unpackError(message.error))
      else ticket?.resolve(message.result)
    })
    const lost = (reason: Error) => {
      if (worker === started) worker = null
      for (const each of waiting.values()) each.reject(reason)
      waiting.clear()
    }
    started.on('error', lost)
    started.on('exit', () =>
      lost(new Error('The background thread has ended; what it was doing has not happened.')),
    )
    started.unref()
    return started
  }

  const end = async () => {
    clearTimeout(idle)
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  return {
    run(name, input) {
      clearTimeout(idle)
      worker ??= start()
      const ticket = ++tickets
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const ended = promise.catch(() => {})
      waiting.set(ticket, { input, ended, resolve, reject })
      worker.ref()
      worker.postMessage({ ticket, name, input })
      return promise as Promise<JobResult<typeof name>>
    },
    async stop(workspaceId, importId) {
      const about = [...waiting].filter(([, { input }]) => isAbout(input, workspaceId, importId))
      for (const [ticket] of about) askToStop(stops, ticket)
      await Promise.all(about.map(([, { ended }]) => ended))
    },
    isRunning: () => worker !== null,
    progressOf: (workspaceId, importId) => progress.get(`${workspaceId}:${importId}`),
    close: end,
  }
}

/**
 * Where much survives, as in following a change of a million people, V8 lets the young generation of a thread grow to 128 MB
 * and hardly ever takes it back. From here on those that are there stay as they are, and a new thread's begins at its size.
 */
function keepYoungGenerations(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--min-semi-space-size=16')
}

function isAbout(input: unknown, workspaceId: number, importId: number): boolean {
  if (typeof input !== 'object' || input === null || !('importId' in input)) return false
  return input.importId === importId && 'workspaceId' in input && input.workspaceId === workspaceId
}
