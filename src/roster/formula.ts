import { type Block, Dense, FEW, has } from './block.ts'
import { blockAt, endOf, type PeopleSet, setOfBlocks } from './peopleSet.ts'
import { Bits, type Found, Numbers } from './scratch.ts'

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
type Step = { node: Node; wanted: boolean }

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

export function peopleOf(node: Node): PeopleSet {
  if (node.kind === 'set') return node.set
  const blocks: (Block | null)[] = []
  for (let index = node.from; index < node.to; index++) {
    const found = blockOf(node, index, 0)
    // A block that came unchanged from a set is shared with it.
    blocks.push(found instanceof Bits || found instanceof Numbers ? found.block() : found)
  }
  return setOfBlocks(node.from, blocks)
}

/** Where one level of a formula works; what it answers is good until the level is asked again. */
type Level = { bits: Bits; numbers: Numbers }

const levels: Level[] = []

function levelOf(depth: number): Level {
  let level = levels[depth]
  if (!level) {
    level = { bits: new Bits(), numbers: new Numbers(FEW) }
    levels[depth] = level
  }
  return level
}

/** What a node has of one block. */
function blockOf(node: Node, index: number, depth: number): Found | null {
  if (index < node.from || index >= node.to) return null
  if (node.kind === 'set') return blockAt(node.set, index)
  return node.kind === 'any' ? anyBlock(node.parts, index, depth) : allBlock(node, index, depth)
}

const isDense = (found: Found): found is Dense | Bits => found instanceof Dense || found instanceof Bits

function anyBlock(parts: readonly Node[], index: number, depth: number): Found | null {
  const { bits } = levelOf(depth)
  let found: Found | null = null
  for (const part of parts) {
    const block = blockOf(part, index, depth + 1)
    if (!block) continue
    if (!found) found = part.kind === 'set' ? block : kept(block, depth)
    else {
      if (found !== bits) bits.copy(found)
      bits.or(block)
      found = bits
    }
  }
  return found
}

/** In a level's own scratch, where the formula that is worked out next does not write over it. */
function kept(found: Found, depth: number): Found {
  const { bits, numbers } = levelOf(depth)
  if (isDense(found)) {
    bits.copy(found)
    return bits
  }
  numbers.copy(found)
  return numbers
}

/** Up to this many people are asked one by one whether a formula holds for them. */
const ONE_BY_ONE = 200

function allBlock({ steps }: Node & { kind: 'all' }, index: number, depth: number): Found | null {
  // Where a set has nobody, no formula needs to be worked out.
  for (const { node, wanted } of steps)
    if (wanted && node.kind === 'set' && !blockAt(node.set, index)) return null
  const level = levelOf(depth)
  let found: Found | null = null
  for (const { node, wanted } of steps) {
    if (found && isShort(found) && node.kind !== 'set') found = askEach(found, node, index, wanted, level)
    else {
      const block = blockOf(node, index, depth + 1)
      if (!block) {
        if (wanted) return null
        continue
      }
      if (!found) found = node.kind === 'set' ? block : kept(block, depth)
      else found = wanted ? both(found, block, level) : without(found, block, level)
      found = shortened(found, level)
    }
    if (isNobody(found)) return null
  }
  return found
}

/** As numbers, once few enough are left in bits of our own. */
function shortened(found: Found, { bits, numbers }: Level): Found {
  if (found !== bits || bits.count() > ONE_BY_ONE) return found
  numbers.take(bits)
  return numbers
}

const isNobody = (found: Found) => !isDense(found) && found.length === 0
const isShort = (found: Found): found is Uint16Array | Numbers =>
  !isDense(found) && found.length <= ONE_BY_ONE

function both(found: Found, block: Found, { bits, numbers }: Level): Found {
  if (!isDense(found)) numbers.keep(found, block, true)
  else if (!isDense(block)) numbers.keep(block, found, true)
  else {
    bits.copy(found)
    bits.and(block)
    return bits
  }
  return numbers
}

function without(found: Found, block: Found, { bits, numbers }: Level): Found {
  if (isDense(found)) {
    bits.copy(found)
    bits.andNot(block)
    return bits
  }
  numbers.keep(found, block, false)
  return numbers
}

function askEach(
  people: Uint16Array | Numbers,
  node: Node,
  index: number,
  wanted: boolean,
  { numbers }: Level,
): Numbers {
  const list = people instanceof Numbers ? people.list : people
  const { length } = people
  let stay = 0
  for (let at = 0; at < length; at++) {
    const low = list[at] as number
    if (holds(node, index, low) === wanted) numbers.list[stay++] = low
  }
  numbers.length = stay
  return numbers
}

function holds(node: Node, index: number, low: number): boolean {
  if (node.kind === 'set') {
    const block = blockAt(node.set, index)
    return block !== null && has(block, low)
  }
  if (node.kind === 'any') return someHolds(node.parts, index, low)
  for (const step of node.steps) if (holds(step.node, index, low) !== step.wanted) return false
  return true
}

function someHolds(parts: readonly Node[], index: number, low: number): boolean {
  for (const part of parts) if (holds(part, index, low)) return true
  return false
}
