/** What stands around the people in a list: remarks above the headings, totals below, cells beyond the last heading. */
import type { HeaderRow } from './findHeaderRow.ts'

/** The rows that are not blank, by their place from 0. `row` is the number a spreadsheet program shows. */
export type RowsByPlace = {
  count: number
  row(place: number): number
  cells(place: number): string[]
  /** Whether cells from this column on, counted from 0, hold anything. Asked of every row, so it must be cheap. */
  hasBeyond(place: number, column: number): boolean
}

export type Around = {
  /** The places of the people: from `first` up to, not including, `past`. */
  first: number
  past: number
  notes: string[]
}

const LONGEST_FOOTER = 10
const FOOTER_WORDS =
  /^(?:grand |sub)?(?:total|sum|count|rows|records|end of|summe|gesamt|anzahl|somme|suma|totale|totaal|som|summa|итого|всего|合計|合计|總計|총계)/i

export function aroundTable(rows: RowsByPlace, header: HeaderRow): Around {
  const first = header.position + 1
  const past = footerStart(rows, first, header.headers.length)
  const notes = [
    aboveNote(rows, header),
    beyondNote(rows, first, past, header.headers.length),
    belowNote(rows, past),
  ]
  return { first, past, notes: notes.filter(note => note !== undefined) }
}

/**
 * Rows at the end that cannot be people: without an address, and a single text, a total, or set off by a blank row with
 * hardly anything in them. They must follow a row with an address, so that a list of anything else stays whole.
 */
function footerStart(rows: RowsByPlace, first: number, width: number): number {
  let start = rows.count
  for (let place = rows.count - 1; place > first && rows.count - place <= LONGEST_FOOTER; place--) {
    const cells = rows.cells(place)
    if (hasAddress(cells)) return start
    const filled = cells.filter(cell => cell.trim() !== '')
    if (filled.length * 2 > width && filled.length > 1) break
    const isSetOff = rows.row(place) - rows.row(place - 1) > 1
    const isRemark = filled.length === 1 && width > 2 && filled[0] === cells[0]
    if (isRemark || FOOTER_WORDS.test(filled[0]?.trim() ?? '') || isSetOff) start = place
  }
  const before = start - 1
  return before >= first && hasAddress(rows.cells(before)) ? start : rows.count
}

const hasAddress = (cells: readonly string[]) =>
  cells.some(cell => /[^\s@]@[^\s@]+\.[^\s@]/.test(cell.slice(0, 320)))

function aboveNote(rows: RowsByPlace, header: HeaderRow): string | undefined {
  if (header.position === 0) return undefined
  const text = textOf(rows.cells(0))
  const above =
    header.position === 1 ? `row above (“${text}”) is` : `${header.position} rows above (“${text}”, …) are`
  return `The headings are in row ${header.row}; the ${above} left out.`
}

function belowNote(rows: RowsByPlace, past: number): string | undefined {
  const below = rows.count - past
  if (below === 0) return undefined
  const text = textOf(rows.cells(past))
  return below === 1
    ? `Row ${rows.row(past)} at the end (“${text}”) names no person and is left out.`
    : `The last ${below} rows, from row ${rows.row(past)} (“${text}”), name no person and are left out.`
}

/** Cells without a heading belong to nothing; often a delimiter stands in a text without quotes around it. */
function beyondNote(rows: RowsByPlace, first: number, past: number, width: number): string | undefined {
  let times = 0
  let earliest = 0
  for (let place = first; place < past; place++) {
    if (!rows.hasBeyond(place, width)) continue
    if (times++ === 0) earliest = rows.row(place)
  }
  if (times === 0) return undefined
  const which =
    times === 1 ? `Row ${earliest} has` : `${times.toLocaleString('en')} rows, row ${earliest} first, have`
  return `${which} more cells than there are headings; what is beyond the last heading is left out. Check that no cell is split in two.`
}

function textOf(cells: readonly string[]): string {
  const text = cells
    .filter(cell => cell.trim() !== '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
