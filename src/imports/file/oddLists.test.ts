/** Lists as other programs save them, with more around the people than people. */
import { describe, expect, test } from 'vitest'
import { aWorkbook, readWhole, sheet, text } from './aWorkbook.ts'
import { readTable } from './readTable.ts'
import { recogniseColumns } from './recogniseColumns.ts'
import { isProblem } from './table.ts'

async function open(content: string) {
  const table = await readTable(Buffer.from(content), 'people.csv')
  if (isProblem(table)) throw new Error(table.problem)
  return { ...table, cells: [...table.rows()].map(row => row.cells) }
}

const rolesOf = (headers: string) => recogniseColumns(headers.split(',')).columns.map(column => column.role)

describe('around the table', () => {
  test('a title, a version line and blank rows above are passed over, and said', async () => {
    const azure =
      'version:v1.0,,\n\nUser name [userPrincipalName] Required,First name [givenName],Last name\nc@x.com,C,G\n'
    const { info, notes, cells } = await open(azure)
    expect(info.headerRow).toBe(3)
    expect(notes).toEqual(['The headings are in row 3; the row above (“version:v1.0”) is left out.'])
    expect(cells).toEqual([['c@x.com', 'C', 'G']])
    expect((await open('Staff\nas of May\nemail,a\nx@y.z,1\n')).notes).toEqual([
      'The headings are in row 3; the 2 rows above (“Staff”, …) are left out.',
    ])
  })

  test.each<[string, string, string]>([
    ['a remark', 'Confidential', 'Row 4 at the end (“Confidential”) names no person and is left out.'],
    ['a total', 'Total,,2', 'Row 4 at the end (“Total 2”) names no person and is left out.'],
    [
      'a total in another language',
      'Summe: 2',
      'Row 4 at the end (“Summe: 2”) names no person and is left out.',
    ],
    [
      'several rows after a blank one',
      '\nAnna,made it,\nin May',
      'The last 2 rows, from row 5 (“Anna made it”), name no person and are left out.',
    ],
  ])('%s below is left out, and said', async (_, footer, note) => {
    const { notes, cells, rowCount } = await open(`email,a,b,c\nx@y.z,1,2,3\ny@y.z,1,2,3\n${footer}\n`)
    expect(cells).toHaveLength(2)
    expect(rowCount).toBe(2)
    expect(notes).toEqual([note])
  })

  test.each<[string, string]>([
    ['a person whose address is missing', 'email,a,b\nx@y.z,1,2\n,Ann,Lee\n'],
    ['the last row of a list without addresses', 'id,a,b\n1,1,2\nx\n'],
    ['a single person', 'email,a,b\nAnn\n'],
  ])('%s is no footer', async (_, list) => {
    const { rowCount, notes } = await open(list)
    expect(rowCount).toBe(list.trim().split('\n').length - 1)
    expect(notes).toEqual([])
  })

  test('cells beyond the last heading are said, not silently lost', async () => {
    expect((await open('email,a\nx@y.z,Lee, Jr\ny@y.z,1,\n')).notes).toEqual([
      'Row 2 has more cells than there are headings; what is beyond the last heading is left out. Check that no cell is split in two.',
    ])
  })

  test('the same holds for a workbook', async () => {
    const bytes = await aWorkbook({
      S: sheet(
        `<row r="1">${text('A1', 'Staff')}</row><row r="3">${text('A3', 'email')}${text('B3', 'a')}${text('C3', 'b')}</row>
         <row r="4">${text('A4', 'x@y.z')}${text('D4', 'stray')}</row><row r="6">${text('A6', 'Total')}</row>`,
      ),
    })
    expect(await readWhole(bytes)).toMatchObject({
      headerRow: 3,
      rows: [{ row: 4 }],
      notes: [
        'The headings are in row 3; the row above (“Staff”) is left out.',
        expect.stringMatching(/^Row 4 has more cells/),
        'Row 6 at the end (“Total”) names no person and is left out.',
      ],
    })
  })

  test('a cell merged over several rows counts for each of them, one merged sideways does not spread', async () => {
    const rows = `<row r="1">${text('A1', 'email')}${text('B1', 'Team')}${text('C1', 'City')}</row>
      <row r="2">${text('A2', 'a@y.z')}${text('B2', 'Sales')}</row><row r="3">${text('A3', 'b@y.z')}${text('C3', 'Lyon')}</row>
      <row r="4">${text('A4', 'c@y.z')}</row>`
    const merges =
      '<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="A4:C4"/><mergeCell ref="nonsense"/></mergeCells>'
    const bytes = await aWorkbook({ S: `<worksheet><sheetData>${rows}</sheetData>${merges}</worksheet>` })
    expect(await readWhole(bytes)).toMatchObject({
      rows: [{ cells: ['a@y.z', 'Sales'] }, { cells: ['b@y.z', 'Sales', 'Lyon'] }, { cells: ['c@y.z'] }],
      notes: ['Column B holds merged cells: each counts for all rows it spans.'],
    })
  })

  test.each(['sep=;\n', 'SEP=;\r\n', '"sep=;"\r\n', '\ufeffsep=;\r'])(
    '%j is a hint, not a row',
    async hint => {
      const { info, cells } = await open(`${hint}email;a\nx,y@z.de;1\n`)
      expect(info).toMatchObject({ delimiter: ';', headers: ['email', 'a'], headerRow: 1 })
      expect(cells).toEqual([['x,y@z.de', '1']])
    },
  )
})

describe('headers of other programs', () => {
  test.each([
    'EMAIL_ADDR,FNAME,LNAME',
    'Primary Work Email,Legal First Name,Legal Last Name',
    'E-mail 1 - Value,Given Name,Family Name',
    'E-Mail-Adresse 1,Vorname(n),Familienname',
    '1. Email,2. First name,3. Last name',
    'Student Email,Student First Name,Student Last Name',
    "Contact's e-mail,Contact's first name,Contact's last name",
    'mail,givenName,sn',
    'User name [userPrincipalName] Required,First name [givenName],Last name [surname]',
    'Adresse de messagerie,prénom,Nom',
    '邮箱,名字,姓',
    '電子郵件,名字,姓氏',
  ])('%s', headers => expect(rolesOf(headers)).toEqual(['email', 'firstName', 'lastName']))

  test('名字 is the family name in Japanese', () =>
    expect(rolesOf('メール,名前,名字')).toEqual(['email', 'firstName', 'lastName']))

  test("a manager's address is not the person's, and a role's own name comes first", () => {
    expect(rolesOf('Email,Manager Email,Contact Email,Email 2,First name,Last name')).toEqual([
      'email',
      'tag',
      'tag',
      'tag',
      'firstName',
      'lastName',
    ])
  })

  test.each([
    'Passport No.',
    'パスワード',
    '비밀번호',
    'SSN',
    'N.I. number',
    'IBAN',
    'Mot de passe',
    'MFA secret',
    'CVV',
  ])('%s is switched off, with a note', header => {
    const { columns, notes } = recogniseColumns(['email', 'first_name', 'last_name', header])
    expect(columns[3]?.role).toBe('ignore')
    expect(notes).toEqual([`Column D (“${header}”) looks like a secret, so it is left out.`])
  })
  test.each(['Compass', 'Spinach', 'Pinball team', 'Single sign-in', 'Account manager'])(
    '%s is none',
    header => expect(rolesOf(`email,first_name,last_name,${header}`)[3]).toBe('tag'),
  )
})
