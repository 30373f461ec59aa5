import { type Block, Dense, FEW, WORDS } from './block.ts'
import { copied, copiesMade, isCopy } from './copies.ts'
import type { Node, Step } from './formula.ts'
import { kernel, take } from './kernel.ts'
import {
  blockAt,
  difference,
  intersection,
  nobody,
  PeopleSet,
  setOfBlocks,
  toKeep,
  unionOf,
} from './peopleSet.ts'

/** Of a formula, written for formula.wat. */
const MOST_WORDS = 2 ** 16
const formula = take(MOST_WORDS * 4)
const MOST_LEVELS = 128
const LEVEL_BYTES = 13_312
kernel.place(take(MOST_LEVELS * LEVEL_BYTES), take(WORDS * 4))
const found = take(FEW * 2)

const words = new Int32Array(kernel.memory.buffer)
const numbers = new Uint16Array(kernel.memory.buffer)

/** The people of a formula, worked out block by block in the kernel's memory. */
export function peopleOf(node: Node): PeopleSet {
  if (node.kind === 'set') return node.set
  if (!isWritten(node)) return bySets(node)
  const sets = setsOf(node)
  const blocks: (Block | null)[] = []
  let isShared = false
  for (let index = node.from; index < node.to; index++) {
    const length = kernel.solve(formula, index, 0)
    isShared ||= length !== 0 && isCopy(kernel.at())
    blocks.push(length === 0 ? null : blockOf(kernel.at(), length, index, sets))
  }
  const people = toKeep(setOfBlocks(node.from, blocks))
  if (people !== nobody) people.isShared = isShared
  return people
}

/** The same people, who are counted now and made out when somebody asks for them. */
export function countedPeopleOf(node: Node): PeopleSet {
  if (node.kind === 'set') return node.set
  if (!isWritten(node)) return bySets(node)
  let size = 0
  for (let index = node.from; index < node.to; index++) {
    const length = kernel.solve(formula, index, 0)
    size += length < 0 ? kernel.count(kernel.at()) : length
  }
  return size === 0 ? nobody : new PeopleSet(() => peopleOf(node).made(), size)
}

/** Set by set, for what is too long or too deep for the kernel, or of more sets than it can hold at once. */
function bySets(node: Node): PeopleSet {
  if (node.kind === 'set') return node.set
  if (node.kind === 'any') return unionOf(node.parts.map(bySets))
  const [first, ...others] = node.steps.map(step => ({ wanted: step.wanted, set: bySets(step.node) }))
  if (!first) throw new Error('A formula of all has no steps.')
  return others.reduce(
    (people, { wanted, set }) => (wanted ? intersection : difference)(people, set),
    first.set,
  )
}

const SET = 0
const ANY = 1
const ALL = 2

function setsOf(node: Node, into: PeopleSet[] = []): PeopleSet[] {
  if (node.kind === 'set') into.push(node.set)
  else if (node.kind === 'any') for (const part of node.parts) setsOf(part, into)
  else for (const step of node.steps) setsOf(step.node, into)
  return into
}

/**
 * Writes a formula for the kernel, if there is room for it and for its sets. Copying a set may write over one that stands in the
 * formula already: so it is written again until nothing need be copied.
 */
function isWritten(node: Node): boolean {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const before = copiesMade()
    if (!fits(node)) return false
    if (copiesMade() === before) return true
  }
  return false
}

/** Once round a ring, sets push out sets of the same formula, which then push out others: more turns than this mean that not all fit. */
const MOST_TURNS = 4

function fits(node: Node): boolean {
  let at = formula / 4
  return write(node, 1)

  function write(part: Node, level: number): boolean {
    if (level >= MOST_LEVELS || at + 4 > formula / 4 + MOST_WORDS) return false
    if (part.kind === 'set') {
      const { set } = part
      words[at++] = SET
      if (!copied(set)) return false
      words[at++] = set.copyPlace
      return true
    }
    words[at] = part.kind === 'any' ? ANY : ALL
    const start = at
    at += 2
    const isWritten =
      part.kind === 'any' ? part.parts.every(each => write(each, level + 1)) : writeSteps(part.steps, level)
    words[start + 1] = at * 4
    return isWritten
  }

  function writeSteps(steps: readonly Step[], level: number): boolean {
    for (const { node: each, wanted, fewAfter } of steps) {
      words[at++] = (wanted ? 1 : 0) | (fewAfter ? 2 : 0)
      if (!write(each, level + 1)) return false
    }
    return true
  }
}

function blockOf(at: number, length: number, index: number, sets: readonly PeopleSet[]): Block | null {
  if (isCopy(at)) return shared(at, index, sets)
  if (length > 0) return numbers.slice(at / 2, at / 2 + length)
  const count = kernel.count(at)
  if (count === 0) return null
  if (count > FEW) return new Dense(words.slice(at / 4, at / 4 + WORDS), count)
  kernel.numbers(at, found, FEW)
  return numbers.slice(found / 2, found / 2 + count)
}

/** A block that came unchanged from a set is shared with it. */
function shared(at: number, index: number, sets: readonly PeopleSet[]): Block | null {
  const from = sets.find(
    set =>
      index >= set.first && index < set.end && words[set.copyPlace / 4 + 2 + (index - set.first) * 2] === at,
  )
  return from ? blockAt(from, index) : null
}
