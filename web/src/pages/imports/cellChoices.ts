import type { Column, Import, ImportOptions } from '../../../../src/imports/contract.ts'
import { fold } from '../../../../src/tags/fold.ts'

export type ColumnChoice = NonNullable<ImportOptions['columns']>[number]
/** What is said of a column's cells, without what the column is. */
export type CellChoice = Omit<ColumnChoice, 'header' | 'role' | 'key'>

export function cellChoiceOf({ options }: Import, header: string): CellChoice {
  const choice = options.columns?.find(each => fold(each.header) === fold(header))
  if (!choice) return {}
  const { header: _, role: _role, key: _key, ...cells } = choice
  return cells
}

/** The columns as choices, each with what has been said of its cells. */
export function withCells(one: Import, columns: readonly Column[]): ColumnChoice[] {
  return columns.map(column => ({ ...cellChoiceOf(one, column.header), ...column }))
}

export function isPlain({ separator, blank, values, yesNo }: CellChoice): boolean {
  return !separator && blank !== 'clear' && values !== 'add' && !yesNo
}
