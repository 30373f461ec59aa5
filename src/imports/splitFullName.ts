/** One column that holds whole names, taken apart into first and last name where a person has asked for it. */
import { clean } from '../tags/fold.ts'
import type { Column } from './contract.ts'
import type { Table, TableRow } from './file/table.ts'

export type SplitName = { firstName: string; lastName: string }

/** Words that begin a last name: Dutch, German, Romance, Scandinavian, Arabic and Hebrew. */
const PARTICLES = new Set(
  `van der den de het 't ten ter te op von vom zu zum zur di da do das dos del della dello degli delle d' la le les lo los las
   du des al el bin ibn bint ben abu af av san st st.`.split(/\s+/),
)
const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.? ?d|m\.? ?d|m\.? ?a|b\.? ?a|mba|esq|msc|bsc)\.?$/i
const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u

/**
 * `Doe, Jane` by its comma; `Jane van Doe` with the last word as the last name, which keeps its particles; `山田 太郎` with
 * the family name first, as it is written there. One word alone is a last name without a first.
 */
export function splitFullName(name: string): SplitName {
  const text = clean(name.replaceAll('，', ','))
  const comma = text.indexOf(',')
  if (comma === -1) return splitWords(text)
  const before = text.slice(0, comma).trim()
  const after = text.slice(comma + 1).trim()
  if (!SUFFIX.test(after)) return { firstName: after, lastName: before }
  const { firstName, lastName } = splitWords(before)
  return { firstName, lastName: `${lastName}, ${after}` }
}

function splitWords(text: string): SplitName {
  const words = text.split(' ')
  if (words.length === 2 && words.every(word => EAST_ASIAN.test(word)))
    return { firstName: words[1] ?? '', lastName: words[0] ?? '' }
  let start = words.length - 1
  if (start > 1 && SUFFIX.test(words[start] ?? '')) start--
  // Ortega y Gasset is one last name.
  while (start > 2 && words[start - 1]?.toLowerCase() === 'y') start -= 2
  while (start > 1 && PARTICLES.has(words[start - 1]?.toLowerCase() ?? '')) start--
  return { firstName: words.slice(0, start).join(' '), lastName: words.slice(start).join(' ') }
}

/**
 * The table and columns with a full-name column as two more, for first and last name, behind the file's own; unchanged
 * where there is none. Both carry the header of the column they come from, so that remarks on a row point there.
 */
export function withSplitNames<Reading extends { columns: readonly Column[] }>(
  table: Table,
  reading: Reading,
): { table: Table; reading: Reading & { columns: Column[] } } {
  const { columns } = reading
  const at = columns.findIndex(column => column.role === 'fullName')
  const column = columns[at]
  if (column === undefined) return { table, reading: { ...reading, columns: [...columns] } }
  const width = columns.length
  const split = (row: TableRow): TableRow => {
    const { firstName, lastName } = splitFullName(row.cells[at] ?? '')
    const own = Array.from({ length: width }, (_, index) => row.cells[index] ?? '')
    return { ...row, cells: [...own, firstName, lastName] }
  }
  function* rows(): Generator<TableRow> {
    for (const row of table.rows()) yield split(row)
  }
  return {
    table: { ...table, rows, at: place => split(table.at(place)) },
    reading: {
      ...reading,
      columns: [
        ...columns.map(each => (each === column ? { ...each, role: 'ignore' as const } : each)),
        { ...column, role: 'firstName', key: null },
        { ...column, role: 'lastName', key: null },
      ],
    },
  }
}
