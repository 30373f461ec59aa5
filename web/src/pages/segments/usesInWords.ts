import type { Segment } from '../../../../src/segments/contract.ts'
import { counted } from '../../parts/Count.tsx'

/** "2 segments, 1 assignment", or "Nothing yet". */
export function usesInWords({ segments, assignments }: Segment['usedBy']): string {
  const uses = [
    segments.length > 0 ? counted(segments.length, 'segment') : '',
    assignments.length > 0 ? counted(assignments.length, 'assignment') : '',
  ].filter(Boolean)
  return uses.join(', ') || 'Nothing yet'
}
