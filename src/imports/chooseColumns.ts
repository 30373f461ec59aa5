import { clean, fold } from '../tags/fold.ts'
import type { Column, ImportOptions } from './contract.ts'
import { columnProblems, recogniseColumns } from './file/recogniseColumns.ts'

/** The last column of the refused rows' file. When the mended file comes back, it is left out by itself. */
export const REASON_HEADER = 'Refused because'

export type ChosenColumns = { columns: Column[]; problems: string[]; notes: string[] }

/**
 * The columns as recognised from their headers, with what the person has chosen instead. A chosen role takes it from the
 * column that was recognised for it, which becomes a tag; a column of full names stands in for both name columns, which
 * are left out.
 */
export function chooseColumns(headers: readonly string[], options: ImportOptions): ChosenColumns {
  const recognised = recogniseColumns(headers)
  for (const column of recognised.columns) {
    if (fold(column.header) === fold(REASON_HEADER)) Object.assign(column, { role: 'ignore', key: null })
  }
  const chosen = options.columns ?? []
  const unknown = chosen.filter(choice => !headers.some(header => fold(header) === fold(choice.header)))
  const problems = unknown.map(
    choice => `The options name a column “${clean(choice.header)}”, which the file does not have.`,
  )
  if (chosen.length === 0)
    return { ...recognised, problems: recognised.problems.map(problem => problem.message) }
  const single = new Set<Column['role']>(
    chosen.map(choice => choice.role).filter(role => role !== 'tag' && role !== 'ignore'),
  )
  const takesNames = single.has('fullName')
  const columns = recognised.columns.map((column): Column => {
    const choice = chosen.find(each => fold(each.header) === fold(column.header))
    if (choice)
      return {
        header: column.header,
        role: choice.role,
        key: choice.role === 'tag' ? clean(choice.key || column.header) : null,
      }
    if (takesNames && (column.role === 'firstName' || column.role === 'lastName'))
      return { header: column.header, role: 'ignore', key: null }
    if (single.has(column.role)) return { header: column.header, role: 'tag', key: clean(column.header) }
    return column
  })
  return {
    columns,
    problems: [...problems, ...columnProblems(columns).map(problem => problem.message)],
    notes: recognised.notes,
  }
}
