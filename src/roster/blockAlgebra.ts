import {
  andInto,
  andNotInto,
  type Block,
  blockOfNumbers,
  blockOfWords,
  copyBits,
  countBits,
  Dense,
  FEW,
  filterNumbers,
  mergeNumbers,
  orInto,
  SPAN,
  sizeOf,
  WORDS,
} from './block.ts'

/** Results are built here and copied out at their true size. Nothing is kept in them between calls. */
const words = new Int32Array(WORDS)
const numbers = new Uint16Array(SPAN)

export function andBlocks(a: Block, b: Block): Block | null {
  if (a === b) return a
  const [few, many] = sizeOf(a) <= sizeOf(b) ? [a, b] : [b, a]
  if (!(few instanceof Dense))
    return blockOfNumbers(numbers, filterNumbers(few, few.length, many, true, numbers))
  copyBits(few, words)
  // The larger of two dense blocks is dense.
  andInto(words, many as Dense)
  return blockOfWords(words)
}

export function orBlocks(a: Block, b: Block): Block {
  if (a === b) return a
  if (!(a instanceof Dense || b instanceof Dense) && a.length + b.length <= FEW)
    return blockOfNumbers(numbers, mergeNumbers(a, a.length, b, b.length, numbers)) as Block
  copyBits(a, words)
  orInto(words, b)
  return blockOfWords(words) as Block
}

/** What is in `a` and not in `b`. */
export function andNotBlocks(a: Block, b: Block): Block | null {
  if (a === b) return null
  if (!(a instanceof Dense)) return blockOfNumbers(numbers, filterNumbers(a, a.length, b, false, numbers))
  copyBits(a, words)
  andNotInto(words, b)
  return blockOfWords(words)
}

/** How many are in both. */
export function countBoth(a: Block, b: Block): number {
  if (a === b) return sizeOf(a)
  const [few, many] = sizeOf(a) <= sizeOf(b) ? [a, b] : [b, a]
  if (!(few instanceof Dense)) return filterNumbers(few, few.length, many, true, numbers)
  copyBits(few, words)
  andInto(words, many as Dense)
  return countBits(words)
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
