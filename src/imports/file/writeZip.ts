/**
 * A zip file in pieces, with memory that does not grow with its parts: their sizes are only known at their end, so they
 * stand behind the data (APPNOTE 4.3.9), as in what other streaming writers make.
 */
import { crc32, createDeflateRaw } from 'node:zlib'

const CHUNK = 64 * 1024
// Names are UTF-8; sizes stand behind the data.
const FLAGS = 0x808

type Entry = { name: string; crc: number; packed: number; unpacked: number; offset: number }

type Pieces = Iterable<string> | AsyncIterable<string>

/** `parts` are names and their text in pieces. */
export async function* zipChunks(parts: Iterable<readonly [string, Pieces]>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = []
  let offset = 0
  for (const [name, pieces] of parts) {
    const entry: Entry = { name, crc: 0, packed: 0, unpacked: 0, offset }
    entries.push(entry)
    const header = localHeader(entry)
    yield header
    yield* deflated(pieces, entry)
    const descriptor = Buffer.alloc(16)
    descriptor.writeUInt32LE(0x08074b50, 0)
    writeSizes(descriptor, 4, entry)
    yield descriptor
    offset += header.length + entry.packed + descriptor.length
  }
  yield directory(entries, offset)
}

/** Compresses the pieces and counts, in `entry`, what went in and came out. */
async function* deflated(pieces: Pieces, entry: Entry): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 5, chunkSize: CHUNK })
  const feed = async () => {
    for await (const piece of gathered(pieces)) {
      const data = Buffer.from(piece)
      entry.crc = crc32(data, entry.crc)
      entry.unpacked += data.length
      if (!deflate.write(data)) await new Promise(resolve => deflate.once('drain', resolve))
    }
    deflate.end()
  }
  feed().catch(error => deflate.destroy(error))
  for await (const packed of deflate) {
    entry.packed += packed.length
    yield packed
  }
}

/** Small pieces together: each one handed to the compressor costs as much as thousands of characters. */
async function* gathered(pieces: Pieces): AsyncGenerator<string> {
  let text = ''
  for await (const piece of pieces) {
    text += piece
    if (text.length < CHUNK) continue
    yield text
    text = ''
  }
  yield text
}

function localHeader(entry: Entry): Buffer {
  const name = Buffer.from(entry.name)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  writeCommon(header, 4, entry)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

/** Version 2.0, flags, deflate, and the date 1980-01-01: the same rows give the same bytes. */
function writeCommon(header: Buffer, at: number, entry: Entry): void {
  header.writeUInt16LE(20, at)
  header.writeUInt16LE(FLAGS, at + 2)
  header.writeUInt16LE(8, at + 4)
  header.writeUInt32LE(0x00210000, at + 6)
  writeSizes(header, at + 10, entry)
}

function writeSizes(header: Buffer, at: number, entry: Entry): void {
  header.writeUInt32LE(entry.crc, at)
  header.writeUInt32LE(entry.packed, at + 4)
  header.writeUInt32LE(entry.unpacked, at + 8)
}

function directory(entries: readonly Entry[], offset: number): Buffer {
  const records = entries.map(entry => {
    const name = Buffer.from(entry.name)
    const record = Buffer.alloc(46)
    record.writeUInt32LE(0x02014b50, 0)
    record.writeUInt16LE(20, 4)
    writeCommon(record, 6, entry)
    record.writeUInt16LE(name.length, 28)
    record.writeUInt32LE(entry.offset, 42)
    return Buffer.concat([record, name])
  })
  const list = Buffer.concat(records)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([list, end])
}
