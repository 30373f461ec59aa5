/**
 * Which column of a file is what. `email`, `first_name` and `last_name` are needed, in any of the spellings people use;
 * every other header becomes a tag key.
 */
import { clean, fold } from '../../tags/fold.ts'
import { readEmail } from './checkEmail.ts'
import { type HeaderMatch, isFullNameHeader, isSecretHeader, type Role, roleOfHeader } from './headerNames.ts'
import { columnName } from './table.ts'

export type Column = { header: string; role: Role | 'fullName' | 'tag' | 'ignore'; key: string | null }

export type ColumnProblem = { path: string; message: string }

export type RecognisedColumns = { columns: Column[]; problems: ColumnProblem[]; notes: string[] }

const REQUIRED = { email: 'email', firstName: 'first_name', lastName: 'last_name' } as const
const LONGEST_HEADER = 100

export function isEmailHeader(header: string): boolean {
  return roleOfHeader(header)?.role === 'email'
}

export function recogniseColumns(headers: readonly string[]): RecognisedColumns {
  const notes: string[] = []
  const roles = assignRoles(headers, notes)
  const columns = headers.map((header, at): Column => {
    const role = roles[at] ?? 'tag'
    return { header, role, key: role === 'tag' ? clean(header) : null }
  })
  mergeSameKeys(columns, notes)
  return { columns, problems: columnProblems(columns), notes }
}

/** What keeps a file with these columns from being imported; also for columns whose roles a person has chosen. */
export function columnProblems(columns: readonly Column[]): ColumnProblem[] {
  const problems: ColumnProblem[] = []
  const there = columns.map(column => clean(column.header)).filter(header => header !== '')
  if (there.some(header => 'email' in readEmail(header))) {
    const problem =
      'The first row holds a person, not headers. Put a row with email, first_name, last_name above it.'
    return [{ path: 'columns', message: problem }]
  }
  const missing: string[] = []
  for (const [role, name] of Object.entries(REQUIRED)) {
    // A full name is both.
    const isInFullName = role !== 'email'
    const holders = columns.flatMap((column, at) =>
      column.role === role || (isInFullName && column.role === 'fullName') ? [at] : [],
    )
    if (holders.length === 0) missing.push(name)
    if (holders.length > 1) {
      const names = holders.map(at => described(columns, at)).join(' and ')
      const message = `${names} are both read as ${name}. Rename or remove all but one.`
      problems.push({ path: `columns[${holders[1]}]`, message })
    }
  }
  if (missing.length > 0) {
    const names = new Intl.ListFormat('en').format(missing)
    const message = `There is no column for ${names}. The file has: ${listed(there)}. Rename what holds it, or add it.`
    problems.push({ path: 'columns', message: message + fullNameHint(missing, there) })
  }
  columns.forEach((column, at) => {
    if (column.role === 'tag' && (column.key ?? '').length > LONGEST_HEADER) {
      const message = `The header of column ${columnName(at)} is ${column.key?.length} characters long (“${column.key?.slice(0, 30)}…”). Shorten it to ${LONGEST_HEADER}.`
      problems.push({ path: `columns[${at}]`, message })
    }
  })
  return problems
}

/** Taking names apart is not for Muster to decide, but that it can be done is worth saying where it would help. */
function fullNameHint(missing: readonly string[], headers: readonly string[]): string {
  if (!missing.includes('first_name') || !missing.includes('last_name')) return ''
  const header = headers.find(isFullNameHeader)
  return header === undefined
    ? ''
    : ` If “${header}” holds first and last name together, choose Full name for it, and it is taken apart.`
}

function assignRoles(headers: readonly string[], notes: string[]): (Column['role'] | undefined)[] {
  const found = headers.map(header => roleOfHeader(header))
  const east = eastAsianNameAt(headers, found)
  if (east) found[east.at] = { role: east.role, rank: 0 }
  const best = new Map<Role, number>()
  for (const match of found) {
    if (match !== undefined) best.set(match.role, Math.min(match.rank, best.get(match.role) ?? match.rank))
  }
  const bareSurname = best.has('lastName') ? -1 : bareSurnameAt(headers)
  let externalId = -1
  return headers.map((header, at) => {
    const match = found[at]
    if (clean(header) === '') {
      notes.push(`Column ${columnName(at)} has no header, so it is left out.`)
      return 'ignore'
    }
    if (at === bareSurname) return 'lastName'
    if (isSecretHeader(header)) {
      notes.push(`Column ${columnName(at)} (“${clean(header)}”) looks like a secret, so it is left out.`)
      return 'ignore'
    }
    if (match === undefined || match.rank !== best.get(match.role)) return 'tag'
    if (match.role !== 'externalId') return match.role
    // It is not a required role: the first one has it, and what else looks like one is an ordinary tag.
    if (externalId !== -1) {
      notes.push(
        `Column ${columnName(at)} (“${clean(header)}”) becomes a tag: ${columnName(externalId)} already is the external id.`,
      )
      return 'tag'
    }
    externalId = at
    return 'externalId'
  })
}

/** 名字 is the given name in Chinese and the family name in Japanese: it is whichever stands beside it not. */
function eastAsianNameAt(headers: readonly string[], found: readonly (HeaderMatch | undefined)[]) {
  const at = headers.findIndex(header => clean(header) === '名字')
  if (at === -1) return undefined
  const has = (role: Role) => found.some((match, index) => index !== at && match?.role === role)
  return { at, role: has('firstName') && !has('lastName') ? ('lastName' as const) : ('firstName' as const) }
}

/** German, Dutch and Scandinavian lists write `Vorname; Name`: beside a first name, a bare "name" is the last one. */
function bareSurnameAt(headers: readonly string[]): number {
  const folded = headers.map(fold)
  if (!folded.some(header => /^(vorname|voornaam|fornavn|förnamn)$/.test(header))) return -1
  return folded.findIndex(header => /^(name|naam|navn|namn)$/.test(header))
}

/** Several values for one key are allowed, so two columns of one name are one key, in its first spelling. */
function mergeSameKeys(columns: readonly Column[], notes: string[]): void {
  const first = new Map<string, number>()
  columns.forEach((column, at) => {
    if (column.key === null) return
    const earlier = first.get(fold(column.key))
    if (earlier === undefined) {
      first.set(fold(column.key), at)
      return
    }
    column.key = columns[earlier]?.key ?? column.key
    notes.push(
      `Columns ${columnName(earlier)} and ${columnName(at)} are both “${column.key}”: people get the values of both.`,
    )
  })
}

function described(columns: readonly Column[], at: number): string {
  return `“${clean(columns[at]?.header ?? '')}” (column ${columnName(at)})`
}

function listed(headers: readonly string[]): string {
  if (headers.length === 0) return 'no headers at all'
  const shown = headers.slice(0, 20).map(header => (header.length > 40 ? `${header.slice(0, 40)}…` : header))
  return headers.length > 20 ? `${shown.join(', ')} and ${headers.length - 20} more` : shown.join(', ')
}
