import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readTable } from './readTable.ts'
import { isProblem, type Limits, type ReadOptions, type Table } from './table.ts'

async function open(
  content: string | Uint8Array,
  options: ReadOptions = {},
  limits: Partial<Limits> = {},
): Promise<Table> {
  const table = await readTable(
    typeof content === 'string' ? Buffer.from(content) : content,
    'people.csv',
    options,
    limits,
  )
  if (isProblem(table)) throw new Error(table.problem)
  return table
}

async function cells(content: string | Uint8Array, options: ReadOptions = {}): Promise<string[][]> {
  return [...(await open(content, options)).rows()].map(row => row.cells)
}

async function problem(
  content: string | Uint8Array,
  options: ReadOptions = {},
  limits: Partial<Limits> = {},
): Promise<string> {
  const table = await readTable(
    typeof content === 'string' ? Buffer.from(content) : content,
    'people.csv',
    options,
    limits,
  )
  return isProblem(table) ? table.problem : `no problem: ${JSON.stringify(table.info)}`
}

describe('the example of the help page', () => {
  const example =
    'email,first_name,last_name,Job Role,Region\na@x.com,A,One,Sales,Northeast\nb@x.com,B,Two,Management,Northeast\n'
  test('is read as it stands', async () => {
    const table = await open(example)
    expect(table.info).toEqual({
      format: 'csv',
      encoding: 'utf-8',
      certainty: 'certain',
      readings: [],
      delimiter: ',',
      sheet: null,
      sheets: [],
      headers: ['email', 'first_name', 'last_name', 'Job Role', 'Region'],
      headerRow: 1,
    })
    expect(table.rowCount).toBe(2)
    expect([...table.rows()]).toEqual([
      { row: 2, line: 2, cells: ['a@x.com', 'A', 'One', 'Sales', 'Northeast'] },
      { row: 3, line: 3, cells: ['b@x.com', 'B', 'Two', 'Management', 'Northeast'] },
    ])
  })
})

