import type { HistoryPoint } from './contract.ts'
import type { Step } from './historySteps.ts'
import { type Moments, turnsOf } from './turns.ts'

type Sums = Omit<HistoryPoint, 'on' | 'at'>
const noSums = (): Sums => ({ received: 0, opened: 0, completed: 0, overdue: 0, withdrawn: 0 })

/** Pure: what the turns of all rows up to the end of each step come to. */
export function historyPoints(rows: Iterable<Moments>, steps: readonly Step[]): HistoryPoint[] {
  const within = steps.map(noSums)
  for (const row of rows) {
    for (const { figure, at, by } of turnsOf(row)) {
      const sums = within[stepOf(at, steps)]
      if (sums) sums[figure] += by
    }
  }
  const sums = noSums()
  return steps.map(({ on, at }, n) => {
    for (const [figure, by] of Object.entries(within[n] ?? noSums())) sums[figure as keyof Sums] += by
    return { on, at: new Date(at).toISOString(), ...sums }
  })
}

/** The first step that ends at that moment or later. */
function stepOf(at: number, steps: readonly Step[]): number {
  let from = 0
  let to = steps.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((steps[middle]?.at ?? 0) < at) from = middle + 1
    else to = middle
  }
  return from
}
