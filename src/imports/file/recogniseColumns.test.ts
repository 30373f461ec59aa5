import { describe, expect, test } from 'vitest'
import { roleOfHeader } from './headerNames.ts'
import { type Column, columnProblems, isEmailHeader, recogniseColumns } from './recogniseColumns.ts'

const NAMES = ['first_name', 'last_name']
const roles = (...headers: string[]) => recogniseColumns(headers).columns.map(({ role }) => role)
const problems = (...headers: string[]) => recogniseColumns(headers).problems

describe('headers are recognised', () => {
  test.each([
    [
      'email',
      [
        'email',
        'E-Mail',
        ' EMAIL ',
        'e_mail',
        'Email Address',
        'email-address',
        'E-mail*',
        'Email Address [Required]',
      ],
    ],
    [
      'email',
      [
        'Mail',
        'Primary email',
        'Work Email',
        'User name [userPrincipalName] Required',
        'E-Mail-Adresse',
        'Emailová adresa'.slice(0, 5),
      ],
    ],
    [
      'email',
      [
        'Correo electrónico',
        'Adresse e-mail',
        'メールアドレス',
        '邮箱',
        'Электронная почта',
        'Email (work)',
        'E.Mail',
      ],
    ],
    [
      'firstName',
      [
        'first_name',
        'First Name',
        'FIRSTNAME',
        'firstName',
        'First Name [Required]',
        'Given name',
        'Forename',
      ],
    ],
    [
      'firstName',
      ['Vorname', 'Prénom', 'prenom', 'Nombre', 'Imię', '名', 'Имя', 'First name*', 'First_Name (required)'],
    ],
    [
      'lastName',
      [
        'last_name',
        'Last Name',
        'LastName',
        'Surname',
        'Family name',
        'Nachname',
        'Familienname',
        'Nom',
        'Apellidos',
      ],
    ],
    ['lastName', ['Cognome', 'Nazwisko', '姓', 'Фамилия', 'Last name [surname] Required']],
    [
      'externalId',
      [
        'Employee ID',
        'employee_number',
        'EmployeeNumber',
        'Staff ID',
        'Personalnummer',
        'PERS_NR',
        'Matricule',
        '社員番号',
      ],
    ],
    [
      undefined,
      [
        'name',
        'Full name',
        'id',
        'Recovery Email',
        'Emails sent',
        'Region',
        '',
        'Manager email',
        'Nominee',
        'Mailbox',
      ],
    ],
  ])('%s', (role, headers) => {
    for (const header of headers) expect(roleOfHeader(header)?.role, header).toBe(role)
  })
  test('prose is not taken for a header', () => expect(isEmailHeader(`email ${'!'.repeat(200)}`)).toBe(false))
})

describe('roles', () => {
  test('everything else is a tag, in its own spelling, cleaned', () => {
    expect(recogniseColumns(['email', 'first_name', 'last_name', ' Job  Role ', 'Region'])).toEqual({
      columns: [
        { header: 'email', role: 'email', key: null },
        { header: 'first_name', role: 'firstName', key: null },
        { header: 'last_name', role: 'lastName', key: null },
        { header: ' Job  Role ', role: 'tag', key: 'Job Role' },
        { header: 'Region', role: 'tag', key: 'Region' },
      ],
      problems: [],
      notes: [],
    })
  })
  test('the most exact header wins, the others are tags', () => {
    expect(roles('Work Email', 'Email', ...NAMES)).toEqual(['tag', 'email', 'firstName', 'lastName'])
    expect(roles('Work Email', ...NAMES)).toEqual(['email', 'firstName', 'lastName'])
    expect(roles('email', 'Preferred name', 'Given name', 'last')).toEqual([
      'email',
      'tag',
      'firstName',
      'lastName',
    ])
  })
  test('a bare Name is the last name beside a Vorname only', () => {
    expect(roles('email', 'Vorname', 'Name')).toEqual(['email', 'firstName', 'lastName'])
    expect(roles('email', 'Vorname', 'Name', 'Nachname')).toEqual(['email', 'firstName', 'tag', 'lastName'])
    expect(problems('email', 'First name', 'Name')[0]?.message).toContain('no column for last_name')
  })
  test('of two external ids the first counts', () => {
    const { columns, notes, problems } = recogniseColumns(['email', ...NAMES, 'Staff ID', 'Employee number'])
    expect(columns.slice(3).map(({ role }) => role)).toEqual(['externalId', 'tag'])
    expect(notes).toEqual(['Column E (“Employee number”) becomes a tag: D already is the external id.'])
    expect(problems).toEqual([])
  })
  test('secrets and columns without a header are left out, and said so', () => {
    const { columns, notes } = recogniseColumns([
      'email',
      ...NAMES,
      'Password [Required]',
      '',
      'SSN',
      'Kennwort',
      'Passport office',
    ])
    expect(columns.slice(3).map(({ role }) => role)).toEqual(['ignore', 'ignore', 'ignore', 'ignore', 'tag'])
    expect(notes[0]).toBe('Column D (“Password [Required]”) looks like a secret, so it is left out.')
    expect(notes[1]).toBe('Column E has no header, so it is left out.')
  })
  test('columns of one name are one key, and said so', () => {
    const { columns, notes } = recogniseColumns(['email', ...NAMES, 'Skill', 'Region', ' skill'])
    expect(columns.map(({ key }) => key)).toEqual([null, null, null, 'Skill', 'Region', 'Skill'])
    expect(notes).toEqual(['Columns D and F are both “Skill”: people get the values of both.'])
  })
})

describe('problems', () => {
  test('name what is missing and what there is', () => {
    expect(problems('id', 'first_name', 'Email')).toEqual([
      {
        path: 'columns',
        message:
          'There is no column for last_name. The file has: id, first_name, Email. Rename what holds it, or add it.',
      },
    ])
    expect(problems()[0]?.message).toContain(
      'email, first_name, and last_name. The file has: no headers at all.',
    )
  })
  test('name two columns for one role', () => {
    expect(problems('E-Mail', ...NAMES, 'Email address')).toEqual([
      {
        path: 'columns[3]',
        message:
          '“E-Mail” (column A) and “Email address” (column D) are both read as email. Rename or remove all but one.',
      },
    ])
  })
  test('tell a person from headers', () => {
    expect(problems('7', 'ann@example.com', 'Ann')).toEqual([
      {
        path: 'columns',
        message:
          'The first row holds a person, not headers. Put a row with email, first_name, last_name above it.',
      },
    ])
  })
  test('refuse a header beyond 100 characters', () => {
    expect(problems('email', ...NAMES, 'k'.repeat(100))).toEqual([])
    expect(problems('email', ...NAMES, 'k'.repeat(101))[0]).toMatchObject({ path: 'columns[3]' })
  })
  test('are found in columns that a person has chosen, too', () => {
    const columns = recogniseColumns(['email', 'a', 'b']).columns
    const chosen = columns.map(
      (column, at): Column => ({
        ...column,
        role: (['email', 'firstName', 'lastName'] as const)[at] ?? 'tag',
      }),
    )
    expect(columnProblems(chosen)).toEqual([])
  })
})