describe('cells', () => {
  test.each<[string, string, string[][]]>([
    [
      'LF',
      'email,a\n1,2\n3,4\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CRLF',
      'email,a\r\n1,2\r\n3,4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CR',
      'email,a\r1,2\r3,4\r',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a mixture, and no end of line at the end',
      'email,a\r1,2\n3,4\r\n5,6',
      [
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    ['quoted delimiters and line breaks', 'email,a\n"x, y","l1\r\nl2\nl3"\n', [['x, y', 'l1\r\nl2\nl3']]],
    ['doubled quotes', 'email,a\n"say ""hi""",""""\n', [['say "hi"', '"']]],
    ['quotes inside an unquoted cell', 'email,a\n5" pipe,O"Neil"\n', [['5" pipe', 'O"Neil"']]],
    ['spaces after a closing quote', 'email,a\n"x"  ,"y" \n', [['x', 'y']]],
    ['spaces around text are kept', 'email,a\n x , y\n', [[' x ', ' y']]],
    ['ragged rows as they are', 'email,a\n1\n1,2,3\n', [['1'], ['1', '2', '3']]],
    [
      'an empty cell at the end',
      'email,a\n1,\n,2',
      [
        ['1', ''],
        ['', '2'],
      ],
    ],
    ['an empty quoted cell at the very end', 'email,a\n1,""', [['1', '']]],
  ])('%s', async (_, text, expected) => {
    expect(await cells(text)).toEqual(expected)
  })

  test('a guarded formula loses its apostrophe, other apostrophes stay', async () => {
    expect(await cells(`email,a\n'=1+1,'tis\n''+49,O'Neil\n`)).toEqual([
      ['=1+1', "'tis"],
      ["'+49", "O'Neil"],
    ])
  })

  test('blank rows are left out, but counted, and lines count the breaks inside cells', async () => {
    const table = await open('email,a\n\n"x\ny",1\n , \nz,2\n')
    expect([...table.rows()]).toEqual([
      { row: 3, line: 3, cells: ['x\ny', '1'] },
      { row: 5, line: 6, cells: ['z', '2'] },
    ])
    expect(table.rowCount).toBe(2)
  })
})

describe('the delimiter', () => {
  const rows = [
    ['email', 'first_name', 'last_name'],
    ['a@x.com', 'Ann', 'Lee, Jr'],
    ['b@x.com', 'Bo; Jo', 'O|K'],
  ]
  const quoted = (delimiter: string) =>
    rows.map(row => row.map(cell => `"${cell}"`).join(delimiter)).join('\r\n')
  test.each([',', ';', '\t', '|'])('%j is recognised', async delimiter => {
    const table = await open(quoted(delimiter))
    expect(table.info.delimiter).toBe(delimiter)
    expect([...table.rows()].map(row => row.cells)).toEqual(rows.slice(1))
  })
  test('is taken from a sep= line, which is not a row', async () => {
    const table = await open('sep=;\nemail;a,b,c,d\nx;y\n')
    expect(table.info).toMatchObject({ delimiter: ';', headerRow: 1, headers: ['email', 'a,b,c,d'] })
    expect([...table.rows()]).toEqual([{ row: 2, line: 3, cells: ['x', 'y'] }])
  })
  test('is what the person says', async () => {
    expect(await cells('email^a\nx,1^y\n', { delimiter: '^' })).toEqual([['x,1', 'y']])
    expect(await cells('email\ta\nx,1\ty\n', { delimiter: 'tab' })).toEqual([['x,1', 'y']])
    expect(await problem('email\n', { delimiter: 'ab' })).toBe(
      '“ab” cannot separate cells. Name one character: a comma, semicolon, tab or pipe.',
    )
  })
  test('does not follow commas in a title or in decimal numbers', async () => {
    const text = 'Staff, all sites, 2024\n\nemail;name;pay\na@x.com;A;1,5\nb@x.com;B;2,5\n'
    expect((await open(text)).info).toMatchObject({
      delimiter: ';',
      headerRow: 3,
      headers: ['email', 'name', 'pay'],
    })
  })
})

describe('the header row', () => {
  test('is the first that names an e-mail column, below any preamble', async () => {
    const table = await open('Our people\nExported,2024-01-01\n\nFirst Name,E-Mail,\nAnn,a@x.com,,\n')
    expect(table.info).toMatchObject({ headerRow: 4, headers: ['First Name', 'E-Mail'] })
    expect([...table.rows()].map(({ row }) => row)).toEqual([5])
  })
  test('is the first that names any known column, or the first at all, when none names e-mail', async () => {
    expect((await open('Our people\nfirst_name,last_name\nA,B\n')).info.headerRow).toBe(2)
    expect((await open('\na,b\n1,2\n')).info.headerRow).toBe(2)
  })
  test('is not looked for below the thirtieth row', async () => {
    expect((await open(`${'x\n'.repeat(29)}email\na@x.com\n`)).info.headerRow).toBe(30)
    expect((await open(`${'x\n'.repeat(30)}email\na@x.com\n`)).info.headerRow).toBe(1)
  })
})

describe('encodings', () => {
  const german = 'email;Vorname;Nachname\r\na@x.de;Jürgen;Größe\r\n'
  const read = [['a@x.de', 'Jürgen', 'Größe']]
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(german), 'utf-8'],
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${german}`), 'utf-8'],
    ['UTF-16 LE with a mark', iconv.encode(german, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16 BE with a mark', iconv.encode(german, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['UTF-16 LE without a mark', iconv.encode(german, 'utf-16le'), 'utf-16le'],
    ['UTF-16 BE without a mark', iconv.encode(german, 'utf-16be', { addBOM: false }), 'utf-16be'],
    ['Windows-1252', iconv.encode(german, 'windows-1252'), 'windows-1252'],
    ['MacRoman', iconv.encode(german, 'macroman'), 'macroman'],
  ])('%s is recognised', async (_, bytes, encoding) => {
    const table = await open(bytes)
    expect(table.info).toMatchObject({ encoding, headers: ['email', 'Vorname', 'Nachname'] })
    expect([...table.rows()].map(row => row.cells)).toEqual(read)
  })
  test.each([
    ['shift_jis', 'メールアドレス,姓,名,部署\r\ntaro@example.co.jp,山田,太郎,営業部\r\n'],
    ['gb18030', 'email,姓,名,部门\r\nwang@example.cn,王,小明,销售部\r\n'],
    ['windows-1251', 'email,Имя,Фамилия,Отдел\r\nivan@example.ru,Иван,Петров,Продажи\r\n'],
    ['windows-1250', 'email,imię,nazwisko,dział\r\na@example.pl,Łukasz,Wiśniewski,Sprzedaż\r\n'],
  ])('%s is guessed from the language', async (encoding, text) => {
    const table = await open(iconv.encode(text, encoding))
    expect(table.info.encoding).toBe(encoding)
    expect(table.info.headers).toEqual(text.split('\r\n')[0]?.split(','))
  })
  test('what the person names wins', async () => {
    expect(await cells(iconv.encode(german, 'macroman'), { encoding: 'MacRoman' })).toEqual(read)
    expect(await problem(german, { encoding: 'klingon' })).toBe(
      'There is no encoding called “klingon”. Try utf-8, utf-16le, windows-1252 or shift_jis.',
    )
  })
})

describe('what cannot be read says what, where, and what to do', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', '“people.csv” is empty. Choose a CSV or Excel file with people in it.'],
    ['only blank rows', '\n , \n\n', '“people.csv” is empty. Add a row of headers'],
    [
      'only headers',
      'email,first_name\n\n',
      '“people.csv” has headers in row 1 and no rows below them. Add the people',
    ],
    [
      'an unclosed quote',
      'email,a\nx,"y\nz,1\n',
      'The quote that opens on line 2 in column B is never closed.',
    ],
    [
      'an unclosed quote below a quoted line break',
      'email,a\n"x\ny",1\n"z',
      'The quote that opens on line 4 in column A',
    ],
    [
      'text after a closing quote',
      'email,a\n\n"x\ny"z,1\n',
      'On line 4, column A has text after its closing quote.',
    ],
    ['a zero byte', 'email,a\nx,\0y\n', '“people.csv” holds a zero byte on line 2, so it may be damaged.'],
    ['noise', Buffer.alloc(5000, Buffer.from([0, 0, 1, 7])), '“people.csv” is not a text file.'],
    ['501 columns', `email${',a'.repeat(500)}\n`, 'Line 1 has more than 500 columns.'],
    [
      'a long cell',
      `email\n${'x'.repeat(32_768)}\n`,
      'On line 2, the cell in column A is longer than 32,767 characters.',
    ],
    ['a long quoted cell', `email\n"${'x'.repeat(32_768)}"\n`, 'On line 2, the cell in column A is longer'],
    [
      'a quote closed far below',
      `email\n"${'x\n'.repeat(20_000)}"\n`,
      'The quote that opens on line 2 in column A is never',
    ],
    ['a PDF', '%PDF-1.7 …', '“people.csv” is a PDF.'],
    [
      'a JSON file',
      '[\n  { "email": "a@example.com" }\n]',
      '“people.csv” is a JSON file. Export the list as CSV',
    ],
    ['a JSON object', '{"people": []}', '“people.csv” is a JSON file.'],
    ['a web page', '\ufeff <html><table>', '“people.csv” is a web page. Open it and save it as .xlsx or CSV'],
    [
      'Excel XML',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>',
      '“people.csv” is an Excel XML file.',
    ],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), '“people.csv” is a picture.'],
  ])('%s', async (_, content, expected) => {
    expect(await problem(content)).toContain(expected)
  })
  test('a file beyond the limit', async () => {
    expect(await problem('email,a\n', {}, { fileBytes: 3 })).toContain('is larger than 0 MB. Split it')
  })
  test('500 columns and 32,767 characters are allowed', async () => {
    expect((await open(`email${',a'.repeat(499)}\n${'x'.repeat(32_767)}\n`)).info.headers).toHaveLength(500)
  })
})

describe('laws', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '日', ' ', '"', ',', ';', '\t', '|', '\r', '\n', "'", '=', '😀'),
  })
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 })
  const written = (rows: readonly string[][], delimiter: string, newline: string) =>
    rows.map(row => row.map(text => `"${text.replaceAll('"', '""')}"`).join(delimiter) + newline).join('')
  const isBlank = (row: readonly string[]) => row.every(text => text.trim() === '')
  const unguarded = (text: string) => (/^'+[=\t\r\n]/.test(text) ? text.slice(1) : text)

  test('one table reads the same in every delimiter, line ending and encoding', () =>
    fc.assert(
      fc.asyncProperty(
        table.filter(rows => !rows.every(isBlank)),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
        async (rows, delimiter, newline, encoding) => {
          const text = written([['email', 'b', 'c'], ...rows], delimiter, newline)
          const read = await open(iconv.encode(text, encoding, { addBOM: true }))
          expect(read.info).toMatchObject({ delimiter, encoding })
          const expected = rows.filter(row => !isBlank(row)).map(row => row.map(unguarded))
          expect([...read.rows()].map(row => row.cells)).toEqual(expected)
        },
      ),
    ))
})
