/** Archives made to harm, or only odd: what they claim costs nothing, and what no spreadsheet program writes is refused. */
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { archive, record, streamed } from './anArchive.ts'
import { aWorkbook, HEADER, readWhole, sheet, text } from './aWorkbook.ts'
import { openZip } from './openZip.ts'
import { isProblem, LIMITS } from './table.ts'

const BOMB = 'unpacks to far more than a list of people needs. Copy the list into a new workbook'
const DAMAGED = 'is damaged. Open it in Excel, save it again, and import that.'
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024)
const tiny = Buffer.from('x')

describe('bombs', () => {
  test('of parts that lie within one another (a zip bomb of D. Fifield’s kind): each holds the headers of the next', async () => {
    // Every record’s deflate stream quotes the next record’s header as a stored block and goes on in the next one’s data.
    const kernel = deflateRawSync(zeros(1))
    const records: Buffer[] = []
    let body = Buffer.concat([localHeader('k'), kernel])
    records.unshift(body)
    for (let at = 0; at < 50; at++) {
      const next = body
      const quoted = Buffer.alloc(5)
      quoted.writeUInt16LE(31, 1)
      quoted.writeUInt16LE(0xffff - 31, 3)
      body = Buffer.concat([localHeader('k'), quoted, next])
      records.unshift(body)
    }
    // All of them end where the kernel ends, so that each claims the bytes of all behind it.
    const entries = records.map((whole, at) => ({
      ...record(`k${at}`, zeros(1), {
        packed: whole.length - 31,
        offset: body.length - whole.length,
        body: tiny,
      }),
      local: at === 0 ? body : Buffer.alloc(0),
    }))
    expect(await readWhole(archive(entries))).toContain(DAMAGED)
  })
  test('of parts that share one kernel, and hide each other’s headers in an extra field', async () => {
    const kernel = deflateRawSync(zeros(1))
    const count = 40
    const entries = Array.from({ length: count }, (_, at) => {
      const rest = Buffer.alloc((count - at - 1) * 31)
      const made = record('k', zeros(1), { localExtra: rest, body: kernel })
      return { ...made, name: Buffer.from(`k${at}`), offset: at * 31, local: made.local.subarray(0, 31) }
    })
    const whole = entries.map((entry, at) =>
      at === count - 1 ? { ...entry, local: Buffer.concat([entry.local, kernel]) } : entry,
    )
    for (const { header, name } of whole) header.writeUInt16LE(name.length, 28)
    expect(await readWhole(archive(whole))).toContain(DAMAGED)
  })
  test('a million empty parts, declared in 64 bits, cost nothing at all', async () => {
    expect(await readWhole(archive([record('a', tiny)], { count: 1_000_000 }))).toContain(BOMB)
    expect(await readWhole(archive([record('a', tiny)], { count: 2 ** 52 }))).toContain(BOMB)
  })
  test('flat: together they are more than a workbook may be, though none alone is', async () => {
    const parts = Array.from({ length: 5 }, (_, at) => record(`p${at}`, tiny, { unpacked: 19 * 1024 * 1024 }))
    expect(openZip(archive(parts), { ...LIMITS, unpackedBytes: 90 * 1024 * 1024 })).toMatchObject({
      problem: expect.stringContaining(BOMB),
    })
  })
  test('of a part that unpacks to more than it declares is stopped there', () => {
    const zip = openZip(archive([record('a', zeros(8), { unpacked: 1_000 })]), LIMITS)
    if (isProblem(zip)) throw new Error(zip.problem)
    expect(zip.read('a')).toMatchObject({ problem: DAMAGED })
  })
  test('of archives in archives are not opened', async () => {
    const inner = archive([record('inner.zip', archive([record('innermost.zip', zeros(4))]))])
    expect(await readWhole(archive([record('outer.zip', inner)]))).toContain('is a zip archive. Unpack it')
    // Not even under the name of a part: the bytes are no XML.
    const disguised = archive([record('xl/workbook.xml', inner)])
    expect(await readWhole(disguised)).toContain('has no visible sheet')
  })
})

