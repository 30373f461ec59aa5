import Table from 'cli-table3'
import { plain } from './print.ts'

export type Cell = string | number | null
export type Column<Item> = {
  head: string
  cell(item: Item): Cell
  /** The column that gives way when a terminal is too narrow; at most one. */
  wraps?: boolean
}

// A rule under the heads and none elsewhere: quiet to read, and easy to cut apart in a pipe.
const LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '─',
  'mid-mid': '  ',
  right: '',
  'right-mid': '',
  middle: '  ',
}

const NARROWEST = 20

/** Items as a table. `width` is that of a terminal; 0 (a pipe, a file) leaves every item on one line. */
export function tableOf<Item>(columns: readonly Column<Item>[], items: readonly Item[], width = 0): string {
  const rows = items.map(item => columns.map(({ cell }) => cell(item)))
  const wide = render(columns, rows, [])
  // The rule under the heads tells how wide each column came out, East Asian letters and all.
  const widths = (wide[1] ?? '').split('  ').map(rule => rule.length)
  const over = widths.reduce((all, each) => all + each + 2, -2) - width
  const wrapping = columns.findIndex(column => column.wraps)
  if (width === 0 || over <= 0 || wrapping < 0) return wide.join('\n')
  const limits = columns.map(() => null as number | null)
  limits[wrapping] = Math.max(NARROWEST, (widths[wrapping] ?? 0) - over)
  return render(columns, rows, limits).join('\n')
}

function render<Item>(
  columns: readonly Column<Item>[],
  rows: readonly Cell[][],
  colWidths: (number | null)[],
): string[] {
  const table = new Table({
    head: columns.map(column => column.head),
    chars: LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colAligns: columns.map((_, at) =>
      rows.some(row => typeof row[at] === 'number') ? ('right' as const) : ('left' as const),
    ),
    colWidths,
    wordWrap: colWidths.length > 0,
  })
  for (const row of rows) table.push(row.map(cell => (typeof cell === 'number' ? cell : oneLine(cell ?? ''))))
  return table
    .toString()
    .split('\n')
    .map(line => line.trimEnd())
}

const oneLine = (text: string) => plain(text).replace(/\s*\n\s*/g, ' ')
