import { Temporal } from 'temporal-polyfill'
import { roleOfHeader } from '../imports/file/headerNames.ts'
import type { Table } from '../imports/file/table.ts'
import { fold } from '../tags/fold.ts'
import { endOf, startOf } from './calendar.ts'
import { readMoment } from './readMoment.ts'

/** One row of a list of completions. `at` null: now. `upTo` is `at`, or the end of its day where only a day was given. */
export type CompletionRow = {
  row: number
  email: string | null
  externalId: string | null
  at: number | null
  upTo: number | null
  evidence: string | null
}
export type RefusedRow = { row: number; reason: string }
export type Completions = { rows: CompletionRow[]; refused: RefusedRow[] }

type Role = 'email' | 'externalId' | 'completedAt' | 'assignment' | 'score' | 'note'

const NAMES: Record<Exclude<Role, 'email' | 'externalId'>, readonly string[]> = {
  completedAt: [
    'completed at',
    'completed on',
    'completed',
    'completion date',
    'date completed',
    'completion time',
    'finished',
    'finished at',
    'end date',
    'date',
    'abgeschlossen am',
    'abgeschlossen',
    'datum',
    'date de fin',
    'fecha',
    'fecha de finalización',
  ],
  assignment: [
    'assignment',
    'assignment id',
    'assignment title',
    'course',
    'course name',
    'training',
    'aufgabe',
    'kurs',
  ],
  score: [
    'score',
    'result',
    'grade',
    'points',
    'percent',
    'ergebnis',
    'punkte',
    'note obtenue',
    'puntuación',
  ],
  note: ['note', 'notes', 'comment', 'comments', 'remark', 'evidence', 'bemerkung', 'kommentar'],
}

const bare = (text: string) => fold(text.replace(/[_-]+/g, ' '))
const ROLES = new Map(
  Object.entries(NAMES).flatMap(([role, names]) => names.map(name => [bare(name), role as Role] as const)),
)

function roleOf(header: string): Role | undefined {
  const known = roleOfHeader(header)?.role
  return known === 'email' || known === 'externalId' ? known : ROLES.get(bare(header))
}

const LONGEST_EVIDENCE = 500

/**
 * Pure: what a list says, row by row. Answers a problem, as a sentence, for a list that names nobody. Rows about another
 * assignment than `about` are refused, and so is a day that cannot be read or is still to come.
 */
export function readCompletions(
  table: Pick<Table, 'info' | 'rows'>,
  about: { id: number; title: string; timeZone: string; now: number },
): Completions | { problem: string } {
  const columns = columnsOf(table.info.headers)
  const saysWhen = columns.completedAt !== undefined
  if (columns.email === undefined && columns.externalId === undefined)
    return {
      problem: `There is no column that says who: it needs email or external_id. The file has: ${table.info.headers.join(', ')}.`,
    }
  const read: Completions = { rows: [], refused: [] }
  for (const { row, cells } of table.rows()) {
    const cell = (role: Role) => (columns[role] === undefined ? '' : (cells[columns[role]] ?? '').trim())
    const result = readRow(cell, about, saysWhen)
    if ('reason' in result) read.refused.push({ row, reason: result.reason })
    else read.rows.push({ row, ...result })
  }
  return read
}

function columnsOf(headers: readonly string[]): Partial<Record<Role, number>> {
  const columns: Partial<Record<Role, number>> = {}
  for (const [at, header] of headers.entries()) {
    const role = roleOf(header)
    if (role) columns[role] ??= at
  }
  return columns
}

function readRow(
  cell: (role: Role) => string,
  about: { id: number; title: string; timeZone: string; now: number },
  saysWhen: boolean,
): Omit<CompletionRow, 'row'> | { reason: string } {
  const named = cell('assignment')
  if (named !== '' && named !== String(about.id) && fold(named) !== fold(about.title))
    return { reason: `it is about “${named.slice(0, 60)}”, not about this assignment.` }
  const email = cell('email').toLowerCase().normalize('NFC')
  const externalId = cell('externalId')
  if (email === '' && externalId === '') return { reason: 'it does not say who.' }
  const when = cell('completedAt')
  // A list of recipients has everybody in it; who has not completed it has nothing in this column.
  if (saysWhen && when === '') return { reason: 'it does not say when it was completed.' }
  const at = when === '' ? null : readMoment(when, about.timeZone)
  if (at !== null && typeof at === 'object') return at
  if (at !== null && at > about.now) return { reason: `“${when}” is still to come.` }
  const upTo = at === null ? null : Math.min(endOfDayOrMoment(at, about.timeZone), about.now)
  return { email: email || null, externalId: externalId || null, at, upTo, evidence: evidenceOf(cell) }
}

/** Only the day is known of what begins with it. */
function endOfDayOrMoment(at: number, timeZone: string): number {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate()
  return startOf(day, timeZone) === at ? endOf(day, timeZone) : at
}

/** Kept as it was said: “Score: 87. Passed at the second try”. */
function evidenceOf(cell: (role: Role) => string): string | null {
  const score = cell('score')
  const parts = [...(score === '' ? [] : [`Score: ${score}`]), cell('note')].filter(part => part !== '')
  const text = parts.join('. ').replaceAll('\u0000', '').toWellFormed()
  return text === '' ? null : text.slice(0, LONGEST_EVIDENCE)
}
