import { type Block, Dense, FEW, firstFrom, SPAN, WORDS } from './block.ts'
import { kernel, take } from './kernel.ts'

/** Something in scratch: what it holds is good until it is written over. */
export type Found = Block | Bits | Numbers

export const isDense = (found: Found): found is Dense | Bits =>
  found instanceof Dense || found instanceof Bits

export class Bits {
  readonly at: number
  readonly words: Int32Array

  constructor() {
    this.at = take(WORDS * 4)
    this.words = new Int32Array(kernel.memory.buffer, this.at, WORDS)
  }

  copy(other: Found): void {
    if (other instanceof Dense || other instanceof Bits) {
      if (other !== this) this.words.set(other.words)
    } else {
      this.words.fill(0)
      kernel.set(this.at, placeOfNumbers(other), other.length)
    }
  }

  /** Each of the three makes these bits of two others, the first of which may be its own. */
  unite(a: Found, b: Found): void {
    if (!isDense(a) && isDense(b)) this.unite(b, a)
    else {
      this.copy(a)
      if (isDense(b)) kernel.or(this.at, this.at, placeOfBits(b))
      else kernel.set(this.at, placeOfNumbers(b), b.length)
    }
  }

  and(a: Dense | Bits, b: Dense | Bits): void {
    this.copy(a)
    kernel.and(this.at, this.at, placeOfBits(b))
  }

  without(a: Dense | Bits, b: Found): void {
    this.copy(a)
    if (isDense(b)) kernel.andNot(this.at, this.at, placeOfBits(b))
    else kernel.clear(this.at, placeOfNumbers(b), b.length)
  }

  count(): number {
    return kernel.count(this.at)
  }

  /** A block of its own; null without anybody. */
  block(): Block | null {
    const count = this.count()
    if (count === 0) return null
    if (count > FEW) return new Dense(this.words.slice(), count)
    operandNumbers.take(this)
    return operandNumbers.block()
  }
}

export class Numbers {
  readonly at: number
  readonly list: Uint16Array
  length = 0

  constructor(most: number) {
    this.at = take(most * 2)
    this.list = new Uint16Array(kernel.memory.buffer, this.at, most)
  }

  /** The numbers of what is in bits. */
  take(bits: Dense | Bits): void {
    this.length = kernel.numbers(placeOfBits(bits), this.at, SPAN)
  }

  copy(numbers: Uint16Array | Numbers): void {
    if (numbers instanceof Numbers) this.list.set(numbers.list.subarray(0, numbers.length))
    else this.list.set(numbers)
    this.length = numbers.length
  }

  /** Those of some numbers, which may be its own, that are (or, with `wanted` false, are not) in another block. */
  keep(numbers: Uint16Array | Numbers, other: Found, wanted: boolean): void {
    if (other instanceof Dense && numbers.length <= A_FEW_LINES)
      this.length = keepByBits(listOf(numbers), numbers.length, other.words, wanted ? 1 : 0, this.list)
    else if (other instanceof Dense || other instanceof Bits)
      this.length = kernel.keep(
        placeOfNumbers(numbers),
        numbers.length,
        placeOfBits(other),
        wanted ? 1 : 0,
        this.at,
      )
    else if (other.length > numbers.length * FAR_MORE)
      this.length = keepByLookUp(
        listOf(numbers),
        numbers.length,
        listOf(other),
        other.length,
        wanted,
        this.list,
      )
    else if (other.length + numbers.length < A_HANDFUL)
      this.length = keepByWalk(
        listOf(numbers),
        numbers.length,
        listOf(other),
        other.length,
        wanted,
        this.list,
      )
    else {
      marks.copy(other)
      this.length = kernel.keep(placeOfNumbers(numbers), numbers.length, marks.at, wanted ? 1 : 0, this.at)
    }
  }

  /** A block of its own; null without anybody. */
  block(): Block | null {
    if (this.length === 0) return null
    if (this.length <= FEW) return this.list.slice(0, this.length)
    marks.copy(this)
    return new Dense(marks.words.slice(), this.length)
  }
}

/** Asking so many single bits reads less memory than copying all of them. */
const A_FEW_LINES = 384
/** Beyond this ratio of lengths, looking each of the few up beats marking the many. */
const FAR_MORE = 24
/** Walking along two lists guesses wrong at every other step; from here on it is quicker to mark one and ask for the other. */
const A_HANDFUL = 128

const marks = new Bits()
const operandBits = new Bits()
const operandNumbers = new Numbers(SPAN)

function placeOfBits(bits: Dense | Bits): number {
  if (bits instanceof Bits) return bits.at
  operandBits.words.set(bits.words)
  return operandBits.at
}

function placeOfNumbers(numbers: Uint16Array | Numbers): number {
  if (numbers instanceof Numbers) return numbers.at
  operandNumbers.list.set(numbers)
  return operandNumbers.at
}

const listOf = (numbers: Uint16Array | Numbers) => (numbers instanceof Numbers ? numbers.list : numbers)

function keepByBits(
  numbers: Uint16Array,
  length: number,
  words: Int32Array,
  wanted: 0 | 1,
  into: Uint16Array,
): number {
  let kept = 0
  for (let at = 0; at < length; at++) {
    const low = numbers[at] as number
    // Written always, counted when it stays: there is no branch to guess wrong.
    into[kept] = low
    kept += (((words[low >>> 5] as number) >>> (low & 31)) & 1) ^ wanted ^ 1
  }
  return kept
}

function keepByLookUp(
  few: Uint16Array,
  length: number,
  many: Uint16Array,
  manyLength: number,
  wanted: boolean,
  into: Uint16Array,
): number {
  let kept = 0
  for (let at = 0; at < length; at++) {
    const low = few[at] as number
    const found = firstFrom(many, manyLength, low)
    if ((found < manyLength && many[found] === low) === wanted) into[kept++] = low
  }
  return kept
}

function keepByWalk(
  numbers: Uint16Array,
  length: number,
  others: Uint16Array,
  end: number,
  wanted: boolean,
  into: Uint16Array,
): number {
  let other = 0
  let kept = 0
  for (let at = 0; at < length; at++) {
    const low = numbers[at] as number
    while (other < end && (others[other] as number) < low) other++
    if ((other < end && others[other] === low) === wanted) into[kept++] = low
  }
  return kept
}

/** All numbers of a block, ascending, in memory that is good until the next call. */
export function numbersOf(block: Block): Uint16Array {
  if (!(block instanceof Dense)) return block
  operandNumbers.take(block)
  return operandNumbers.list.subarray(0, operandNumbers.length)
}

/** A block of its own of the first `length` of ascending numbers; null without any. */
export function blockOfNumbers(numbers: Uint16Array, length: number): Block | null {
  operandNumbers.list.set(numbers.subarray(0, length))
  operandNumbers.length = length
  return operandNumbers.block()
}
