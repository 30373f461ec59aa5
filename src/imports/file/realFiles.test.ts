/** Lists and workbooks that other products wrote. Not part of the project: the tests run where the files are at hand. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { readTable } from './readTable.ts'
import { recogniseColumns } from './recogniseColumns.ts'
import { isProblem, type ReadOptions } from './table.ts'

const ROOT = resolve(import.meta.dirname, '../../../../shared/realdata')
const isHere = existsSync(ROOT)

test.runIf(!isHere)('the real files are not here, so they are not tried', () => expect(isHere).toBe(false))

async function read(path: string, options: ReadOptions = {}) {
  const table = await readTable(readFileSync(`${ROOT}/${path}`), basename(path), options)
  if (isProblem(table)) return table.problem
  const { columns, problems } = recogniseColumns(table.info.headers)
  const roles = columns.filter(({ role }) => role !== 'tag').map(({ header, role }) => `${header}: ${role}`)
  return { ...table.info, rows: [...table.rows()], roles, problems: problems.map(({ message }) => message) }
}

async function opened(path: string, options: ReadOptions = {}) {
  const table = await read(path, options)
  if (typeof table === 'string') throw new Error(table)
  return table
}

describe.runIf(isHere)('CSV suites', () => {
  const suites = globSync(`${ROOT}/csv-suites/*/{csvs,csv}/*.csv`)
  const json = (path: string) =>
    JSON.parse(readFileSync(path.replace(/\/csvs?\/([^/]+)\.csv$/, '/json/$1.json'), 'utf8'))
  // Nothing below the headers is a reason to refuse here; the suites read it as an empty list.
  const REFUSED = ['all-empty.csv', 'header-no-rows.csv', 'empty-one-column.csv']
  const DISAGREE = ['location_coordinates.csv', 'newlines_crlf.csv']
  test('are all found', () => expect(suites).toHaveLength(30))
  test.each(suites.filter(path => ![...REFUSED, ...DISAGREE].includes(basename(path))))('%s', async path => {
    const expected = json(path)
    const list: unknown[] = Array.isArray(expected) ? expected : [expected]
    const { headers, rows } = await opened(relative(ROOT, path))
    const lists = [headers, ...rows.map(({ cells }) => cells)]
    const records = rows.map(({ cells }) =>
      Object.fromEntries(headers.map((header, at) => [header, cells[at]])),
    )
    expect(Array.isArray(list[0]) ? lists : records).toEqual(list)
  })
  // Here the suite's expectation is not of its file: another phone number, and line ends that were changed.
  test.each(['location_coordinates', 'newlines_crlf'])('%s: as csv-parse reads it', async name => {
    const path = `csv-suites/csv-spectrum/csvs/${name}.csv`
    const { headers, rows } = await opened(path)
    const bytes = readFileSync(`${ROOT}/${path}`)
    expect([headers, ...rows.map(({ cells }) => cells)]).toEqual(parse(bytes, { relax_quotes: true }))
  })
  test('univocity: quotes, line breaks and empty cells at once', async () => {
    const { rows } = await opened('csv-suites/univocity/correctness.csv')
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1997', 'Ford', 'E350', 'ac, abs, moon', '3000.00'],
      ['1999', 'Chevy', 'Venture "Extended Edition"', '', '4900.00'],
      ['1996', 'Jeep', 'Grand Cherokee', 'MUST SELL!\nair, moon roof, loaded', '4799.00'],
      ['1999', 'Chevy', 'Venture "Extended Edition, Very Large"', '', '5000.00'],
      ['', '', 'Venture "Extended Edition"', '', '4900.00'],
    ])
  })
})

describe.runIf(isHere)('lists of people', () => {
  test.each<[string, number, string, string]>([
    ['snipeit-MOCK_USERS-1000.csv', 1000, ',', 'utf-8'],
    ['snipeit-MOCK_USERS.semicolon-utf8bom.csv', 1000, ';', 'utf-8'],
    ['snipeit-users-sample.utf16le-tab.txt', 100, '\t', 'utf-16le'],
    ['ibm-hr-attrition.with-identity.csv', 1470, ',', 'utf-8'],
    ['mautic-fakeleaddata.windows1252.csv', 54, ',', 'windows-1252'],
    ['mautic-fakeleaddata.utf16le-bom.csv', 54, ',', 'utf-16le'],
    ['google-workspace-users.csv', 1, ',', 'utf-8'],
    ['faker-locale-names.csv', 302, ',', 'utf-8'],
    ['moodle/upload_users_cohorts.csv', 4, ',', 'utf-8'],
    ['redmine/import_users.csv', 3, ';', 'utf-8'],
  ])('%s can be imported', async (name, count, delimiter, encoding) => {
    const table = await opened(`people/${name}`)
    expect(table).toMatchObject({ delimiter, encoding, problems: [] })
    expect(table.rows).toHaveLength(count)
    expect(new Set(table.rows.map(({ cells }) => cells.length))).toEqual(new Set([table.headers.length]))
  })

  test.each([
    [
      'dittofeed-missing-email-users.csv',
      'There is no column for email. The file has: id, firstName, lastName.',
    ],
    ['dittofeed-missing-headers-users.csv', 'The first row holds a person, not headers.'],
    ['dittofeed-missing-identifiers.csv', 'There is no column for email.'],
    [
      'listmonk-subs.csv',
      'There is no column for first_name and last_name. The file has: email, name, attributes.',
    ],
    ['civicrm/individual_invalid_email.csv', 'There is no column for email.'],
    ['ibm-hr-attrition.xlsx', 'There is no column for email, first_name, and last_name.'],
  ])('%s is refused by its columns', async (name, sentence) => {
    const { problems } = await opened(`people/${name}`)
    expect(problems.join()).toContain(sentence)
  })

  test('one list reads the same in each of its encodings', async () => {
    const plain = await opened('people/mautic-fakeleaddata.csv')
    for (const [name, options] of [
      ['windows1252', {}],
      ['utf16le-bom', {}],
      ['macroman', {}],
    ] as const) {
      expect((await opened(`people/mautic-fakeleaddata.${name}.csv`, options)).rows, name).toEqual(plain.rows)
    }
  })

  test('an unclosed quote is named by its line', async () => {
    expect(await read('people/redmine/unclosed_quoted_field.csv')).toContain('opens on line 2 in column B')
  })

  test('every one answers', async () => {
    for (const path of globSync(`${ROOT}/people/**/*.*`))
      expect(await read(relative(ROOT, path))).toBeTruthy()
  })
})

describe.runIf(isHere)('workbooks', () => {
  const corpus = globSync(`${ROOT}/xlsx-corpus/*/*.*`).map(path => relative(ROOT, path))
  test('are all found', () => expect(corpus.length).toBeGreaterThan(90))
  test.each(corpus)('%s answers within five seconds', { timeout: 5000 }, async path => {
    const table = await read(path)
    const verdict = {
      xls: /is an old Excel file|no rows below/,
      ods: /is an OpenDocument file/,
      xlsb: /is a binary workbook|password/,
    }[path.split('.').at(-1) ?? '']
    if (verdict !== undefined) expect(table).toMatch(verdict)
    else if (path.includes('pass_protected')) expect(table).toContain('is protected with a password')
    else expect(table).toBeTruthy()
  })

  const first = async (name: string) => (await opened(`xlsx-corpus/${name}`)).rows[0]?.cells
  test.each<[string, string, unknown]>([
    ['1904 dates', 'calamine/date_1904.xlsx', ['2021-01-02', '16']],
    ['dates written as ISO text', 'calamine/date_iso.xlsx', ['2021-01-01 10:10:10']],
    ['a date format with quoted text', 'calamine/date_quoted_format.xlsx', ['2021-01-01']],
    [
      'formatted text',
      'calamine/richtext-after-plain.xlsx',
      ['tvalrval1rval2', 'rval1rval2', 'rval1rval2', 'rval1rval2'],
    ],
    ['text in CDATA', 'calamine/inlineStr_cdata.xlsx', ['12345', 'NormalText']],
    [
      'strict OOXML',
      'calamine/strict_iso_paths.xlsx',
      expect.arrayContaining(['150-031260-001_B', '1.5', '78.46']),
    ],
    ['other name spaces', 'calamine/nonstandard-xml-ns-prefix.xlsx', ['1', '3']],
    ['formulas by their values', 'exceljs/test-issue-1364.xlsx', ['1', '1', '2']],
    [
      'no styles, no shared strings',
      'readxl/no-styles-or-sharedStrings-parts.xlsx',
      ['german', '73', '0.143292665'],
    ],
    ['merged cells', 'calamine/merge_cells.xlsx', ['Column Merge', 'Chunk Merged']],
  ])('%s', async (_, name, cells) => {
    expect(await first(name)).toEqual(cells)
  })

  test('hidden and chart sheets are not offered', async () => {
    expect(await opened('xlsx-corpus/calamine/any_sheets.xlsx')).toMatchObject({
      sheet: 'Visible',
      sheets: ['Visible'],
    })
  })

  test('dates agree with the text written beside them', async () => {
    for (const name of ['datetime-rounding', 'dates-leap-year-1900-xlsx']) {
      for (const { cells } of (await opened(`xlsx-corpus/readxl/${name}.xlsx`)).rows) {
        const [date = '', text = '', isExact = 'TRUE'] = cells
        if (isExact === 'TRUE') expect(`${date}:00`.slice(0, 19)).toBe(text)
      }
    }
  })
})
