/**
 * Boolean functions as reduced ordered binary decision diagrams (R. E. Bryant, “Graph-Based Algorithms for Boolean
 * Function Manipulation”, 1986): a function is a number, and two functions that mean the same are the same number.
 * Some functions have no small diagram, so work is limited; what would take more is `UNSURE`, and so is whatever is made
 * of it, unless the rest decides.
 */
export type Fn = number

export const FALSE: Fn = 0
export const TRUE: Fn = 1
export const UNSURE: Fn = -1

export type Diagram = {
  and(a: Fn, b: Fn): Fn
  not(a: Fn): Fn
  /** At least one of the variables, which are given in ascending order. */
  some(variables: readonly number[]): Fn
  /** Each of the variables, which are given in ascending order. */
  every(variables: readonly number[]): Fn
  /** The variables that make a difference to it. */
  asks(fn: Fn): ReadonlySet<number>
}

/** Tens of milliseconds at most. */
const LIMITS = { nodes: 50_000, steps: 100_000 }
/** Above every node, so that pairs of nodes are numbers of their own. */
const RADIX = 2 ** 20

export function createDiagram(limits = LIMITS): Diagram {
  // Per node: the variable it asks, and what follows when it is false or true. The first two stand for themselves.
  const variables = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const whenFalse = [FALSE, TRUE]
  const whenTrue = [FALSE, TRUE]
  const nodes: Map<number, Fn>[] = []
  const products = new Map<number, Fn>()
  const opposites = new Map<Fn, Fn>([
    [FALSE, TRUE],
    [TRUE, FALSE],
  ])
  let steps = 0

  function node(variable: number, low: Fn, high: Fn): Fn {
    if (low === UNSURE || high === UNSURE) return UNSURE
    if (low === high) return low
    const own = nodes[variable] ?? new Map<number, Fn>()
    nodes[variable] = own
    const known = own.get(low * RADIX + high)
    if (known !== undefined) return known
    if (variables.length >= limits.nodes) return UNSURE
    whenFalse.push(low)
    whenTrue.push(high)
    const made = variables.push(variable) - 1
    own.set(low * RADIX + high, made)
    return made
  }

  function and(a: Fn, b: Fn): Fn {
    if (a === FALSE || b === FALSE) return FALSE
    if (a === UNSURE || b === UNSURE) return UNSURE
    if (a === TRUE || a === b) return b
    if (b === TRUE) return a
    const pair = a < b ? a * RADIX + b : b * RADIX + a
    const known = products.get(pair)
    if (known !== undefined) return known
    if (++steps > limits.steps) return UNSURE
    const variable = Math.min(variables[a] ?? 0, variables[b] ?? 0)
    const low = and(follow(a, variable, whenFalse), follow(b, variable, whenFalse))
    const high = and(follow(a, variable, whenTrue), follow(b, variable, whenTrue))
    const product = node(variable, low, high)
    products.set(pair, product)
    return product
  }

  function follow(fn: Fn, variable: number, branch: readonly Fn[]): Fn {
    return variables[fn] === variable ? (branch[fn] ?? UNSURE) : fn
  }

  function not(a: Fn): Fn {
    if (a === UNSURE) return UNSURE
    const known = opposites.get(a)
    if (known !== undefined) return known
    if (++steps > limits.steps) return UNSURE
    const opposite = node(variables[a] ?? 0, not(whenFalse[a] ?? UNSURE), not(whenTrue[a] ?? UNSURE))
    opposites.set(a, opposite)
    return opposite
  }

  function asks(fn: Fn): Set<number> {
    const seen = new Set<Fn>([FALSE, TRUE, UNSURE])
    const found = new Set<number>()
    const waiting = [fn]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      found.add(variables[next] ?? 0)
      waiting.push(whenFalse[next] ?? FALSE, whenTrue[next] ?? FALSE)
    }
    return found
  }

  return {
    and,
    not,
    some: own => own.reduceRight((rest, variable) => node(variable, rest, TRUE), FALSE),
    every: own => own.reduceRight((rest, variable) => node(variable, FALSE, rest), TRUE),
    asks,
  }
}
