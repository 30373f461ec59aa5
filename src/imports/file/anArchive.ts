/** Zip archives for tests, record by record, so that they can lie. Format: PKWARE APPNOTE 6.3. */
import { crc32, deflateRawSync } from 'node:zlib'

export type Lie = {
  unpacked?: number
  packed?: number
  offset?: number
  flags?: number
  /** Stands in the local header behind the name: what other records may hide in. */
  localExtra?: Buffer
  /** Instead of what the data deflates to. */
  body?: Buffer
}
export type ZipRecord = { name: Buffer; header: Buffer; extra: Buffer; local: Buffer; offset?: number }

export function record(name: string, data: Buffer, lie: Lie = {}): ZipRecord {
  const packed = lie.body ?? deflateRawSync(data, { level: 9 })
  const named = Buffer.from(name)
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(lie.flags ?? 0, 8)
  header.writeUInt16LE(8, 10)
  header.writeUInt32LE(crc32(data), 16)
  header.writeUInt32LE(lie.packed ?? packed.length, 20)
  header.writeUInt32LE(lie.unpacked ?? data.length, 24)
  header.writeUInt16LE(named.length, 28)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(lie.flags ?? 0, 6)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(lie.localExtra?.length ?? 0, 28)
  const pieces = [local, lie.localExtra ?? Buffer.alloc(0), packed]
  return { name: named, header, extra: Buffer.alloc(0), local: Buffer.concat(pieces), offset: lie.offset }
}

/** `count` is how many records the end claims there are; `shift` moves where it says that their directory begins. */
export function archive(
  records: readonly ZipRecord[],
  { count = records.length, shift = 0 }: { count?: number; shift?: number } = {},
): Buffer {
  let offset = 0
  for (const { header, local, offset: lie } of records) {
    header.writeUInt32LE(lie ?? offset, 42)
    offset += local.length
  }
  const directory = Buffer.concat(records.flatMap(({ name, header, extra }) => [header, name, extra]))
  const body = [...records.map(({ local }) => local), directory]
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(offset + shift, 16)
  if (count < 0xffff) return Buffer.concat([...body, end])
  return Buffer.concat([...body, ...end64(count, offset + shift, offset + directory.length), end])
}

/** The end as ZIP64 says it: for more records than fit sixteen bits. */
function end64(count: number, directoryAt: number, endAt: number): Buffer[] {
  const end = Buffer.alloc(56)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(directoryAt), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(endAt), 8)
  return [end, locator]
}

/** The record as a streaming writer leaves it: sizes behind the data and, in the directory, in 64 bits. */
export function streamed(name: string, data: Buffer): ZipRecord {
  const made = record(name, data, { flags: 8 })
  const extra = Buffer.alloc(20)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(16, 2)
  extra.writeBigUInt64LE(BigInt(data.length), 4)
  extra.writeBigUInt64LE(BigInt(made.header.readUInt32LE(20)), 12)
  made.header.writeUInt32LE(0xffffffff, 20)
  made.header.writeUInt32LE(0xffffffff, 24)
  made.header.writeUInt16LE(extra.length, 30)
  const descriptor = Buffer.alloc(24)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc32(data), 4)
  return { ...made, extra, local: Buffer.concat([made.local, descriptor]) }
}
