import {
  andInto,
  andNotInto,
  type Block,
  blockOfNumbers,
  blockOfWords,
  copyBits,
  Dense,
  FEW,
  filterByBits,
  filterNumbers,
  has,
  mergeNumbers,
  orInto,
  WORDS,
} from './block.ts'
import { blockAt, endOf, type PeopleSet, setOfBlocks } from './peopleSet.ts'

/**
 * A formula over sets, worked out block by block (65,536 people at a time) in scratch memory: what lies between the sets it
 * is made of and the set it comes to is never stored. Complements are carried to the top instead of computed.
 */
export type Node = { from: number; to: number; leaves: number } & (
  | { kind: 'set'; set: PeopleSet }
  | { kind: 'any'; parts: readonly Node[] }
  /** `wanted` is never empty; sets come before formulas, and small sets before large ones. */
  | { kind: 'all'; wanted: readonly Node[]; excepted: readonly Node[] }
)

/** The people of a node, or everyone but them. */
export type Part = { node: Node; complement: boolean }

const EMPTY: Node = { kind: 'any', parts: [], from: 0, to: 0, leaves: 0 }
const NEVER: Part = { node: EMPTY, complement: false }

export function leaf(set: PeopleSet): Part {
  if (set.isEmpty) return NEVER
  return { node: { kind: 'set', set, from: set.first, to: endOf(set), leaves: 1 }, complement: false }
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
  return { kind: 'any', parts: flat, from, to, leaves: leavesIn(flat) }
}

function all(wantedParts: readonly Node[], exceptedParts: readonly Node[]): Node {
  const wanted = wantedParts.flatMap(part => (part.kind === 'all' ? part.wanted : [part]))
  const excepted = [
    ...wantedParts.flatMap(part => (part.kind === 'all' ? part.excepted : [])),
    ...exceptedParts,
  ].flatMap(part => (part.kind === 'any' ? part.parts : [part]))
  const [only] = wanted
  if (only && wanted.length === 1 && excepted.length === 0) return only
  const from = wanted.reduce((most, part) => Math.max(most, part.from), 0)
  const to = wanted.reduce((least, part) => Math.min(least, part.to), Number.POSITIVE_INFINITY)
  if (from >= to) return EMPTY
  wanted.sort(smallestFirst)
  return { kind: 'all', wanted, excepted, from, to, leaves: leavesIn(wanted) + leavesIn(excepted) }
}

function leavesIn(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => sum + node.leaves, 0)
}

function smallestFirst(a: Node, b: Node): number {
  return weight(a) - weight(b)
}

function weight(node: Node): number {
  return node.kind === 'set' ? node.set.size : Number.MAX_SAFE_INTEGER
}

export function peopleOf(node: Node): PeopleSet {
  if (node.kind === 'set') return node.set
  const blocks: (Block | null)[] = []
  for (let index = node.from; index < node.to; index++) {
    blocks.push(owned(blockOf(node, index, 0)))
  }
  return setOfBlocks(node.from, blocks)
}

/** What is in scratch is copied out; a block that came unchanged from a set is shared with it. */
function owned(block: Block | null): Block | null {
  const { bits, numbers } = scratchOf(0)
  if (block === bits) return blockOfWords(bits.words)
  if (!block || block instanceof Dense) return block
  const isScratch = numbers.some(each => each.buffer === block.buffer)
  return isScratch ? blockOfNumbers(block, block.length) : block
}

/** Where one level of a formula works; what it answers is good until the level is asked again. */
class Scratch {
  readonly bits = new Dense(new Int32Array(WORDS), 0)
  readonly numbers = [new Uint16Array(FEW), new Uint16Array(FEW)] as const
}

const levels: Scratch[] = []

function scratchOf(level: number): Scratch {
  let scratch = levels[level]
  if (!scratch) {
    scratch = new Scratch()
    levels[level] = scratch
  }
  return scratch
}

/** What a node has of one block, in memory that belongs to somebody else; `count` of what is dense is not to be trusted. */
function blockOf(node: Node, index: number, level: number): Block | null {
  if (index < node.from || index >= node.to) return null
  if (node.kind === 'set') return blockAt(node.set, index)
  return node.kind === 'any' ? anyBlock(node.parts, index, level) : allBlock(node, index, level)
}

