/**
 * The people of one stretch of 65,536 ids, by the lower 16 bits of their ids: ascending numbers while they are few, one bit
 * each beyond that. A block is never empty and never changes once somebody has been handed it, so sets may share blocks.
 */
export type Block = Uint16Array | Dense

/** One bit a person; `count` is how many are set. Signed words, since that is what JavaScript's bit operators answer. */
export class Dense {
  readonly words: Int32Array
  readonly count: number
  constructor(words: Int32Array, count: number) {
    this.words = words
    this.count = count
  }
}

/** Ids a block spans. */
export const SPAN = 65_536
/** 32-bit words of a dense block. */
export const WORDS = SPAN / 32
/** Up to this many are kept as numbers. Bits take less memory only from twice as many on, but are ten times as quick to work with. */
export const FEW = 2_048

export function sizeOf(block: Block): number {
  return block instanceof Dense ? block.count : block.length
}

export function has(block: Block, low: number): boolean {
  if (block instanceof Dense) return ((block.words[low >>> 5] as number) & (1 << (low & 31))) !== 0
  const at = firstFrom(block, block.length, low)
  return at < block.length && block[at] === low
}

/** The first position, from `start` on, of ascending numbers (those before `end`) that is not below `low`. */
export function firstFrom(numbers: Uint16Array, end: number, low: number, start = 0): number {
  let from = start
  let to = end
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((numbers[middle] as number) < low) from = middle + 1
    else to = middle
  }
  return from
}

export function equalBlocks(a: Block, b: Block): boolean {
  if (a === b) return true
  if (sizeOf(a) !== sizeOf(b)) return false
  // Equal sizes have the same form.
  const [x, y] =
    a instanceof Dense && b instanceof Dense ? [a.words, b.words] : [a as Uint16Array, b as Uint16Array]
  for (let at = 0; at < x.length; at++) if (x[at] !== y[at]) return false
  return true
}
