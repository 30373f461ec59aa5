import type { PeopleSet } from './peopleSet.ts'

/**
 * A formula over sets, worked out block by block (65,536 people at a time) in scratch memory: what lies between the sets it
 * is made of and the set it comes to is never stored. Complements are carried to the top instead of computed.
 */
export type Node = {
  from: number
  to: number
  /** At most so many people. */
  weight: number
} & (
  | { kind: 'set'; set: PeopleSet }
  | { kind: 'any'; parts: readonly Node[] }
  /** What they have to be in and not in, the first always wanted; in the order in which it is looked at. */
  | { kind: 'all'; steps: readonly Step[] }
)
export type Step = { node: Node; wanted: boolean }

/** The people of a node, or everyone but them. */
export type Part = { node: Node; complement: boolean }

const EMPTY: Node = { kind: 'any', parts: [], from: 0, to: 0, weight: 0 }
const NEVER: Part = { node: EMPTY, complement: false }

export function leaf(set: PeopleSet): Part {
  if (set.isEmpty) return NEVER
  return { node: { kind: 'set', set, from: set.first, to: set.end, weight: set.size }, complement: false }
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
  let weight = 0
  for (const node of nodes) {
    if (node === EMPTY) continue
    if (node.kind === 'any') for (const part of node.parts) parts.push(part)
    else parts.push(node)
    from = Math.min(from, node.from)
    to = Math.max(to, node.to)
    weight += node.weight
  }
  const [first] = parts
  return !first ? EMPTY : parts.length === 1 ? first : { kind: 'any', parts, from, to, weight }
}

function all(wanted: readonly Node[], excepted: readonly Node[]): Node {
  const steps: Step[] = []
  let from = 0
  let to = Number.POSITIVE_INFINITY
  let weight = Number.POSITIVE_INFINITY
  for (const node of wanted) {
    if (node.kind === 'all') for (const step of node.steps) steps.push(step)
    else steps.push({ node, wanted: true })
    from = Math.max(from, node.from)
    to = Math.min(to, node.to)
    weight = Math.min(weight, node.weight)
  }
  for (const node of excepted) {
    if (node.kind === 'any') for (const part of node.parts) steps.push({ node: part, wanted: false })
    else steps.push({ node, wanted: false })
  }
  if (from >= to) return EMPTY
  const [only] = steps
  return only && steps.length === 1 ? only.node : { kind: 'all', steps: inOrder(steps), from, to, weight }
}

/**
 * It begins with what reaches the fewest. Then the sets, which are quick, first those that leave the least; then the
 * formulas, for as few people as are left by then.
 */
function inOrder(steps: Step[]): Step[] {
  let first = 0
  for (let at = 1; at < steps.length; at++) {
    const { node, wanted } = steps[at] as Step
    const least = steps[first] as Step
    if (wanted && (!least.wanted || node.weight < least.node.weight)) first = at
  }
  const [begin] = steps.splice(first, 1)
  return [begin as Step, ...steps.sort(after)]
}

const rank = ({ node, wanted }: Step) => (node.kind === 'set' ? 0 : 2) + (wanted ? 0 : 1)

function after(a: Step, b: Step): number {
  return rank(a) - rank(b) || (a.node.weight - b.node.weight) * (a.wanted ? 1 : -1)
}
