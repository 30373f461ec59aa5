import type { TagCell, TagColumn } from './tagCells.ts'

const NONE = -1

/**
 * The cells by which people have the tags they have, noted as rows are found to change nothing: the same cells say the same
 * of the next person. Comparing six texts is quicker than looking six up, which over a million rows is a second.
 */
export class CellsOfTags {
  private readonly columns: readonly TagColumn[]
  /** By tag: the cell that gives it alone, and the column it stands in. */
  private readonly cellOf: string[] = []
  private readonly columnOf: number[] = []

  constructor(columns: readonly TagColumn[]) {
    this.columns = columns
  }

  /** Of a row that changed nothing. */
  note(read: readonly TagCell[], cells: readonly string[]): void {
    for (const { column, tags } of read) {
      const [tag] = tags ?? []
      if (tag === undefined || tags?.length !== 1) continue
      // Without gaps, which would make it a slower kind of array.
      while (this.columnOf.length <= tag) {
        this.columnOf.push(NONE)
        this.cellOf.push('')
      }
      this.columnOf[tag] = column.index
      this.cellOf[tag] = cells[column.index] ?? ''
    }
  }

  /** Whether each of the tags is given by a cell that is noted, and no other cell is filled in. */
  areTags(present: readonly number[], cells: readonly string[]): boolean {
    let filled = 0
    for (const { index, blank } of this.columns) {
      if ((cells[index] ?? '') !== '') filled++
      else if (blank === 'clear') return false
    }
    if (filled !== present.length) return false
    for (const tag of present) {
      const column = this.columnOf[tag] ?? NONE
      if (column === NONE || cells[column] !== this.cellOf[tag]) return false
    }
    return true
  }
}
