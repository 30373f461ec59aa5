import { type Block, Dense, FEW, firstFrom, sizeOf } from './block.ts'
import { Bits, Numbers } from './scratch.ts'

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
  if (!(a instanceof Dense || b instanceof Dense) && a.length + b.length <= FEW) {
    if (b.length <= VERY_FEW) return withFew(a, b)
    if (a.length <= VERY_FEW) return withFew(b, a)
  }
  if (a instanceof Dense && !(b instanceof Dense) && b.length <= VERY_FEW) return turned(a, b, 1)
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
    if (!(b instanceof Dense) && b.length <= VERY_FEW) return withoutFew(a, b)
    numbers.keep(a, b, false)
    return numbers.block()
  }
  if (!(b instanceof Dense) && b.length <= VERY_FEW && a.count > FEW + VERY_FEW) return turned(a, b, 0)
  bits.without(a, b)
  return bits.block()
}

/** One person comes or goes, most of the time: what lies between is copied as it is. */
const VERY_FEW = 16

/** Bits set (1) or cleared (0). What comes of it must be dense, too. */
function turned({ words, count }: Dense, few: Uint16Array, bit: 0 | 1): Dense {
  const own = words.slice()
  let changed = 0
  for (const low of few) {
    const word = own[low >>> 5] as number
    if (((word >>> (low & 31)) & 1) === bit) continue
    own[low >>> 5] = word ^ (1 << (low & 31))
    changed++
  }
  return new Dense(own, bit === 1 ? count + changed : count - changed)
}

function withFew(many: Uint16Array, few: Uint16Array): Uint16Array {
  const { list } = numbers
  let from = 0
  let made = 0
  for (const low of few) {
    const to = firstFrom(many, many.length, low)
    list.set(many.subarray(from, to), made)
    made += to - from
    list[made++] = low
    from = many[to] === low ? to + 1 : to
  }
  list.set(many.subarray(from), made)
  return list.slice(0, made + many.length - from)
}

function withoutFew(many: Uint16Array, few: Uint16Array): Uint16Array | null {
  const { list } = numbers
  let from = 0
  let made = 0
  for (const low of few) {
    const to = firstFrom(many, many.length, low)
    if (many[to] !== low) continue
    list.set(many.subarray(from, to), made)
    made += to - from
    from = to + 1
  }
  if (from === 0) return many
  list.set(many.subarray(from), made)
  made += many.length - from
  return made === 0 ? null : list.slice(0, made)
}
