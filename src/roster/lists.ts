import { type Block, Dense, firstFrom, sizeOf } from './block.ts'

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
