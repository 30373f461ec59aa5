/**
 * Files as programs write them, damaged at random, against readers of other people. Where both accept a file, they see the
 * same cells, but for the differences listed here, each of which is decided from the file alone.
 */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { readXlsx as readWithHucre, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { patience, rounds } from '../../../test/laws/rounds.ts'
import { aWorkbook } from './aWorkbook.ts'
import { unguard } from './guardFormula.ts'
import { readTable } from './readTable.ts'
import { isProblem } from './table.ts'

type Change = {
  kind: 'flip' | 'cut' | 'double' | 'drop' | 'move' | 'put'
  at: number
  to: number
  sign: string
}

const SIGNS = ['"', ',', '\n', '\r', '\r\n', ';', '\t', '""', ' ', "'", '=', 'é', 'x']
const changes = fc.array(
  fc.record<Change>({
    kind: fc.constantFrom('flip', 'cut', 'double', 'drop', 'move', 'put'),
    at: fc.nat(10_000),
    to: fc.nat(10_000),
    sign: fc.constantFrom(...SIGNS),
  }),
  { maxLength: 5 },
)

/** Flips a bit, cuts off, doubles or drops a piece, moves a sign, or puts one in. */
function damaged(text: string, all: readonly Change[]): string {
  return all.reduce((present, { kind, at, to, sign }) => {
    if (present === '') return present
    const place = at % present.length
    const other = to % present.length
    const [from, past] = [Math.min(place, other), Math.max(place, other)]
    switch (kind) {
      case 'flip':
        return (
          present.slice(0, place) +
          String.fromCharCode((present.charCodeAt(place) ^ (1 << (to % 6))) & 0x7f) +
          present.slice(place + 1)
        )
      case 'cut':
        return present.slice(0, place)
      case 'double':
        return present.slice(0, past) + present.slice(from)
      case 'drop':
        return present.slice(0, from) + present.slice(Math.min(past, from + 5))
      case 'move':
        return (
          present.slice(0, place) +
          present.slice(place + 1, other) +
          present.charAt(place) +
          present.slice(Math.max(other, place + 1))
        )
      default:
        return present.slice(0, place) + sign + present.slice(place)
    }
  }, text)
}

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Sales', 'Dallas', 'Ann', 'a@example.com', '', '007', "O'Hara") },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r', ';', 'é', '='),
      maxLength: 8,
    }),
  },
)
const quoted = (text: string, always: boolean) =>
  always || /[",\r\n;\t|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const csvFile = fc
  .record({
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
    newline: fc.constantFrom('\n', '\r\n'),
    always: fc.boolean(),
  })
  .map(({ rows, newline, always }) =>
    [['email', 'first_name', 'last_name', 'Team'], ...rows]
      .map(row => row.map(text => quoted(text, always)).join(','))
      .join(newline),
  )

/** To Muster the quote closed there; csv-parse, told to be lenient, takes the whole cell for text with quotes in it. */
const SPACE_BEHIND_QUOTE = /" +(?:,|\r|\n|$)/

/** Why csv-parse refuses what Muster takes, or takes what Muster refuses: decided from the text, with the dialect of RFC 4180. */
const REASONS: Record<string, (text: string, theirs: string[][] | null, problem: string) => boolean> = {
  'a quoted cell followed by spaces': text => SPACE_BEHIND_QUOTE.test(text),
  'text after a closing quote, which relaxed quotes let through': text => /"[^",\r\n]/.test(text),
  'no rows below the headings': (_, theirs, problem) => {
    const rows = theirs ?? []
    const isFilled = (cells: string[]) => cells.some(each => each.trim() !== '')
    const headings = Number(/headers in row (\d+) and no rows below/.exec(problem)?.[1] ?? 0)
    return rows.filter(isFilled).length < 2 || (headings > 0 && !rows.slice(headings).some(isFilled))
  },
  'a zero character': text => text.includes('\0'),
  'a lone carriage return ends a record for Muster; csv-parse settles on one kind of line end': text =>
    /\r(?!\n)/.test(text),
  'it is no list at all': text => /^(?:\s*[<{[]|%PDF|GIF8|PK)/.test(text),
  'a quote that is never closed': text => (text.match(/"/g)?.length ?? 0) % 2 === 1,
}

test('a damaged CSV file is refused, or read as csv-parse reads it', { timeout: patience }, async () => {
  let both = 0
  await fc.assert(
    fc.asyncProperty(csvFile, changes, async (whole, how) => {
      const text = damaged(whole, how)
      const ours = await readTable(Buffer.from(text), 'x.csv', { encoding: 'utf-8', delimiter: ',' })
      const theirs = readWithCsvParse(text)
      if (isProblem(ours) !== (theirs === null)) {
        const problem = isProblem(ours) ? ours.problem : ''
        const reasons = Object.entries(REASONS).filter(([, holds]) => holds(text, theirs, problem))
        expect(reasons, `${JSON.stringify(text)}: ${problem || 'taken'}`).not.toEqual([])
        return
      }
      if (isProblem(ours) || theirs === null || SPACE_BEHIND_QUOTE.test(text)) return
      both++
      // Our rows are those that are not blank, below the headings and above the remarks; what is around them is noted.
      const rows = [...ours.rows()].map(({ cells }) => trimmed(cells))
      const expected = theirs
        .map(cells => cells.map(unguard))
        .filter(cells => cells.some(each => each.trim() !== ''))
      const start = expected.findIndex(cells => sameCells(trimmed(cells), trimmed(ours.info.headers)))
      expect(start, JSON.stringify(text)).toBeGreaterThanOrEqual(0)
      expect(rows, JSON.stringify(text)).toEqual(
        expected.slice(start + 1, start + 1 + rows.length).map(trimmed),
      )
      const left = expected.length - start - 1 - rows.length
      if (left > 0 || start > 0) expect(ours.notes.length, JSON.stringify(text)).toBeGreaterThan(0)
    }),
    rounds(1_000, 100_000),
  )
  expect(both).toBeGreaterThan(200)
})

function readWithCsvParse(text: string): string[][] | null {
  try {
    return parse(text.replace(/^\ufeff/, ''), {
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as string[][]
  } catch {
    return null
  }
}

const trimmed = (cells: readonly string[]) => {
  let length = cells.length
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length--
  return cells.slice(0, length)
}
const sameCells = (one: readonly string[], other: readonly string[]) =>
  JSON.stringify(one) === JSON.stringify(other)

type CellXml = {
  kind: 'shared' | 'inline' | 'rich' | 'cdata' | 'number' | 'yes' | 'blank' | 'text'
  hasReference: boolean
  at: number
  gap: number
}
const TEXTS = ['email', 'Ann', 'O&amp;M', '&lt;b&gt;', 'a@example.com', 'Zoë', '&#x41;', ' x ', '_x0041_']

const cellXml = fc.record<CellXml>({
  kind: fc.constantFrom('shared', 'inline', 'rich', 'cdata', 'number', 'yes', 'blank', 'text'),
  hasReference: fc.boolean(),
  at: fc.nat(TEXTS.length - 1),
  gap: fc.nat(2),
})
const rowXml = fc.record({
  hasNumber: fc.boolean(),
  gap: fc.nat(2),
  cells: fc.array(cellXml, { maxLength: 5 }),
})

const CONTENT: Record<CellXml['kind'], (at: number) => [attributes: string, inside: string]> = {
  shared: at => [' t="s"', `<v>${at}</v>`],
  inline: at => [' t="inlineStr"', `<is><t xml:space="preserve">${TEXTS[at]}</t></is>`],
  rich: at => [
    ' t="inlineStr"',
    `<is><r><rPr><b/></rPr><t xml:space="preserve">${TEXTS[at]}</t></r><r><t>+</t></r></is>`,
  ],
  cdata: at => [' t="inlineStr"', `<is><t><![CDATA[<${at}>]]></t></is>`],
  number: at => ['', `<v>${at * 1_001}</v>`],
  yes: () => [' t="b"', '<v>1</v>'],
  blank: () => [' s="0"', ''],
  text: at => [' t="str"', `<f>1+1</f><v>${TEXTS[at]}</v>`],
}

/** Rows and cells with and without their places, in every order of kinds that writers produce; with remarks in between. */
function sheetOf(rows: readonly (typeof rowXml extends fc.Arbitrary<infer Row> ? Row : never)[]): string {
  let row = 1
  const body = rows.map(({ hasNumber, gap, cells }) => {
    row += hasNumber ? gap + 1 : 1
    let column = -1
    const inside = cells.map(({ kind, hasReference, at, gap: skipped }) => {
      column += hasReference ? skipped + 1 : 1
      const [attributes, content] = CONTENT[kind](at)
      const reference = hasReference ? ` r="${String.fromCharCode(65 + column)}${row}"` : ''
      return content === '' ? `<c${reference}${attributes}/>` : `<c${reference}${attributes}>${content}</c>`
    })
    return `<row${hasNumber ? ` r="${row}"` : ''}>${inside.join('<!-- c r="A1" -->')}</row>`
  })
  const header = `<row r="1"><c r="A1" t="inlineStr"><is><t>email</t></is></c></row>`
  return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${header}${body.join('\n')}</sheetData></worksheet>`
}

const SHARED = `<sst>${TEXTS.map(text => `<si><t xml:space="preserve">${text}</t></si>`).join('')}</sst>`

test('a sheet written in any of the ways writers have is read as hucre reads it', {
  timeout: patience,
}, async () => {
  let both = 0
  await fc.assert(
    fc.asyncProperty(fc.array(rowXml, { maxLength: 5 }), async rows => {
      const bytes = await aWorkbook({ S: sheetOf(rows) }, { parts: { 'xl/sharedStrings.xml': SHARED } })
      const ours = await readTable(bytes, 'x.xlsx')
      const theirs = (await readWithHucre(bytes)).sheets[0]?.rows ?? []
      const expected = theirs
        .map((cells, at) => ({ row: at + 1, cells: trimmed(cells.map(shown)) }))
        .filter(({ cells }) => cells.length > 0)
      if (isProblem(ours)) {
        expect(expected.length, ours.problem).toBeLessThan(2)
        return
      }
      both++
      const own = [...ours.rows()].map(({ row, cells }) => ({ row, cells: trimmed(cells) }))
      expect(own).toEqual(expected.slice(1, 1 + own.length))
      if (own.length < expected.length - 1) expect(ours.notes.join()).toMatch(/left out/)
    }),
    rounds(300, 20_000),
  )
  expect(both).toBeGreaterThan(50)
})

/** Yes and no are words to Muster; numbers read as they stand. */
const shown = (value: unknown) =>
  value === true ? 'TRUE' : value === null || value === undefined ? '' : String(value)

test('a workbook with any of its bytes changed, cut or doubled is refused, or read as it was written', {
  timeout: patience,
}, async () => {
  const people = [
    ['email', 'Team'],
    ['a@example.com', 'Red'],
    ['b@example.com', 'Blue'],
    ['c@example.com', 'Red'],
  ]
  const whole = Buffer.from(await writeXlsx({ sheets: [{ name: 'People', rows: people }] }))
  const place = fc.nat(whole.length - 1)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 2 }),
      fc.option(fc.tuple(place, fc.constantFrom('cut', 'double'))),
      async (flips, piece) => {
        let bytes = Buffer.from(whole)
        for (const [at, value] of flips) bytes[at] = value
        if (piece?.[1] === 'cut') bytes = bytes.subarray(0, piece[0])
        if (piece?.[1] === 'double')
          bytes = Buffer.concat([bytes.subarray(0, piece[0]), bytes.subarray(piece[0] >> 1)])
        const ours = await readTable(bytes, 'x.xlsx')
        if (isProblem(ours) || ours.info.format !== 'xlsx') return
        // Checksums guard every part: what is still taken is what was written.
        expect([...ours.rows()].map(({ cells }) => cells)).toEqual(people.slice(1))
      },
    ),
    rounds(500, 20_000),
  )
})
