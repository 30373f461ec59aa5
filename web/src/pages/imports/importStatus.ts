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

export const isMoving = (one: Import | undefined) => one?.status === 'reading' || one?.status === 'committing'
