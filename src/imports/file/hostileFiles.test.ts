/** Files made to harm: none may throw, and each must answer quickly. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { archive, record } from './anArchive.ts'
import { aWorkbook, HEADER, readWhole, sheet, text } from './aWorkbook.ts'
import { readTable } from './readTable.ts'
import { isProblem } from './table.ts'
import { xlsxBytes } from './writeXlsx.ts'

const HANG_SECONDS = 15

/** Guards against what would never end, on any machine: processor time, far above what is really used. How fast is a bench's business. */
const withoutHanging = async (run: () => Promise<unknown>) => {
  const start = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1_000_000).toBeLessThan(HANG_SECONDS)
}

describe('hostile text', () => {
  test('60 MB without a line break', () =>
    withoutHanging(async () => {
      expect(await readWhole(Buffer.alloc(60_000_000, 'x'))).toContain('longer than 32,767 characters')
      expect(await readWhole(Buffer.alloc(60_000_000, 'x,'))).toContain('more than 500 columns')
      expect(await readWhole(Buffer.alloc(60_000_000, '"'))).toContain('line 1')
    }))
  test('a quote left open at the end, or the beginning, of 10 MB', () =>
    withoutHanging(async () => {
      const rows = 'person@example.com,First,"Last, Jr"\n'.repeat(290_000)
      expect(await readWhole(Buffer.from(`email,a,b\n${rows}x,"y`))).toContain(
        'opens on line 290002 in column B',
      )
      expect(await readWhole(Buffer.from(`email,a,b\n"${rows.replaceAll('"', '')}`))).toContain(
        'opens on line 2 in column A',
      )
    }))

  test('no bytes at all make it throw', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async bytes => {
        const read = await readTable(bytes, 'x.csv')
        if (!isProblem(read)) expect([...read.rows()]).toHaveLength(read.rowCount)
      }),
      { numRuns: 500 },
    ))
})

describe('hostile workbooks', () => {
  const BOMB = 'unpacks to far more than a list of people needs'

  test('a document type, with or without entities', async () => {
    const xml = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${sheet(`<row r="1">${text('A1', '&b;')}</row>`)}`
    expect(await readWhole(await aWorkbook({ S: xml }))).toContain('cannot be read as a workbook')
  })

  const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024)

  test('a flat bomb is refused by what it declares, before anything is unpacked', () =>
    withoutHanging(async () => {
      expect(await readWhole(archive([record('xl/workbook.xml', zeros(64))]))).toContain(BOMB)
      expect(
        await readWhole(
          archive([record('xl/workbook.xml', Buffer.from('x'), { unpacked: 500 * 1024 * 1024 })]),
        ),
      ).toContain(BOMB)
      const many = Array.from({ length: 60 }, (_, at) =>
        record(`x${at}`, Buffer.from('x'), { unpacked: 19 * 1024 * 1024 }),
      )
      expect(await readWhole(archive(many))).toContain(BOMB)
    }))
  test('a bomb that declares little is stopped there', () =>
    withoutHanging(async () => {
      expect(await readWhole(archive([record('xl/workbook.xml', zeros(64), { unpacked: 1000 })]))).toContain(
        'is damaged',
      )
    }))
  test('a part shorter than declared is damaged', async () => {
    expect(
      await readWhole(archive([record('xl/workbook.xml', Buffer.from('<a/>'), { unpacked: 1000 })])),
    ).toContain('is damaged')
  })
  test('a nested archive is never opened', () =>
    withoutHanging(async () => {
      expect(await readWhole(archive([record('inner.zip', archive([record('a', zeros(10))]))]))).toContain(
        'is a zip archive',
      )
    }))
  test('parts that share bytes are refused', async () => {
    const shared = [record('a', Buffer.from('x')), record('xl/workbook.xml', Buffer.from('x'), { offset: 0 })]
    expect(await readWhole(archive(shared))).toContain('is damaged')
  })
  test('tens of thousands of empty parts are refused', () =>
    withoutHanging(async () => {
      const empty = Array.from({ length: 20_000 }, (_, at) =>
        record(`p${at}`, Buffer.alloc(0), { body: Buffer.from([3, 0]) }),
      )
      expect(await readWhole(archive(empty))).toContain(BOMB)
    }))
  test.each([
    ['one name twice', archive([record('A', Buffer.from('x')), record('a', Buffer.from('y'))])],
    ['a directory that is not there', archive([record('a', Buffer.from('x'))], { count: 5 })],
    ['only the first bytes', Buffer.from('504b0304', 'hex')],
  ])('%s', async (_, bytes) => expect(await readWhole(bytes)).toContain('is damaged'))

  test('a workbook with any bytes changed, or cut anywhere, never makes it throw', async () => {
    const whole = Buffer.from(
      await xlsxBytes(
        ['email', 'b'],
        [
          ['a@x.com', 'b'],
          ['c@x.com', 'd'],
        ],
      ),
    )
    const at = fc.nat(whole.length - 1)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(at, fc.nat(255)), { maxLength: 6 }),
        fc.option(at),
        async (changes, cut) => {
          const bytes = Buffer.from(whole)
          for (const [place, value] of changes) bytes[place] = value
          expect(await readWhole(cut === null ? bytes : bytes.subarray(0, cut))).toBeTruthy()
        },
      ),
      { numRuns: 2000 },
    )
  })
  test('a sheet of any XML never makes it throw', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            '<row>',
            '</row>',
            '<c r="A1">',
            '<c t="inlineStr">',
            '</c>',
            '<v>',
            '</v>',
            '<is>',
            '<t>',
            '</t>',
            '</is>',
            '<!--',
            '-->',
            '<![CDATA[',
            ']]>',
            '&',
            '&#99999999;',
            '"',
            "'",
            '<',
            '>',
            '/>',
            'x',
            '<c ',
            'r=',
            '<?',
            '</',
          ),
        ),
        async pieces => {
          expect(await readWhole(await aWorkbook({ S: sheet(HEADER + pieces.join('')) }))).toBeTruthy()
        },
      ),
      { numRuns: 1000 },
    ))
})