function localHeader(name: string): Buffer {
  const header = Buffer.alloc(30 + name.length)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(name.length, 26)
  header.write(name, 30)
  return header
}

describe('names', () => {
  test.each(['../../etc/passwd', 'xl/../../x', '..\\..\\windows\\x', '/../x'])(
    'that climb out are refused, with the name: %s',
    async name => {
      const read = await readWhole(archive([record('xl/workbook.xml', tiny), record(name, tiny)]))
      expect(read).toBe(
        `“people.xlsx” has a part called “${name}”, which leads out of the file. No spreadsheet program writes that: copy the list into a new workbook, save it, and import that.`,
      )
    },
  )
  test.each([
    '/etc/passwd',
    'C:\\Windows\\system.ini',
    '\\\\host\\share',
    'a\0b',
    'con',
    'x'.repeat(60_000),
    '\ufffe',
  ])('are never used as paths, so that odd ones do no harm: %j', async name => {
    const zip = openZip(archive([record(name, tiny)]), LIMITS)
    expect(isProblem(zip)).toBe(false)
    expect(await readWhole(archive([record(name, tiny)]))).toContain('is a zip archive')
  })
})

describe('kinds of archive', () => {
  const parts = async (): Promise<[string, Buffer][]> => {
    const rows = `${HEADER}<row r="2">${text('A2', 'a@example.com')}${text('B2', 'x')}</row>`
    const zip = openZip(await aWorkbook({ S: sheet(rows) }), LIMITS)
    if (isProblem(zip)) throw new Error(zip.problem)
    const names = [
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/worksheets/0.xml',
    ]
    return names.map(name => {
      const bytes = zip.read(name)
      if (isProblem(bytes)) throw new Error(bytes.problem)
      return [name, bytes]
    })
  }
  const PERSON = { rows: [{ row: 2, cells: ['a@example.com', 'x'] }] }

  test('streamed, with sizes behind the data and in 64 bits, is read', async () => {
    const records = (await parts()).map(([name, data]) => streamed(name, data))
    expect(await readWhole(archive(records))).toMatchObject(PERSON)
  })
  test('with absolute names, backslashes and other capitals is read', async () => {
    const records = (await parts()).map(([name, data]) =>
      record(`\\${name.replaceAll('/', '\\').toUpperCase()}`, data),
    )
    expect(await readWhole(archive(records))).toMatchObject(PERSON)
  })
  test('encrypted says what to do', async () => {
    const records = (await parts()).map(([name, data]) => record(name, data, { flags: 1 }))
    expect(await readWhole(archive(records))).toContain(
      'is protected with a password. Open it, take the password away',
    )
  })
  test('cut anywhere is damaged', async () => {
    const whole = archive((await parts()).map(([name, data]) => record(name, data)))
    for (let length = 4; length < whole.length; length += 7)
      expect(await readWhole(whole.subarray(0, length)), `${length} bytes`).toContain(DAMAGED)
  })
  test('whose end says another place, or more parts than there are, is damaged', async () => {
    const records = (await parts()).map(([name, data]) => record(name, data))
    for (const shift of [-1, 1, 1_000_000])
      expect(await readWhole(archive(records, { shift }))).toContain(DAMAGED)
    expect(await readWhole(archive(records, { count: records.length + 1 }))).toContain(DAMAGED)
  })
  test('with a comment, even one that looks like an end, is read or damaged, never something else', async () => {
    const whole = archive((await parts()).map(([name, data]) => record(name, data)))
    const comment = Buffer.from('made by hand')
    whole.writeUInt16LE(comment.length, whole.length - 2)
    expect(await readWhole(Buffer.concat([whole, comment]))).toMatchObject(PERSON)
    const fake = archive([])
    whole.writeUInt16LE(fake.length, whole.length - 2)
    expect(await readWhole(Buffer.concat([whole, fake]))).toContain('is a zip archive')
  })
  test('packed in a way nobody uses is damaged', async () => {
    const records = (await parts()).map(([name, data]) => record(name, data))
    for (const { header } of records) header.writeUInt16LE(97, 10)
    expect(await readWhole(archive(records))).toContain(DAMAGED)
  })
})
