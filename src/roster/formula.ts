import { endOf, type PeopleSet } from './peopleSet.ts'

/**
 * A formula over sets, worked out block by block (65,536 people at a time) in scratch memory: what lies between the sets it
 * is made of and the set it comes to is never stored. Complements are carried to the top instead of computed.
 */
export type Node = { from: number; to: number } & (
  | { kind: 'set'; set: PeopleSet }
  | { kind: 'any'; parts: readonly Node[] }
  /** What they have to be in and not in, the first always wanted; in the order in which it is looked at. */
  | { kind: 'all'; steps: readonly Step[] }
)
export type Step = { node: Node; wanted: boolean }

/** The people of a node, or everyone but them. */
export type Part = { node: Node; complement: boolean }

const EMPTY: Node = { kind: 'any', parts: [], from: 0, to: 0 }
const NEVER: Part = { node: EMPTY, complement: false }

export function leaf(set: PeopleSet): Part {
  if (set.isEmpty) return NEVER
  return { node: { kind: 'set', set, from: set.first, to: endOf(set) }, complement: false }
}

export function not({ node, complement }: Part): Part {
  return { node, complement: !complement }
}

export function allOf(parts: readonly Part[]): Part {
  const wanted = parts.filter(part => !part.complement).map(part => part.node)
  const excepted = parts.filter(part => part.complement).map(part => part.node)
  if (wanted.length === 0) return { node: any(excepted), complement: true }
  return { node: all(wanted, excepted), complement: false }
}

/** At least one of them: not all of their opposites. */
export function anyOf(parts: readonly Part[]): Part {
  return not(allOf(parts.map(not)))
}

function any(parts: readonly Node[]): Node {
  const flat = parts.flatMap(part => (part.kind === 'any' ? part.parts : [part]))
  const [only] = flat
  if (!only) return EMPTY
  if (flat.length === 1) return only
  const from = flat.reduce((least, part) => Math.min(least, part.from), Number.POSITIVE_INFINITY)
  const to = flat.reduce((most, part) => Math.max(most, part.to), 0)
  return { kind: 'any', parts: flat, from, to }
}

function all(wantedParts: readonly Node[], exceptedParts: readonly Node[]): Node {
  const isWanted = (wanted: boolean) => (node: Node) => ({ node, wanted })
  const steps = [
    ...wantedParts.flatMap(part => (part.kind === 'all' ? part.steps : { node: part, wanted: true })),
    ...exceptedParts.flatMap(part => (part.kind === 'any' ? part.parts : [part])).map(isWanted(false)),
  ]
  const [only] = steps
  if (only && steps.length === 1) return only.node
  const wanted = steps.filter(step => step.wanted).map(step => step.node)
  const from = wanted.reduce((most, part) => Math.max(most, part.from), 0)
  const to = wanted.reduce((least, part) => Math.min(least, part.to), Number.POSITIVE_INFINITY)
  if (from >= to) return EMPTY
  return { kind: 'all', steps: inOrder(steps), from, to }
}

/**
 * It begins with what reaches the fewest. Then the sets, which are quick, first those that leave the least; then the
 * formulas, for as few people as are left by then.
 */
function inOrder(steps: readonly Step[]): Step[] {
  const first = steps
    .filter(step => step.wanted)
    .reduce((least, step) => (weight(step.node) < weight(least.node) ? step : least))
  const rank = ({ node, wanted }: Step) => (node.kind === 'set' ? 0 : 2) + (wanted ? 0 : 1)
  const others = steps.filter(step => step !== first)
  others.sort((a, b) => rank(a) - rank(b) || (weight(a.node) - weight(b.node)) * (a.wanted ? 1 : -1))
  return [first, ...others]
}

/** At most so many people. */
function weight(node: Node): number {
  if (node.kind === 'set') return node.set.size
  if (node.kind === 'any') return node.parts.reduce((sum, part) => sum + weight(part), 0)
  const wanted = node.steps.filter(step => step.wanted)
  return wanted.reduce((least, step) => Math.min(least, weight(step.node)), Number.POSITIVE_INFINITY)
}
