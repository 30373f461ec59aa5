import { commitImport, planImport, receiveImport } from '../imports/importJobs.ts'

/** What the background thread can do. Inputs and results are plain data: they cross a thread boundary. */
export const jobs = {
  receiveImport,
  planImport,
  commitImport,
}

export type JobName = keyof typeof jobs
export type JobInput<Name extends JobName> = Parameters<(typeof jobs)[Name]>[1]
export type JobResult<Name extends JobName> = Awaited<ReturnType<(typeof jobs)[Name]>>
