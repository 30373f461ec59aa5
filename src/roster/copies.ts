import { type Block, Dense, FEW, WORDS } from './block.ts'
import { kernel, take } from './kernel.ts'
import type { Lists } from './lists.ts'
import type { PeopleSet } from './peopleSet.ts'

/**
 * Sets that formulas ask for, as formula.wat reads them. Copies are written round a ring, over the oldest; so a set need only
 * know where in all that was ever written its own began to know whether it is still there, and what nobody holds any more is
 * written over without being asked.
 */
type Ring = { start: number; bytes: number; written: number }
export type Copy = { ring: Ring; began: number; place: number }

const ring = (bytes: number): Ring => ({ start: take(bytes), bytes, written: 0 })

/** All that a million people's tags have in bits stays; lists are copied again as quickly as they are read. */
const withBits = ring(3 * 2 ** 24)
const ofLists = ring(2 ** 22)
/** Memory beside the sets' own. */
export const COPIED_BYTES = withBits.bytes + ofLists.bytes

const BLOCK_BYTES = WORDS * 4
/** From here on numbers are copied as bits: one by one they take four times as long to work with. */
const LONG = 1_024
const unpacked = take(FEW * 2)
const BITS = -1

const words = new Int32Array(kernel.memory.buffer)
const numbers = new Uint16Array(kernel.memory.buffer)

export function isCopied({ copy }: PeopleSet): boolean {
  return copy !== null && copy.ring.written <= copy.began + copy.ring.bytes
}

export const isCopy = (place: number) => place < COPIED_BYTES

/** Copies a set if need be; false when it is larger than the ring. */
export function copied(set: PeopleSet): boolean {
  if (isCopied(set)) return true
  set.copy = set.lists && !isLong(set.lists) ? copyLists(set.lists) : copyBlocks(set)
  return set.copy !== null
}

/** Room for so many bytes; null when the ring is smaller. */
function room(ring: Ring, bytes: number): Copy | null {
  if (bytes > ring.bytes) return null
  const left = ring.bytes - (ring.written % ring.bytes)
  const began = bytes <= left ? ring.written : ring.written + left
  ring.written = began + bytes
  return { ring, began, place: ring.start + (began % ring.bytes) }
}

function copyLists({ first, ends, numbers: all }: Lists): Copy | null {
  const table = 8 + ends.length * 8
  const copy = room(ofLists, rounded(table + all.length * 2))
  if (!copy) return null
  numbers.set(all, (copy.place + table) / 2)
  let entry = copy.place / 4
  words[entry++] = first
  words[entry++] = first + ends.length
  let start = 0
  for (let at = 0; at < ends.length; at++) {
    const end = ends[at] as number
    words[entry++] = copy.place + table + start * 2
    words[entry++] = end - start
    start = end
  }
  return copy
}

function copyBlocks({ first, blocks }: PeopleSet): Copy | null {
  const table = rounded(8 + blocks.length * 8)
  const copy = room(
    withBits,
    blocks.reduce((sum, block) => sum + bytesOf(block), table),
  )
  if (!copy) return null
  let entry = copy.place / 4
  let at = copy.place + table
  words[entry++] = first
  words[entry++] = first + blocks.length
  for (const block of blocks) {
    words[entry++] = at
    words[entry++] = put(block, at)
    at += bytesOf(block)
  }
  return copy
}

/** Answers how long it is, as formula.wat has it. */
function put(block: Block | null, at: number): number {
  if (!block) return 0
  if (block instanceof Dense) {
    words.set(block.words, at / 4)
    return BITS
  }
  if (block.length > LONG) {
    numbers.set(block, unpacked / 2)
    words.fill(0, at / 4, at / 4 + WORDS)
    kernel.set(at, unpacked, block.length)
    return BITS
  }
  numbers.set(block, at / 2)
  return block.length
}

function bytesOf(block: Block | null): number {
  if (!block) return 0
  return block instanceof Dense || block.length > LONG ? BLOCK_BYTES : rounded(block.length * 2)
}

function isLong({ ends }: Lists): boolean {
  for (let at = 0; at < ends.length; at++) if ((ends[at] as number) - (ends[at - 1] ?? 0) > LONG) return true
  return false
}

const rounded = (bytes: number) => (bytes + 15) & ~15
