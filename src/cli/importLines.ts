import type { Import, RowProblem } from '../imports/contract.ts'
import type { Connection } from './connect.ts'
import { part, planLines } from './planLines.ts'
import { counted, number } from './print.ts'

const FIRST_PROBLEMS = 10
const delimiterNames: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'pipes',
}

/** What a file is and what its import would do. */
export function importLines(planned: Import): string[] {
  return [
    `${planned.fileName}: ${counted(planned.rows, 'row', 'rows')}${readAs(planned)}`,
    ...part('Columns', [planned.columns.map(columnInWords).join(', ')]),
    ...part('Note', planned.notes),
    ...(planned.plan ? planLines(planned.plan) : []),
  ]
}

function readAs({ format, encoding, delimiter, sheet }: Import): string {
  if (format === 'xlsx') return `, Excel${sheet === null ? '' : `, sheet “${sheet}”`}`
  if (format === null) return ''
  const parted = delimiter === null ? '' : `, parted by ${delimiterNames[delimiter] ?? delimiter}`
  return `, CSV${encoding === null ? '' : ` in ${encoding}`}${parted}`
}

function columnInWords({ header, role, key }: Import['columns'][number]): string {
  if (role === 'ignore') return `(${header || 'no header'} left out)`
  if (role !== 'tag') return header
  return key === header ? `“${key}”` : `“${key}” from ${header}`
}

/** The first rows that are refused or carry a remark. */
export async function problemsOf(client: Connection['client'], { id, problems }: Import): Promise<string[]> {
  if (problems === 0) return []
  const { items } = await client.imports.problems({ id, limit: FIRST_PROBLEMS })
  const more = problems - items.length
  return part('Rows', [
    ...items.map(rowInWords),
    ...(more > 0 ? [`and ${number(more)} more; --rejected FILE writes all of them to a file`] : []),
  ])
}

function rowInWords({ row, column, value, message }: RowProblem): string {
  const cell = column === null ? '' : `, ${column}${value === null ? '' : ` “${value.slice(0, 60)}”`}`
  return `${number(row)}${cell}: ${message}`
}
