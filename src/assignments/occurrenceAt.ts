import type { RecipientTable } from '../db/schema.ts'

type Occurrence = Pick<RecipientTable, 'occurrence' | 'assigned_at' | 'superseded_at'>

/**
 * Pure: of one person's occurrences of an assignment, in their order, the one that was the present one at a moment; the first
 * for what was done before anything was assigned. A moment of null is now.
 */
export function occurrenceAt<Row extends Occurrence>(
  rows: readonly Row[],
  moment: number | null,
): Row | undefined {
  if (moment === null) return rows.at(-1)
  return rows.find(row => row.superseded_at === null || moment < row.superseded_at)
}
