/** Which character separates the cells of a CSV text: the one that makes the first records most like a table. */
import { cellsOf, indexBeginning } from './indexCsv.ts'
import { isEmailHeader } from './recogniseColumns.ts'
import { isBlank, type Limits } from './table.ts'

const CANDIDATES = [',', ';', '\t', '|']
const SAMPLE = 64 * 1024
const RECORDS = 100

export function sniffDelimiter(text: string, start: number, limits: Limits): string {
  const sample = text.slice(start, start + SAMPLE)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of CANDIDATES) {
    const score = tableLikeness(sample, delimiter, limits)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/**
 * A record with an e-mail header beside other cells decides. Otherwise: how many records have the commonest number of
 * cells, when that is more than one; a comma inside names or a prose line above the table does not win against that.
 */
function tableLikeness(sample: string, delimiter: string, limits: Limits): number {
  const index = indexBeginning(sample, { delimiter, start: 0, firstLine: 1 }, limits, RECORDS)
  const counts = new Map<number, number>()
  let headers = 0
  let records = 0
  for (let record = 0; record < index.records; record++) {
    const cells = cellsOf(sample, index, record)
    if (isBlank(cells)) continue
    records++
    if (cells.length < 2) continue
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
    if (records <= limits.headerRows && cells.some(isEmailHeader)) headers = Math.max(headers, cells.length)
  }
  let likeness = 0
  for (const [cells, times] of counts) likeness = Math.max(likeness, times / records + cells / 1e6)
  return headers > 0 ? 10 + headers + likeness : likeness
}
