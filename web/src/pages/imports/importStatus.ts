import type { Import } from '../../../../src/imports/contract.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { peopleInWords } from '../../parts/planFigures.ts'

/** An import's state in a few words, as its row in the history says it. */
export function resultOf(one: Import): string {
  switch (one.status) {
    case 'reading':
      return 'Being read'
    case 'ready':
      return 'Waits for your look'
    case 'committing':
      return `Being imported: ${figure(one.progress.done)} of ${counted(one.progress.total, 'row')}`
    case 'done':
      return (one.plan && peopleInWords(one.plan.people)) || 'Imported'
    case 'undone':
      return 'Undone'
    case 'cancelled':
      return 'Cancelled'
    case 'failed':
      return one.error ?? 'Cannot be read'
  }
}

/** How long it took, as people say it: 0.4 seconds, 12 seconds, 3 minutes. */
export function secondsWords(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 0.95) return `${Math.max(0.1, seconds).toFixed(1)} seconds`
  if (seconds < 90) return counted(Math.round(seconds), 'second')
  return counted(Math.round(seconds / 60), 'minute')
}

export const isMoving = (one: Import | undefined) => one?.status === 'reading' || one?.status === 'committing'
