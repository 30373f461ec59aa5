import { type Block, Dense, SPAN, sizeOf, WORDS } from './block.ts'
import { nobody, type PeopleSet, setOfBlocks } from './peopleSet.ts'
import { blockOfNumbers, numbersOf } from './scratch.ts'

/**
 * Portable Roaring bytes: https://github.com/RoaringBitmap/RoaringFormatSpec, the format of the C, Java and Go libraries.
 * Little-endian throughout.
 */
const WITHOUT_RUNS = 12_346
const WITH_RUNS = 12_347
/** With runs, offsets are left out below this many blocks. */
const FEW_BLOCKS = 4
const DENSE_BYTES = SPAN / 8
/** Up to this many are stored as numbers, in whatever form they are kept in memory. */
const LISTED = 4_096

type Runs = { numbers: Uint16Array; count: number }

/** The bytes of a set; each block in the form that takes the fewest. */
export function toBytes(set: PeopleSet): Uint8Array {
  const blocks = set.blocks.flatMap((block, at) =>
    block ? [{ index: set.first + at, block, runs: runsOf(block) }] : [],
  )
  const withRuns = blocks.some(each => each.runs)
  const withOffsets = !withRuns || blocks.length >= FEW_BLOCKS
  const flags = withRuns ? Math.ceil(blocks.length / 8) : 0
  let offset = (withRuns ? 4 + flags : 8) + blocks.length * (withOffsets ? 8 : 4)
  const size = blocks.reduce((sum, each) => sum + bytesOf(each.block, each.runs), offset)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  let at = 0
  const put16 = (value: number) => {
    view.setUint16(at, value, true)
    at += 2
  }
  const put32 = (value: number) => {
    view.setUint32(at, value, true)
    at += 4
  }
  if (withRuns) {
    put16(WITH_RUNS)
    put16(blocks.length - 1)
    for (const [n, each] of blocks.entries())
      if (each.runs) bytes[at + (n >>> 3)] = (bytes[at + (n >>> 3)] ?? 0) | (1 << (n & 7))
    at += flags
  } else {
    put32(WITHOUT_RUNS)
    put32(blocks.length)
  }
  for (const { index, block } of blocks) {
    put16(index)
    put16(sizeOf(block) - 1)
  }
  if (withOffsets)
    for (const { block, runs } of blocks) {
      put32(offset)
      offset += bytesOf(block, runs)
    }
  for (const { block, runs } of blocks) {
    if (runs) {
      put16(runs.count)
      for (const number of runs.numbers.subarray(0, runs.count * 2)) put16(number)
    } else if (block instanceof Dense && block.count > LISTED) for (const word of block.words) put32(word)
    else for (const number of numbersOf(block)) put16(number)
  }
  return bytes
}

function bytesOf(block: Block, runs: Runs | null): number {
  return runs ? 2 + runs.count * 4 : plainBytes(block)
}

function plainBytes(block: Block): number {
  return Math.min(DENSE_BYTES, sizeOf(block) * 2)
}

/** Start and length − 1 of each run of ids that follow on each other; null where that would not be shorter. */
function runsOf(block: Block): Runs | null {
  const numbers = numbersOf(block)
  // The other libraries' own measure, so that the same set has the same bytes: what a list of numbers says first counts, too.
  const most = Math.floor((sizeOf(block) > LISTED ? DENSE_BYTES - 3 : sizeOf(block) * 2 - 1) / 4)
  const runs = new Uint16Array(Math.max(0, most) * 2)
  let count = 0
  for (let at = 0; at < numbers.length; ) {
    if (count >= most) return null
    let end = at + 1
    while (end < numbers.length && numbers[end] === (numbers[end - 1] as number) + 1) end++
    runs[count * 2] = numbers[at] as number
    runs[count * 2 + 1] = end - at - 1
    count++
    at = end
  }
  return { numbers: runs, count }
}

/** The set of portable Roaring bytes; none at all are nobody. Throws RangeError on bytes that end too early or are none. */
export function fromBytes(bytes: Uint8Array): PeopleSet {
  if (bytes.length === 0) return nobody
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const get16 = () => {
    at += 2
    return view.getUint16(at - 2, true)
  }
  const cookie = view.getUint32(0, true)
  const withRuns = (cookie & 0xffff) === WITH_RUNS
  if (!withRuns && cookie !== WITHOUT_RUNS) throw new RangeError('These are no portable Roaring bytes.')
  const count = withRuns ? (cookie >>> 16) + 1 : view.getUint32(4, true)
  at = withRuns ? 4 : 8
  const isRun = (n: number) => withRuns && ((view.getUint8(4 + (n >>> 3)) >>> (n & 7)) & 1) === 1
  if (withRuns) at += Math.ceil(count / 8)
  const heads = Array.from({ length: count }, () => ({ index: get16(), size: get16() + 1 }))
  if (!withRuns || count >= FEW_BLOCKS) at += count * 4
  const first = heads[0]?.index ?? 0
  const blocks: (Block | null)[] = []
  for (const [n, { index, size }] of heads.entries()) {
    while (first + blocks.length < index) blocks.push(null)
    if (isRun(n)) blocks.push(readRuns(size))
    else if (size > LISTED) blocks.push(readDense(size))
    else blocks.push(blockOfNumbers(Uint16Array.from({ length: size }, get16), size))
  }
  return setOfBlocks(first, blocks)

  function readRuns(size: number): Block | null {
    const numbers = new Uint16Array(size)
    let made = 0
    for (let left = get16(); left > 0; left--) {
      const start = get16()
      const more = get16()
      for (let step = 0; step <= more; step++) numbers[made++] = start + step
    }
    return blockOfNumbers(numbers, made)
  }

  function readDense(size: number): Block {
    const words = new Int32Array(WORDS)
    for (let word = 0; word < WORDS; word++) words[word] = view.getInt32(at + word * 4, true)
    at += DENSE_BYTES
    return new Dense(words, size)
  }
}
