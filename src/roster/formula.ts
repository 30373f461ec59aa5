import { SPAN } from './block.ts'
import type { PeopleSet } from './peopleSet.ts'

/**
 * A formula over sets, worked out block by block (65,536 people at a time) in scratch memory: what lies between the sets it
 * is made of and the set it comes to is never stored. Complements are carried to the top instead of computed.
 */
export type Node = {
  from: number
  to: number
  /** Which share of everyone it is likely to reach, and what it costs to work out, in passes over bits. */
  share: number
  cost: number
} & (
  | { kind: 'set'; set: PeopleSet }
  | { kind: 'any'; parts: readonly Node[] }
  /** What they have to be in and not in, the first always wanted; in the order in which it is looked at. */
  | { kind: 'all'; steps: readonly Step[] }
)
/** `fewAfter`: so few are likely to be left that it is quicker to go on with their numbers. */
export type Step = { node: Node; wanted: boolean; fewAfter: boolean }

/** The people of a node, or everyone but them. */
export type Part = { node: Node; complement: boolean }

const EMPTY: Node = { kind: 'any', parts: [], from: 0, to: 0, share: 0, cost: 0 }
const NEVER: Part = { node: EMPTY, complement: false }

/** So many numbers of a list take as long as one pass over a block of bits. */
const NUMBERS_A_PASS = 400

export function leaf(set: PeopleSet): Part {
  if (set.isEmpty) return NEVER
  const { first: from, end: to, size } = set
  const aBlock = size / (to - from)
  const cost = set.isListed ? Math.min(1, aBlock / NUMBERS_A_PASS) : 1
  return { node: { kind: 'set', set, from, to, share: aBlock / SPAN, cost }, complement: false }
}

export function not({ node, complement }: Part): Part {
  return { node, complement: !complement }
}

export function allOf(parts: readonly Part[]): Part {
  const wanted = nodesOf(parts, false)
  const excepted = nodesOf(parts, true)
  if (wanted.length === 0) return { node: any(excepted), complement: true }
  return { node: all(wanted, excepted), complement: false }
}

/** At least one of them: not all of their opposites. */
export function anyOf(parts: readonly Part[]): Part {
  const wanted = nodesOf(parts, false)
  const excepted = nodesOf(parts, true)
  if (excepted.length === 0) return { node: any(wanted), complement: false }
  return { node: all(excepted, wanted), complement: true }
}

function nodesOf(parts: readonly Part[], complement: boolean): Node[] {
  const nodes: Node[] = []
  for (const part of parts) if (part.complement === complement) nodes.push(part.node)
  return nodes
}

function any(nodes: readonly Node[]): Node {
  const [only] = nodes
  if (only && nodes.length === 1) return only
  const parts: Node[] = []
  let from = Number.POSITIVE_INFINITY
  let to = 0
  let others = 1
  let cost = 0
  for (const node of nodes) {
    if (node === EMPTY) continue
    if (node.kind === 'any') for (const part of node.parts) parts.push(part)
    else parts.push(node)
    from = Math.min(from, node.from)
    to = Math.max(to, node.to)
    others *= 1 - node.share
    cost += node.cost
  }
  const [first] = parts
  if (!first) return EMPTY
  return parts.length === 1 ? first : { kind: 'any', parts, from, to, share: 1 - others, cost }
}

function all(wanted: readonly Node[], excepted: readonly Node[]): Node {
  const steps: Step[] = []
  let from = 0
  let to = Number.POSITIVE_INFINITY
  for (const node of wanted) {
    if (node.kind === 'all') for (const step of node.steps) steps.push(step)
    else steps.push({ node, wanted: true, fewAfter: false })
    from = Math.max(from, node.from)
    to = Math.min(to, node.to)
  }
  for (const node of excepted) {
    if (node.kind === 'any')
      for (const part of node.parts) steps.push({ node: part, wanted: false, fewAfter: false })
    else steps.push({ node, wanted: false, fewAfter: false })
  }
  if (from >= to) return EMPTY
  const [only] = steps
  if (only && steps.length === 1) return only.node
  return { kind: 'all', ...inOrder(steps), from, to }
}

/**
 * It begins with what reaches the fewest. Then what costs the least for how many it leaves out: as if who is in one set said
 * nothing of who is in another.
 */
function inOrder(steps: Step[]): { steps: Step[]; share: number; cost: number } {
  let first = 0
  for (let at = 1; at < steps.length; at++) {
    const { node, wanted } = steps[at] as Step
    const least = steps[first] as Step
    if (wanted && (!least.wanted || node.share < least.node.share)) first = at
  }
  const [begin] = steps.splice(first, 1)
  steps.sort((a, b) => price(a) - price(b))
  steps.unshift(begin as Step)
  let share = 1
  let cost = 0
  for (const step of steps) {
    const before = share * SPAN
    share *= passing(step)
    cost += step.node.cost
    step.fewAfter = before > FEW_LEFT && share * SPAN <= FEW_LEFT
  }
  return { steps, share, cost }
}

/** People of a block whose numbers are quicker to go on with than bits. */
const FEW_LEFT = 32

const passing = ({ node, wanted }: Step) => (wanted ? node.share : 1 - node.share)
const price = (step: Step) => step.node.cost / (1 - passing(step))
