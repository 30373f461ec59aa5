/**
 * A zip file as named parts, each unpacked when asked for. Nothing is believed: what an archive declares is checked
 * before anything is unpacked (how many parts, how large, whether they share bytes, as overlapping "quine" bombs do),
 * and unpacking stops at what was declared, so that a lie costs no more than the truth would have.
 * Format: PKWARE APPNOTE 6.3, with ZIP64 because streaming writers use it for small files too.
 */
import { crc32, inflateRawSync } from 'node:zlib'
import type { FileProblem, Limits } from './table.ts'

export type Zip = {
  has(name: string): boolean
  /** The unpacked part, or a problem that continues a sentence beginning with the file's name. */
  read(name: string): Buffer | FileProblem
}

type Entry = { name: string; method: number; crc: number; packed: number; unpacked: number; offset: number }

const DAMAGED: FileProblem = { problem: 'is damaged. Open it in Excel, save it again, and import that.' }
const BOMB: FileProblem = {
  problem:
    'unpacks to far more than a list of people needs. Copy the list into a new workbook, save it, and import that.',
}
const ENCRYPTED: FileProblem = {
  problem: 'is protected with a password. Open it, take the password away, and save it again.',
}

// Sheets of repeated values reach 100 : 1; zeros reach 1000 : 1. Small parts may be as dense as they like.
const DENSEST = 250
const SMALL = 20 * 1024 * 1024

export function openZip(buffer: Buffer, limits: Limits): Zip | FileProblem {
  const end = findEnd(buffer)
  if (end === null) return DAMAGED
  if (end.count > limits.parts) return BOMB
  const entries = readDirectory(buffer, end)
  if (!Array.isArray(entries)) return entries
  const problem = wrongWith(entries, end.offset, limits)
  if (problem !== null) return problem
  // Part names ignore case (ECMA-376 part 2, 6.2.2), and some writers use backslashes.
  const byName = new Map(entries.map(entry => [partName(entry.name), entry]))
  return {
    has: name => byName.has(partName(name)),
    read: name => {
      const entry = byName.get(partName(name))
      return entry === undefined ? DAMAGED : unpack(buffer, entry)
    },
  }
}

function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
}

type End = { count: number; offset: number }

function findEnd(buffer: Buffer): End | null {
  const from = Math.max(0, buffer.length - 65_557)
  for (let at = buffer.length - 22; at >= from; at--) {
    if (buffer.readUInt32LE(at) !== 0x06054b50) continue
    const end = { count: buffer.readUInt16LE(at + 10), offset: buffer.readUInt32LE(at + 16) }
    return end.count === 0xffff || end.offset === 0xffffffff ? findEnd64(buffer, at - 20) : end
  }
  return null
}

function findEnd64(buffer: Buffer, locator: number): End | null {
  if (locator < 0 || buffer.readUInt32LE(locator) !== 0x07064b50) return null
  const at = Number(buffer.readBigUInt64LE(locator + 8))
  if (at + 56 > buffer.length || buffer.readUInt32LE(at) !== 0x06064b50) return null
  return { count: Number(buffer.readBigUInt64LE(at + 32)), offset: Number(buffer.readBigUInt64LE(at + 48)) }
}

function readDirectory(buffer: Buffer, end: End): Entry[] | FileProblem {
  const entries: Entry[] = []
  let at = end.offset
  for (let index = 0; index < end.count; index++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) return DAMAGED
    const nameEnd = at + 46 + buffer.readUInt16LE(at + 28)
    const extraEnd = nameEnd + buffer.readUInt16LE(at + 30)
    if (extraEnd > buffer.length) return DAMAGED
    if ((buffer.readUInt16LE(at + 8) & 1) !== 0) return ENCRYPTED
    const entry: Entry = {
      name: buffer.toString('utf8', at + 46, nameEnd),
      method: buffer.readUInt16LE(at + 10),
      crc: buffer.readUInt32LE(at + 16),
      packed: buffer.readUInt32LE(at + 20),
      unpacked: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    }
    readExtra64(buffer, nameEnd, extraEnd, entry)
    entries.push(entry)
    at = extraEnd + buffer.readUInt16LE(at + 32)
  }
  return entries
}

/** Sizes beyond 32 bits stand in an extra field, in this order, and only those that did not fit. */
function readExtra64(buffer: Buffer, start: number, end: number, entry: Entry): void {
  for (let at = start; at + 4 <= end; at += 4 + buffer.readUInt16LE(at + 2)) {
    if (buffer.readUInt16LE(at) !== 1) continue
    let value = at + 4
    for (const field of ['unpacked', 'packed', 'offset'] as const) {
      if (entry[field] !== 0xffffffff || value + 8 > end) continue
      entry[field] = Number(buffer.readBigUInt64LE(value))
      value += 8
    }
    return
  }
}

function wrongWith(entries: readonly Entry[], directory: number, limits: Limits): FileProblem | null {
  const names = new Set(entries.map(entry => partName(entry.name)))
  if (names.size < entries.length) return DAMAGED
  let total = 0
  let free = directory
  for (const entry of [...entries].sort((a, b) => b.offset - a.offset)) {
    if (partName(entry.name).split('/').includes('..')) return climbing(entry.name)
    if (entry.offset + 30 + entry.packed > free) return DAMAGED
    free = entry.offset
    total += entry.unpacked
    if (entry.unpacked > limits.partBytes || total > limits.unpackedBytes) return BOMB
    if (entry.unpacked > SMALL && entry.unpacked > entry.packed * DENSEST) return BOMB
  }
  return null
}

/** Nothing is ever written by these names, so it would do no harm; but no honest program makes one. */
function climbing(name: string): FileProblem {
  return {
    problem: `has a part called “${name.slice(0, 100)}”, which leads out of the file. No spreadsheet program writes that: copy the list into a new workbook, save it, and import that.`,
  }
}

function unpack(buffer: Buffer, entry: Entry): Buffer | FileProblem {
  if (buffer.readUInt32LE(entry.offset) !== 0x04034b50) return DAMAGED
  const start =
    entry.offset + 30 + buffer.readUInt16LE(entry.offset + 26) + buffer.readUInt16LE(entry.offset + 28)
  const packed = buffer.subarray(start, start + entry.packed)
  const unpacked = entry.method === 0 ? packed : entry.method === 8 ? inflate(packed, entry.unpacked) : null
  if (unpacked === null || unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.crc) return DAMAGED
  return unpacked
}

function inflate(packed: Buffer, size: number): Buffer | null {
  if (size === 0) return Buffer.alloc(0)
  try {
    // One byte more than declared is allowed, so that the end of the stream is seen and a longer one is told apart. All of it is
    // one chunk, since several would be there twice when they are put together; what a lie leaves empty takes no memory.
    return inflateRawSync(packed, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) })
  } catch {
    return null
  }
}
