import { type Block, Dense, FEW, WORDS } from './block.ts'
import { kernel, take } from './kernel.ts'
import type { Lists } from './lists.ts'
import type { PeopleSet } from './peopleSet.ts'

/**
 * Sets that formulas ask for, as formula.wat reads them. Copies are written round a ring, over the oldest; so a set need only
 * know where in all that was ever written its own began to know whether it is still there, and what nobody holds any more is
 * written over without being asked. What was ever written is counted in pieces of 16 bytes.
 */
type Ring = { start: number; pieces: number; written: number }

const PIECE = 16
const ring = (bytes: number): Ring => ({ start: take(bytes), pieces: bytes / PIECE, written: 0 })

/** All that a million people's tags have in bits stays, and of their lists those that are asked for most. */
const withBits = ring(11 * 2 ** 22)
const ofLists = ring(3 * 2 ** 22)
/** Memory beside the sets' own. */
export const COPIED_BYTES = (withBits.pieces + ofLists.pieces) * PIECE

const BLOCK_BYTES = WORDS * 4
/** From here on numbers are copied as bits: one by one they take four times as long to work with. */
const LONG = 1_024
const unpacked = take(FEW * 2)
const BITS = -1

const words = new Int32Array(kernel.memory.buffer)
const numbers = new Uint16Array(kernel.memory.buffer)

/** Whether the kernel has it, and where: `copyPlace`. */
export function isCopied(set: PeopleSet): boolean {
  const { written, pieces } = set.copyPlace < ofLists.start ? withBits : ofLists
  return set.copyBegan !== -1 && written <= set.copyBegan + pieces
}

export const isCopy = (place: number) => place < COPIED_BYTES

/** Copies a set if need be; false when it is larger than the ring. */
export function copied(set: PeopleSet): boolean {
  if (isCopied(set)) return true
  const { lists } = set
  return lists && !isLong(lists) ? copyLists(set, lists) : copyBlocks(set)
}

/** Another number when a set has been copied. */
export const copiesMade = () => withBits.written + ofLists.written

/** Room for the copy of a set; false when the ring is smaller. */
function giveRoom(set: PeopleSet, ring: Ring, bytes: number): boolean {
  const pieces = Math.ceil(bytes / PIECE)
  if (pieces > ring.pieces) return false
  const at = ring.written % ring.pieces
  const left = ring.pieces - at
  set.copyBegan = pieces <= left ? ring.written : ring.written + left
  set.copyPlace = ring.start + (pieces <= left ? at : 0) * PIECE
  ring.written = set.copyBegan + pieces
  return true
}

function copyLists(set: PeopleSet, { first, ends, numbers: all }: Lists): boolean {
  const table = 8 + ends.length * 8
  if (!giveRoom(set, ofLists, table + all.length * 2)) return false
  const { copyPlace: place } = set
  numbers.set(all, (place + table) / 2)
  let entry = place / 4
  words[entry++] = first
  words[entry++] = first + ends.length
  let start = 0
  for (let at = 0; at < ends.length; at++) {
    const end = ends[at] as number
    words[entry++] = place + table + start * 2
    words[entry++] = end - start
    start = end
  }
  return true
}

function copyBlocks(set: PeopleSet): boolean {
  const { first, blocks } = set
  const table = rounded(8 + blocks.length * 8)
  const bytes = blocks.reduce((sum, block) => sum + bytesOf(block), table)
  if (!giveRoom(set, withBits, bytes)) return false
  let entry = set.copyPlace / 4
  let at = set.copyPlace + table
  words[entry++] = first
  words[entry++] = first + blocks.length
  for (const block of blocks) {
    words[entry++] = at
    words[entry++] = put(block, at)
    at += bytesOf(block)
  }
  return true
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

const rounded = (bytes: number) => (bytes + PIECE - 1) & -PIECE
