import { type Block, Dense, FEW, firstFrom, sizeOf } from './block.ts'
import { moveBlock } from './blockAlgebra.ts'

export type Blocks = { first: number; blocks: readonly (Block | null)[] }

/** Blocks that are all ascending numbers, one after the other; `ends` says where each of them ends. */
export class Lists {
  readonly first: number
  readonly ends: Uint32Array
  readonly numbers: Uint16Array

  constructor(first: number, ends: Uint32Array, numbers: Uint16Array) {
    this.first = first
    this.ends = ends
    this.numbers = numbers
  }

  static of(first: number, blocks: readonly (Uint16Array | null)[]): Lists {
    const ends = new Uint32Array(blocks.length)
    let end = 0
    for (const [at, block] of blocks.entries()) {
      end += block?.length ?? 0
      ends[at] = end
    }
    const numbers = new Uint16Array(end)
    for (const [at, block] of blocks.entries()) if (block) numbers.set(block, (ends[at] ?? 0) - block.length)
    return new Lists(first, ends, numbers)
  }

  /** Of ascending ids, of which there is one at least; null where a block is better off with bits. */
  static ofIds(ids: Uint32Array): Lists | null {
    const first = (ids[0] as number) >>> 16
    const ends = new Uint32Array(((ids[ids.length - 1] as number) >>> 16) - first + 1)
    const numbers = new Uint16Array(ids.length)
    let made = 0
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] as number
      if (at > 0 && id === ids[at - 1]) continue
      numbers[made++] = id & 0xffff
      ends[(id >>> 16) - first] = made
    }
    let start = 0
    for (let place = 0; place < ends.length; place++) {
      const end = (ends[place] as number) || start
      if (end - start > FEW) return null
      ends[place] = end
      start = end
    }
    return new Lists(first, ends, made === numbers.length ? numbers : numbers.slice(0, made))
  }

  at(place: number): Uint16Array | null {
    const end = this.ends[place]
    const start = this.startOf(place)
    return end === undefined || end === start ? null : this.numbers.subarray(start, end)
  }

  blocks(): (Uint16Array | null)[] {
    return Array.from(this.ends, (_, place) => this.at(place))
  }

  has(id: number): boolean {
    const place = (id >>> 16) - this.first
    const end = this.ends[place]
    if (end === undefined) return false
    const at = firstFrom(this.numbers, end, id & 0xffff, this.startOf(place))
    return at < end && this.numbers[at] === (id & 0xffff)
  }

  private startOf(place: number): number {
    return this.ends[place - 1] ?? 0
  }
}

/** With no bits anywhere, the sets that stay are one list of numbers each: ten thousand tags are few things to look after. */
export function packed(own: Blocks): Blocks | Lists {
  const lists: (Uint16Array | null)[] = []
  for (const block of own.blocks) {
    if (block instanceof Dense) return own
    lists.push(block)
  }
  return Lists.of(own.first, lists)
}

export function sizeOfBlocks(own: Blocks | Lists): number {
  if (own instanceof Lists) return own.numbers.length
  let size = 0
  for (const block of own.blocks) if (block) size += sizeOf(block)
  return size
}

export const NO_BLOCKS: Blocks = { first: 0, blocks: [] }

/** The block with the ids from `index` × 65,536, or null where there is none. */
export function blockIn(own: Blocks | Lists, index: number): Block | null {
  return own instanceof Lists ? own.at(index - own.first) : (own.blocks[index - own.first] ?? null)
}

export function endOfBlocks(own: Blocks | Lists): number {
  return own.first + (own instanceof Lists ? own.ends.length : own.blocks.length)
}

/** Without what is null at either end. */
export function trimmed(first: number, blocks: (Block | null)[]): Blocks {
  let from = 0
  let to = blocks.length
  while (from < to && !blocks[from]) from++
  while (to > from && !blocks[to - 1]) to--
  if (from === to) return NO_BLOCKS
  return { first: first + from, blocks: from === 0 && to === blocks.length ? blocks : blocks.slice(from, to) }
}

/** Blocks with bits that no others have: copies of those that are in `others`. */
export function ownBlocks(all: Blocks | Lists, others: Blocks | Lists): Blocks | Lists {
  if (all instanceof Lists || others instanceof Lists) return all
  const blocks = all.blocks.map((block, at) =>
    block instanceof Dense && block === blockIn(others, all.first + at)
      ? new Dense(block.words.slice(), block.count)
      : block,
  )
  return { first: all.first, blocks }
}

/** What there was without what left, with what entered. Bits of a base that `isOwn`, nobody else's, are turned where they are. */
export function movedBlocks(
  base: Blocks | Lists,
  entered: Blocks | Lists,
  left: Blocks | Lists,
  isOwn = false,
): Blocks | Lists {
  const some = [base, entered].filter(each => endOfBlocks(each) > each.first)
  const first = some.reduce((least, each) => Math.min(least, each.first), Number.POSITIVE_INFINITY)
  const end = some.reduce((most, each) => Math.max(most, endOfBlocks(each)), 0)
  const blocks: (Block | null)[] = []
  for (let index = first; index < end; index++)
    blocks.push(moveBlock(blockIn(base, index), blockIn(left, index), blockIn(entered, index), isOwn))
  return packed(trimmed(first, blocks))
}
