import type { Circuit } from './circuit.ts'
import { look, reasons, type State } from './look.ts'
import { putIn, takeBest } from './queue.ts'

/** Some choices turned round, and what that costs; a step on the way has a bound that no end of it can be below. */
type Step = {
  flips: readonly number[]
  spent: number
  bound: number
  branches: readonly number[] | null
  turn: number
}

const MOST_LOOKS = 4_000
/** Nodes looked at in all: some hundredths of a second, which is what an answer may take. */
const MOST_NODES = 500_000

/**
 * The cheapest sets of choices to flip so that the question holds, cheapest first, none containing another. Best first:
 * what holds now is extended by each flip that some reason for the present answer names (Reiter's hitting sets), which
 * misses nothing and tries little. `isWhole` says whether there are no others; what is found is the cheapest in any case.
 */
export function findFlips(circuit: Circuit, most: number): { found: number[][]; isWhole: boolean } {
  const found: number[][] = []
  const seen = new Set<string>()
  const queue: Step[] = []
  putIn(queue, { flips: [], spent: 0, bound: 0, branches: null, turn: 0 })
  let looks = 0
  let turn = 0
  for (let step = takeBest(queue); step; step = takeBest(queue)) {
    if (contains(step.flips, found)) continue
    if (!step.branches) {
      if (++looks > MOST_LOOKS || looks * circuit.nodes.length > MOST_NODES) return { found, isWhole: false }
      const state = stateAfter(circuit, step.flips)
      const looked = look(circuit, state)
      const last = circuit.nodes.length - 1
      if (looked.holds[last] === 1) {
        found.push([...step.flips])
        if (found.length === most) return { found, isWhole: true }
        continue
      }
      const bound = rounded(step.spent + (looked.cost[last] ?? 0))
      // In its turn, when nothing that may be cheaper is left.
      if (bound < Number.POSITIVE_INFINITY)
        putIn(queue, {
          ...step,
          bound: Math.max(step.bound, bound),
          branches: reasons(circuit, state, looked),
        })
      continue
    }
    for (const choice of step.branches) {
      const spent = rounded(step.spent + (circuit.choices[choice]?.weight ?? 0))
      const flips = [...step.flips, choice].sort((a, b) => a - b)
      const name = flips.join()
      if (spent === Number.POSITIVE_INFINITY || seen.has(name)) continue
      seen.add(name)
      putIn(queue, { flips, spent, bound: Math.max(step.bound, spent), branches: null, turn: ++turn })
    }
  }
  return { found, isWhole: true }
}

/** Sums of the same weights in another order are the same. */
const rounded = (sum: number) => Math.round(sum * 1e9) / 1e9

function stateAfter({ choices }: Circuit, flips: readonly number[]): State {
  const held = Uint8Array.from(choices, choice => Number(choice.held.length > 0))
  const settled = new Uint8Array(choices.length)
  for (const choice of flips) {
    held[choice] = 1 - (held[choice] ?? 0)
    settled[choice] = 1
  }
  return { held, settled }
}

function contains(flips: readonly number[], found: readonly number[][]): boolean {
  return found.some(smaller => smaller.every(choice => flips.includes(choice)))
}
