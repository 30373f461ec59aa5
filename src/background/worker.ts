import { parentPort, workerData } from 'node:worker_threads'
import { createEngine } from '../changes/engine.ts'
import { openDatabase } from '../db/open.ts'
import { cancelled } from '../imports/cancelImport.ts'
import type { ImportJobs } from '../imports/importJobs.ts'
import { type JobName, jobs as table } from './jobs.ts'
import { packError } from './packError.ts'
import { isToStop, type Stops } from './stops.ts'

/** The background thread: its own connections and its own rosters, one job at a time. See background.ts. */
export type WorkerSettings = {
  dataFolder: string
  databaseUrl: string | null
  sendingIsSetUp: boolean
  maxUploadBytes: number
}
export type WorkerData = WorkerSettings & { stops: Stops }
export type JobRequest = { ticket: number; name: JobName; input: unknown }
export type JobAnswer =
  | { ticket: number; result: unknown }
  | { ticket: number; error: ReturnType<typeof packError> }
  | { progress: { workspaceId: number; importId: number; done: number; total: number } }

const port = parentPort
if (!port) throw new Error('worker.ts is started by background.ts, as a thread.')
const settings = workerData as WorkerData
let atWork = 0
const checkpoint = () => {
  if (isToStop(settings.stops, atWork)) throw cancelled()
}
const answer = (message: JobAnswer) => port.postMessage(message)

const context: ImportJobs = {
  engine: createEngine(openDatabase(settings), { sendingIsSetUp: settings.sendingIsSetUp }),
  progress(workspaceId, importId, done, total) {
    checkpoint()
    answer({ progress: { workspaceId, importId, done, total } })
  },
  checkpoint,
  opened: null,
  kept: null,
  maxBytes: settings.maxUploadBytes,
}

let turn: Promise<void> = Promise.resolve()
port.on('message', (request: JobRequest) => {
  turn = turn.then(() => work(request))
})

async function work({ ticket, name, input }: JobRequest): Promise<void> {
  atWork = ticket
  try {
    checkpoint()
    answer({ ticket, result: await table[name](context, input as never) })
  } catch (error) {
    answer({ ticket, error: packError(error) })
  }
}
