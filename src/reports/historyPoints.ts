import type { HistoryPoint } from './contract.ts'
import type { SummedTurn } from './historyQueries.ts'
import type { Step } from './historySteps.ts'

/** Pure: what all turns up to the end of each step come to. */
export function historyPoints(turns: readonly SummedTurn[], steps: readonly Step[]): HistoryPoint[] {
  const inOrder = turns.toSorted((a, b) => a.at - b.at)
  const sums = { received: 0, opened: 0, completed: 0, overdue: 0, withdrawn: 0 }
  let next = 0
  return steps.map(({ on, at }) => {
    for (let turn = inOrder[next]; turn && turn.at <= at; turn = inOrder[++next]) sums[turn.figure] += turn.by
    return { on, at: new Date(at).toISOString(), ...sums }
  })
}
