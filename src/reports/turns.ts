import type { RecipientTable } from '../db/schema.ts'

/** Whenever a recipient's row begins or ceases to count in a figure. */
export type Turn = {
  figure: 'received' | 'opened' | 'completed' | 'overdue' | 'withdrawn'
  /** The first moment at which it holds. */
  at: number
  by: 1 | -1
}

export type Moments = Pick<
  RecipientTable,
  'assigned_at' | 'due_at' | 'opened_at' | 'completed_at' | 'withdrawn_at' | 'superseded_at'
>

/**
 * Pure: what a row tells of its past. It keeps the newest moment of each kind, so what was taken back has not been. What
 * was completed before it was received (a training from elsewhere) counts from its receipt on; a row counts in nothing any
 * more once the next occurrence has come.
 */
export function turnsOf(row: Moments): Turn[] {
  const since = (at: number | null) => (at === null ? null : Math.max(at, row.assigned_at))
  const completedAt = since(row.completed_at)
  const withdrawnAt = completedAt === null ? row.withdrawn_at : null
  const goneAt = withdrawnAt ?? row.superseded_at
  const openedAt = since(least(row.opened_at, row.completed_at))
  const lateAt = row.due_at === null ? null : Math.max(row.due_at + 1, row.assigned_at)
  const settledAt = completedAt ?? goneAt
  const spell = (figure: Turn['figure'], from: number | null, to: number | null): Turn[] => {
    if (from === null || (to !== null && to <= from)) return []
    const begins: Turn = { figure, at: from, by: 1 }
    return to === null ? [begins] : [begins, { figure, at: to, by: -1 }]
  }
  return [
    ...spell('received', row.assigned_at, goneAt),
    ...spell('opened', openedAt, goneAt),
    ...spell('completed', completedAt, row.superseded_at),
    ...spell('withdrawn', withdrawnAt, row.superseded_at),
    ...spell('overdue', lateAt, settledAt),
  ]
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}
