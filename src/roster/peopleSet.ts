import { type Block, equalBlocks, has, SPAN } from './block.ts'
import { andBlocks, andNotBlocks, countBoth, orBlocks, orMany } from './blockAlgebra.ts'
import {
  type Blocks,
  blockIn,
  endOfBlocks,
  Lists,
  NO_BLOCKS,
  packed,
  sizeOfBlocks,
  trimmed,
} from './lists.ts'
import { blockOfNumbers, numbersOf } from './scratch.ts'

/**
 * A set of people of one workspace, by their dense numbers. Never changes: every function answers a new set, which shares
 * all blocks with the old ones but those that differ.
 */
export class PeopleSet {
  readonly size: number
  /** Where the kernel has a copy, as copies.ts counts; -1 where it never had one. */
  copyBegan = -1
  copyPlace = 0
  /** Whether its bits may be in another set, too. */
  isShared = true
  private own: Blocks | Lists | (() => Blocks | Lists)
  /** What is asked of hundreds of sets one after the other stands here, so that nothing else need be looked at; -1 before it is made. */
  private from = -1
  private to = -1
  private hasLists = false

  /** Blocks may be made when they are first asked for; then it must be said how many people they have. */
  constructor(own: Blocks | Lists)
  constructor(own: Blocks | Lists | (() => Blocks | Lists), size: number)
  constructor(own: Blocks | Lists | (() => Blocks | Lists), size = sizeOfBlocks(own as Blocks | Lists)) {
    this.own = own
    this.size = size
    if (typeof own !== 'function') this.have(own)
  }

  get isEmpty(): boolean {
    return this.size === 0
  }

  /** Where ids / 65,536 begin: the first block spans the ids from `first` × 65,536. */
  get first(): number {
    if (this.from === -1) this.made()
    return this.from
  }

  /** The index after the last block. */
  get end(): number {
    if (this.from === -1) this.made()
    return this.to
  }

  /** There are no bits anywhere. */
  get isListed(): boolean {
    if (this.from === -1) this.made()
    return this.hasLists
  }

  /** Neither its first nor its last is null. */
  get blocks(): readonly (Block | null)[] {
    const own = this.made()
    return own instanceof Lists ? own.blocks() : own.blocks
  }

  /** All numbers at once, when there are no bits anywhere. */
  get lists(): Lists | null {
    const own = this.made()
    return own instanceof Lists ? own : null
  }

  /** The one person of a set of one, which a change of one person asks for hundreds of times; else -1. */
  get only(): number {
    const own = this.size === 1 ? this.made() : null
    return own instanceof Lists ? own.first * SPAN + (own.numbers[0] as number) : -1
  }

  /** The block with the ids from `index` × 65,536, or null where there is none. */
  blockAt(index: number): Block | null {
    return blockIn(this.made(), index)
  }

  has(id: number): boolean {
    const own = this.made()
    if (own instanceof Lists) return own.has(id)
    const block = own.blocks[(id >>> 16) - own.first]
    return block ? has(block, id & 0xffff) : false
  }

  *[Symbol.iterator](): Generator<number> {
    yield* ids(this)
  }

  made(): Blocks | Lists {
    const { own } = this
    return typeof own === 'function' ? this.have(own()) : own
  }

  private have(own: Blocks | Lists): Blocks | Lists {
    this.own = own
    this.from = own.first
    this.to = endOfBlocks(own)
    this.hasLists = own instanceof Lists
    return own
  }
}

/** The same set, as it is best kept for long. */
export function toKeep(set: PeopleSet): PeopleSet {
  if (set.isListed) return set
  const own = packed(set)
  return own instanceof Lists ? new PeopleSet(own) : set
}

export const nobody = new PeopleSet(NO_BLOCKS)

export function blockAt(set: PeopleSet, index: number): Block | null {
  return set.blockAt(index)
}

/** Blocks from index `first` on, as a set. */
export function setOfBlocks(first: number, blocks: (Block | null)[]): PeopleSet {
  const own = trimmed(first, blocks)
  return own.blocks.length === 0 ? nobody : new PeopleSet(own)
}

export function setOf(wanted: Iterable<number> | Uint32Array): PeopleSet {
  const sorted = ascending(wanted instanceof Uint32Array ? wanted : Uint32Array.from(wanted))
  if (sorted.length === 0) return nobody
  const lists = Lists.ofIds(sorted)
  if (lists) return new PeopleSet(lists)
  const builder = new SetBuilder()
  for (let at = 0; at < sorted.length; at++) builder.add(sorted[at] as number)
  return builder.build()
}

