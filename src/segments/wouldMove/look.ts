import type { Circuit, Node } from './circuit.ts'

/** What a person holds after some flips: per choice, whether any of it is held, and whether that is settled. */
export type State = { held: Uint8Array; settled: Uint8Array }

/** Per node: whether it holds, and what it costs at least to turn it into its opposite with what is not settled. */
export type Looked = { holds: Uint8Array; cost: Float64Array }

export function look(circuit: Circuit, state: State): Looked {
  const { nodes } = circuit
  const holds = new Uint8Array(nodes.length)
  const cost = new Float64Array(nodes.length)
  nodes.forEach((node, at) => {
    const plain = 'parts' in node ? lookAtGroup(node) : lookAtLeaf(node)
    holds[at] = Number(plain.holds !== node.isDenied)
    cost[at] = plain.cost
  })
  return { holds, cost }

  function lookAtGroup({ kind, parts }: Extract<Node, { parts: unknown }>) {
    const isAll = kind === 'all'
    const saying = parts.filter(part => (holds[part] === 1) !== isAll)
    // All false: each false part has to turn. All true: any one part. And the other way round for any.
    if (saying.length > 0) return { holds: !isAll, cost: together(saying) }
    return { holds: isAll, cost: parts.reduce((least, part) => Math.min(least, cost[part] ?? 0), Infinity) }
  }

  /** Parts that share no choice cost as much as all of them; otherwise the dearest says the least. */
  function together(parts: readonly number[]): number {
    const used = new Set<number>()
    let sum = 0
    let dearest = 0
    for (const part of parts) {
      const own = cost[part] ?? 0
      dearest = Math.max(dearest, own)
      const below = circuit.below?.[part]
      if (!below?.isDisjointFrom(used)) continue
      sum += own
      if (parts.length > 1) for (const choice of below) used.add(choice)
    }
    return Math.max(sum, dearest)
  }

  function lookAtLeaf({ kind, choices }: Extract<Node, { choices: unknown }>) {
    const isEvery = kind === 'every'
    const flip = (choice: number) =>
      state.settled[choice] ? Infinity : (circuit.choices[choice]?.weight ?? 0)
    const saying = choices.filter(choice => (state.held[choice] === 1) !== isEvery)
    if (saying.length > 0)
      return { holds: !isEvery, cost: saying.reduce((sum, choice) => sum + flip(choice), 0) }
    return {
      holds: isEvery,
      cost: choices.reduce((least, choice) => Math.min(least, flip(choice)), Infinity),
    }
  }
}

/**
 * The choices of which at least one must be flipped before the question can be answered otherwise: as long as all of them
 * stay as they are, so does the answer. The most promising come first.
 */
export function reasons({ nodes }: Circuit, { held, settled }: State, { holds, cost }: Looked): number[] {
  const found = new Set<number>()
  const seen = new Set<number>()
  const open = [nodes.length - 1]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = nodes[at]
    if (!node || seen.has(at)) continue
    seen.add(at)
    const isAll = node.kind === 'all' || node.kind === 'every'
    // One part that says so is reason enough; where none does, all of them together are the reason.
    if ('parts' in node) {
      const saying = node.parts.find(part => (holds[part] === 1) !== isAll)
      // The cheapest to turn is taken up last, so that it is looked at first.
      const dearestFirst = () => node.parts.toSorted((a, b) => (cost[a] ?? 0) - (cost[b] ?? 0)).reverse()
      open.push(...(saying === undefined ? dearestFirst() : [saying]))
    } else {
      const saying = node.choices.find(choice => (held[choice] === 1) !== isAll)
      for (const choice of saying === undefined ? node.choices : [saying])
        if (!settled[choice]) found.add(choice)
    }
  }
  return [...found]
}