/** Numbers are merged while they are few in all; beyond these many parts it is quicker to set bits. */
const MANY_PARTS = 6

function anyBlock(parts: readonly Node[], index: number, level: number): Block | null {
  const { bits, numbers } = scratchOf(level)
  let found: Block | null = null
  for (const part of parts) {
    const block = blockOf(part, index, level + 1)
    if (!block) continue
    if (!found) {
      // Of its own at once if the next formula would write over it.
      found = part.kind === 'set' ? block : kept(block, level)
    } else if (found === bits) orInto(bits.words, block)
    else if (
      block instanceof Dense ||
      found instanceof Dense ||
      parts.length > MANY_PARTS ||
      found.length + block.length > FEW
    ) {
      copyBits(found, bits.words)
      orInto(bits.words, block)
      found = bits
    } else {
      const into: Uint16Array = found.buffer === numbers[0].buffer ? numbers[1] : numbers[0]
      found = into.subarray(0, mergeNumbers(found, found.length, block, block.length, into))
    }
  }
  return found
}

/** A copy in a level's own scratch. */
function kept(block: Block, level: number): Block {
  const { bits, numbers } = scratchOf(level)
  if (block instanceof Dense) {
    bits.words.set(block.words)
    return bits
  }
  numbers[0].set(block)
  return numbers[0].subarray(0, block.length)
}

/** Up to this many people are asked one by one whether a formula holds for them. */
const ONE_BY_ONE = 128

function allBlock({ wanted, excepted }: Node & { kind: 'all' }, index: number, level: number): Block | null {
  const { bits, numbers } = scratchOf(level)
  const own = numbers[0]
  // The sets first: where one of them has nobody, no formula needs to be worked out.
  for (const part of wanted) if (part.kind === 'set' && !blockAt(part.set, index)) return null
  let found: Block | null = null
  for (const part of wanted) {
    if (found && !(found instanceof Dense) && part.kind !== 'set' && found.length <= ONE_BY_ONE) {
      found = own.subarray(0, filterOneByOne(found, part, index, true, own))
    } else {
      const block = blockOf(part, index, level + 1)
      if (!block) return null
      if (!found) found = part.kind === 'set' ? block : kept(block, level)
      else found = both(found, block, bits, own)
    }
    if (!(found instanceof Dense) && found.length === 0) return null
  }
  for (const part of excepted) {
    if (!found) return null
    if (!(found instanceof Dense) && part.kind !== 'set' && found.length <= ONE_BY_ONE) {
      found = own.subarray(0, filterOneByOne(found, part, index, false, own))
    } else {
      const block = blockOf(part, index, level + 1)
      if (block) found = without(found, block, bits, own)
    }
    if (!(found instanceof Dense) && found.length === 0) return null
  }
  return found
}

function both(found: Block, block: Block, bits: Dense, own: Uint16Array): Block {
  if (!(found instanceof Dense)) return own.subarray(0, filterNumbers(found, found.length, block, true, own))
  if (!(block instanceof Dense))
    return own.subarray(0, filterByBits(block, block.length, found.words, true, own))
  if (found !== bits) bits.words.set(found.words)
  andInto(bits.words, block)
  return bits
}

function without(found: Block, block: Block, bits: Dense, own: Uint16Array): Block {
  if (!(found instanceof Dense)) return own.subarray(0, filterNumbers(found, found.length, block, false, own))
  if (found !== bits) bits.words.set(found.words)
  andNotInto(bits.words, block)
  return bits
}

function filterOneByOne(
  people: Uint16Array,
  node: Node,
  index: number,
  wanted: boolean,
  into: Uint16Array,
): number {
  let stay = 0
  for (let at = 0; at < people.length; at++) {
    const low = people[at] as number
    if (holds(node, index, low) === wanted) into[stay++] = low
  }
  return stay
}

function holds(node: Node, index: number, low: number): boolean {
  if (node.kind === 'set') {
    const block = blockAt(node.set, index)
    return block !== null && has(block, low)
  }
  const here = (part: Node) => holds(part, index, low)
  if (node.kind === 'any') return node.parts.some(here)
  return node.wanted.every(here) && !node.excepted.some(here)
}