function ascending(numbers: Uint32Array): Uint32Array {
  for (let at = 1; at < numbers.length; at++)
    if ((numbers[at - 1] as number) > (numbers[at] as number)) return numbers.slice().sort()
  return numbers
}

/** Makes a set of ids that come in ascending order (one may come twice), in little more memory than the set takes. */
export class SetBuilder {
  private readonly blocks: (Block | null)[] = []
  private first = -1
  private open = -1
  private last = -1
  private count = 0
  private numbers = new Uint16Array(4)

  add(id: number): void {
    if (id === this.last) return
    this.last = id
    const index = id >>> 16
    if (index !== this.open) this.turnTo(index)
    if (this.count === this.numbers.length) {
      const wider = new Uint16Array(this.count * 2)
      wider.set(this.numbers)
      this.numbers = wider
    }
    this.numbers[this.count++] = id & 0xffff
  }

  build(): PeopleSet {
    this.close()
    return this.first === -1 ? nobody : toKeep(new PeopleSet({ first: this.first, blocks: this.blocks }))
  }

  private turnTo(index: number): void {
    this.close()
    if (this.first === -1) this.first = index
    while (this.first + this.blocks.length < index) this.blocks.push(null)
    this.open = index
  }

  private close(): void {
    const block = blockOfNumbers(this.numbers, this.count)
    if (block) this.blocks.push(block)
    this.count = 0
  }
}

export function union(a: PeopleSet, b: PeopleSet): PeopleSet {
  if (a.isEmpty || a === b) return b
  if (b.isEmpty) return a
  const first = Math.min(a.first, b.first)
  const blocks: (Block | null)[] = []
  for (let index = first, end = Math.max(a.end, b.end); index < end; index++) {
    const x = blockAt(a, index)
    const y = blockAt(b, index)
    blocks.push(x && y ? orBlocks(x, y) : (x ?? y))
  }
  return new PeopleSet({ first, blocks })
}

export function unionOf(sets: readonly PeopleSet[]): PeopleSet {
  const some = sets.filter(set => !set.isEmpty)
  const [only] = some
  if (some.length < 2) return only ?? nobody
  const first = some.reduce((least, set) => Math.min(least, set.first), Number.POSITIVE_INFINITY)
  const end = some.reduce((most, set) => Math.max(most, set.end), 0)
  const blocks: (Block | null)[] = []
  for (let index = first; index < end; index++) blocks.push(orMany(some.map(set => blockAt(set, index))))
  return new PeopleSet({ first, blocks })
}

export function intersection(a: PeopleSet, b: PeopleSet): PeopleSet {
  if (a === b) return a
  const first = Math.max(a.first, b.first)
  const blocks: (Block | null)[] = []
  for (let index = first, end = Math.min(a.end, b.end); index < end; index++) {
    const x = blockAt(a, index)
    const y = blockAt(b, index)
    blocks.push(x && y ? andBlocks(x, y) : null)
  }
  return setOfBlocks(first, blocks)
}

/** a without b. */
export function difference(a: PeopleSet, b: PeopleSet): PeopleSet {
  if (a.isEmpty || b.isEmpty) return a
  const blocks = a.blocks.map((block, at) => {
    const other = blockAt(b, a.first + at)
    return block && other ? andNotBlocks(block, other) : block
  })
  return setOfBlocks(a.first, blocks)
}

export function intersectionSize(a: PeopleSet, b: PeopleSet): number {
  let size = 0
  for (const [at, block] of a.blocks.entries()) {
    const other = blockAt(b, a.first + at)
    if (block && other) size += countBoth(block, other)
  }
  return size
}

export function differenceSize(a: PeopleSet, b: PeopleSet): number {
  return a.size - intersectionSize(a, b)
}

export function equal(a: PeopleSet, b: PeopleSet): boolean {
  if (a === b) return true
  if (a.size !== b.size || a.first !== b.first || a.end !== b.end) return false
  return a.blocks.every((block, at) => {
    const other = blockAt(b, a.first + at)
    return block && other ? equalBlocks(block, other) : block === other
  })
}

/** All ids, ascending. */
export function ids(set: PeopleSet): Uint32Array {
  const all = new Uint32Array(set.size)
  let at = 0
  for (const [index, block] of set.blocks.entries()) {
    if (!block) continue
    const base = (set.first + index) * SPAN
    const numbers = numbersOf(block)
    for (let n = 0; n < numbers.length; n++) all[at++] = base + (numbers[n] as number)
  }
  return all
}
