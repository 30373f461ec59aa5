/**
 * The people of one stretch of 65,536 ids, by the lower 16 bits of their ids: ascending numbers while they are few, one bit
 * each beyond that. A block is never empty and never changes once it is made, so sets may share blocks.
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
/** Up to this many, numbers take less memory than bits. */
export const FEW = 4_096

export function sizeOf(block: Block): number {
  return block instanceof Dense ? block.count : block.length
}

export function has(block: Block, low: number): boolean {
  if (block instanceof Dense) return ((block.words[low >>> 5] as number) & (1 << (low & 31))) !== 0
  const at = firstFrom(block, block.length, low)
  return at < block.length && block[at] === low
}

/** The first position of ascending numbers (the first `length` of them) that is not below `low`. */
export function firstFrom(numbers: Uint16Array, length: number, low: number): number {
  let from = 0
  let to = length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((numbers[middle] as number) < low) from = middle + 1
    else to = middle
  }
  return from
}

/** How many bits are set: added up pair by pair within words first, and across words only at the end. */
export function countBits(words: Int32Array): number {
  let total = 0
  for (let start = 0; start < WORDS; start += 32) {
    let sums = 0
    for (let at = start; at < start + 32; at += 2) {
      let a = words[at] as number
      let b = words[at + 1] as number
      a -= (a >>> 1) & 0x55555555
      b -= (b >>> 1) & 0x55555555
      a = (a & 0x33333333) + ((a >>> 2) & 0x33333333)
      b = (b & 0x33333333) + ((b >>> 2) & 0x33333333)
      a += b
      a = (a & 0x0f0f0f0f) + ((a >>> 4) & 0x0f0f0f0f)
      sums += (a & 0x00ff00ff) + ((a >>> 8) & 0x00ff00ff)
    }
    total += (sums & 0xffff) + (sums >>> 16)
  }
  return total
}

/** A block of its own with these bits; null without any. */
export function blockOfWords(words: Int32Array, count = countBits(words)): Block | null {
  if (count === 0) return null
  if (count > FEW) return new Dense(words.slice(), count)
  const numbers = new Uint16Array(count)
  writeNumbers(words, numbers)
  return numbers
}

/** A block of its own with the first `length` of ascending numbers; null without any. */
export function blockOfNumbers(numbers: Uint16Array, length: number): Block | null {
  if (length === 0) return null
  if (length <= FEW) return numbers.slice(0, length)
  const words = new Int32Array(WORDS)
  setBits(words, numbers, length)
  return new Dense(words, length)
}

/** Ascending numbers of the bits that are set; `into` must have room. Answers how many. */
export function writeNumbers(
  words: Int32Array,
  into: Uint16Array | Uint32Array,
  base = 0,
  start = 0,
): number {
  let at = start
  for (let index = 0; index < WORDS; index++) {
    let word = words[index] as number
    while (word !== 0) {
      into[at++] = base + (index << 5) + (31 - Math.clz32(word & -word))
      word &= word - 1
    }
  }
  return at - start
}

export function setBits(words: Int32Array, numbers: Uint16Array, length: number): void {
  for (let at = 0; at < length; at++) {
    const low = numbers[at] as number
    words[low >>> 5] = (words[low >>> 5] as number) | (1 << (low & 31))
  }
}

function clearBits(words: Int32Array, numbers: Uint16Array): void {
  for (let at = 0; at < numbers.length; at++) {
    const low = numbers[at] as number
    words[low >>> 5] = (words[low >>> 5] as number) & ~(1 << (low & 31))
  }
}

/** Writes a block's bits over whatever `words` held. */
export function copyBits(block: Block, words: Int32Array): void {
  if (block instanceof Dense) words.set(block.words)
  else {
    words.fill(0)
    setBits(words, block, block.length)
  }
}

/** Adds a block's bits. */
export function orInto(words: Int32Array, block: Block): void {
  if (block instanceof Dense) {
    const other = block.words
    for (let at = 0; at < WORDS; at++) words[at] = (words[at] as number) | (other[at] as number)
  } else setBits(words, block, block.length)
}

/** Keeps the bits that a dense block has, too. */
export function andInto(words: Int32Array, { words: other }: Dense): void {
  for (let at = 0; at < WORDS; at++) words[at] = (words[at] as number) & (other[at] as number)
}

/** Takes a block's bits away. */
export function andNotInto(words: Int32Array, block: Block): void {
  if (block instanceof Dense) {
    const other = block.words
    for (let at = 0; at < WORDS; at++) words[at] = (words[at] as number) & ~(other[at] as number)
  } else clearBits(words, block)
}

/** Beyond this ratio of lengths, looking each of the few up beats walking along the many. */
const FAR_MORE = 24

/**
 * Keeps of the first `length` numbers those that are (or, with `wanted` false, are not) in a block. `into` may be the same
 * array. Answers how many stay.
 */
export function filterNumbers(
  numbers: Uint16Array,
  length: number,
  block: Block,
  wanted: boolean,
  into: Uint16Array,
): number {
  if (block instanceof Dense) return filterByBits(numbers, length, block.words, wanted, into)
  if (block.length > length * FAR_MORE) return filterByLookUp(numbers, length, block, wanted, into)
  return filterByWalk(numbers, length, block, wanted, into)
}

export function filterByBits(
  numbers: Uint16Array,
  length: number,
  words: Int32Array,
  wanted: boolean,
  into: Uint16Array,
): number {
  const asked = wanted ? 1 : 0
  let kept = 0
  for (let at = 0; at < length; at++) {
    const low = numbers[at] as number
    // Written always, counted when it stays: there is no branch to guess wrong.
    into[kept] = low
    kept += (((words[low >>> 5] as number) >>> (low & 31)) & 1) ^ asked ^ 1
  }
  return kept
}

function filterByLookUp(
  numbers: Uint16Array,
  length: number,
  many: Uint16Array,
  wanted: boolean,
  into: Uint16Array,
): number {
  let kept = 0
  for (let at = 0; at < length; at++) {
    const low = numbers[at] as number
    const found = firstFrom(many, many.length, low)
    if ((found < many.length && many[found] === low) === wanted) into[kept++] = low
  }
  return kept
}

function filterByWalk(
  numbers: Uint16Array,
  length: number,
  others: Uint16Array,
  wanted: boolean,
  into: Uint16Array,
): number {
  const end = others.length
  let other = 0
  let kept = 0
  for (let at = 0; at < length; at++) {
    const low = numbers[at] as number
    while (other < end && (others[other] as number) < low) other++
    if ((other < end && others[other] === low) === wanted) into[kept++] = low
  }
  return kept
}

/** The union of two runs of ascending numbers. `into` must have room for both and be neither. Answers how many. */
export function mergeNumbers(
  a: Uint16Array,
  aLength: number,
  b: Uint16Array,
  bLength: number,
  into: Uint16Array,
): number {
  let i = 0
  let j = 0
  let made = 0
  while (i < aLength && j < bLength) {
    const x = a[i] as number
    const y = b[j] as number
    into[made++] = x < y ? x : y
    if (x <= y) i++
    if (y <= x) j++
  }
  while (i < aLength) into[made++] = a[i++] as number
  while (j < bLength) into[made++] = b[j++] as number
  return made
}
