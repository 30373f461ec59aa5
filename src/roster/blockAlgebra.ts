import { type Block, Dense, FEW, sizeOf } from './block.ts'
import { Bits, blockOfNumbers, Numbers, numbersOf } from './scratch.ts'

const bits = new Bits()
const numbers = new Numbers(FEW)

export function andBlocks(a: Block, b: Block): Block | null {
  if (a === b) return a
  return intersect(a, b).block()
}

/** How many are in both. */
export function countBoth(a: Block, b: Block): number {
  if (a === b) return sizeOf(a)
  const both = intersect(a, b)
  return both instanceof Bits ? both.count() : both.length
}

function intersect(a: Block, b: Block): Bits | Numbers {
  const [few, many] = sizeOf(a) <= sizeOf(b) ? [a, b] : [b, a]
  if (!(few instanceof Dense)) {
    numbers.keep(few, many, true)
    return numbers
  }
  // The larger of two dense blocks is dense.
  bits.and(few, many as Dense)
  return bits
}

export function orBlocks(a: Block, b: Block): Block {
  if (a === b) return a
  bits.unite(a, b)
  // Neither is empty, so the two together are not.
  return bits.block() as Block
}

/** The union of any number of blocks; null where there is none. */
export function orMany(blocks: readonly (Block | null)[]): Block | null {
  const some = blocks.filter(block => block !== null)
  const [first, second] = some
  if (!first || !second) return first ?? null
  if (some.length === 2) return orBlocks(first, second)
  bits.unite(first, second)
  for (const block of some.slice(2)) bits.unite(bits, block)
  return bits.block()
}

/** What is in `a` and not in `b`. */
export function andNotBlocks(a: Block, b: Block): Block | null {
  if (a === b) return null
  if (!(a instanceof Dense)) {
    numbers.keep(a, b, false)
    return numbers.block()
  }
  bits.without(a, b)
  return bits.block()
}

const NOBODY = new Uint16Array(0)

/** What is in `block` and has not left, and what has entered. Bits that are `isOwn`, nobody else's, are turned where they are. */
export function moveBlock(
  block: Block | null,
  left: Block | null,
  entered: Block | null,
  isOwn: boolean,
): Block | null {
  if (!block) return entered
  if (left instanceof Dense || entered instanceof Dense) {
    const rest = left ? andNotBlocks(block, left) : block
    return rest && entered ? orBlocks(rest, entered) : (rest ?? entered)
  }
  return block instanceof Dense
    ? turned(block, left ?? NOBODY, entered ?? NOBODY, isOwn)
    : merged(block, left ?? NOBODY, entered ?? NOBODY)
}

function turned(block: Dense, left: Uint16Array, entered: Uint16Array, isOwn: boolean): Block | null {
  if (left.length === 0 && entered.length === 0) return block
  const words = isOwn ? block.words : block.words.slice()
  let { count } = block
  for (let at = 0; at < left.length; at++) count -= turn(words, left[at] as number, 0)
  for (let at = 0; at < entered.length; at++) count += turn(words, entered[at] as number, 1)
  const moved = new Dense(words, count)
  return count > FEW ? moved : count === 0 ? null : numbersOf(moved).slice()
}

/** Answers whether the bit was otherwise. */
function turn(words: Int32Array, low: number, bit: 0 | 1): 0 | 1 {
  const word = words[low >>> 5] as number
  if (((word >>> (low & 31)) & 1) === bit) return 0
  words[low >>> 5] = word ^ (1 << (low & 31))
  return 1
}

/** One walk along three lists. */
function merged(block: Uint16Array, left: Uint16Array, entered: Uint16Array): Block | null {
  let made = 0
  let l = 0
  let e = 0
  for (let at = 0; at < block.length; at++) {
    const low = block[at] as number
    while (e < entered.length && (entered[e] as number) < low) mergedNumbers[made++] = entered[e++] as number
    const isEntering = e < entered.length && entered[e] === low
    if (isEntering) e++
    while (l < left.length && (left[l] as number) < low) l++
    const isLeaving = l < left.length && left[l] === low
    if (isEntering || !isLeaving) mergedNumbers[made++] = low
  }
  while (e < entered.length) mergedNumbers[made++] = entered[e++] as number
  return blockOfNumbers(mergedNumbers, made)
}

const mergedNumbers = new Uint16Array(FEW * 2)
