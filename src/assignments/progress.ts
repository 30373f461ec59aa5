import type { RecipientTable } from '../db/schema.ts'

/** How far a recipient is. */
export type Progress = Pick<RecipientTable, 'status' | 'opened_at' | 'completed_at'>

/** Pure: the first opening and the first completion count, so repeating either changes nothing (and answers the same object). */
export function opened(progress: Progress, now: number): Progress {
  return progress.status === 'assigned' ? { ...progress, status: 'opened', opened_at: now } : progress
}

export function completed(progress: Progress, now: number): Progress {
  if (progress.status === 'completed') return progress
  return { status: 'completed', opened_at: progress.opened_at ?? now, completed_at: now }
}

/** Takes a completion back: open again, as far as it was opened before. */
export function reopened(progress: Progress): Progress {
  if (progress.status !== 'completed') return progress
  return {
    status: progress.opened_at === null ? 'assigned' : 'opened',
    opened_at: progress.opened_at,
    completed_at: null,
  }
}
