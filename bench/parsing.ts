import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { cellsOf, indexCsv } from '../src/imports/file/indexCsv.ts'
import { LIMITS } from '../src/imports/file/table.ts'
import { xlsxBytes } from '../src/imports/file/writeXlsx.ts'
import { peopleCsv } from './people.ts'
import { type Row, row } from './report.ts'
import { removeFolder } from './server.ts'

const ROWS = 200_000
const LONGEST_MS = 120_000
const PEERS = { exceljs: '4.4.0', 'read-excel-file': '5.8.8' }

/** Reading alone: CSV beside csv-parse on the same text, a workbook beside two libraries, all with equal cells. */
export async function benchParsing(): Promise<Row[]> {
  const text = peopleCsv(ROWS)
  return [parseCsv(text), ...(await readWorkbooks(text))]
}

function parseCsv(text: string): Row {
  const ours = () => {
    const index = indexCsv(text, { delimiter: ',', start: 0, firstLine: 1 }, LIMITS)
    if ('problem' in index) throw new Error(index.problem)
    return Array.from({ length: index.records }, (_, record) => cellsOf(text, index, record))
  }
  const theirs = () => parse(text) as string[][]
  if (!ours().every((cells, at) => cells.join('\n') === expected(at)))
    throw new Error('Other cells than csv-parse.')
  // In turns, the fastest of each: what else the machine does then falls on both.
  let [own, other] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < 3; round++) {
    own = Math.min(own, timed(ours))
    other = Math.min(other, timed(theirs))
  }
  const times = other / own
  return row(
    `CSV of ${ROWS.toLocaleString('en')} rows into cells, by the time of csv-parse`,
    `${times.toFixed(1)} ×`,
    '≥ 3 ×',
    times >= 3,
    `${(text.length / 1e3 / own).toFixed(0)} MB/s against ${(text.length / 1e3 / other).toFixed(0)} MB/s`,
  )

  function expected(at: number): string {
    rows ??= theirs()
    return rows[at]?.join('\n') ?? ''
  }
}

let rows: string[][] | undefined

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

type Read = { cells: number; letters: number; took: number; peakMb: number }

async function readWorkbooks(text: string): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-workbooks-'))
  const file = join(folder, 'list.xlsx')
  const [headers = [], ...people] = text
    .trimEnd()
    .split('\n')
    .map(line => line.split(','))
  writeFileSync(file, await xlsxBytes(headers, people))
  const own = readIn('muster', file, folder)
  if (!own) throw new Error('The workbook cannot be read.')
  const rate = own.cells / (own.took / 1_000)
  const found = [
    row(
      `Workbook of ${ROWS.toLocaleString('en')} rows × ${headers.length} columns into cells`,
      `${(rate / 1e6).toFixed(2)} million cells/s`,
      '≥ 0.5 million/s',
      rate >= 500_000,
      `${own.took.toFixed(0)} ms`,
    ),
    row('Peak memory of reading it', `${own.peakMb.toFixed(0)} MB`, '≤ 300 MB', own.peakMb <= 300, ''),
  ]
  const wanted = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`)
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, ...wanted])
  for (const name of Object.keys(PEERS)) {
    const other = readIn(name, file, folder)
    if (!other) {
      found.push(
        row(
          `${name}: left out`,
          '',
          '',
          null,
          'it could not be fetched, or did not read this file within two minutes',
        ),
      )
      continue
    }
    if (other.cells !== own.cells || other.letters !== own.letters)
      throw new Error(`${name} finds other cells.`)
    const times = other.took / own.took
    found.push(
      row(
        `The same by ${name}`,
        `${times.toFixed(1)} × as long`,
        '> 1 ×',
        times > 1,
        `${other.took.toFixed(0)} ms, ${other.peakMb.toFixed(0)} MB`,
      ),
    )
  }
  removeFolder(folder)
  return found
}

/** All readers have the young generation that the server's background thread has. */
const YOUNG = '--max-semi-space-size=16'

function readIn(reader: string, file: string, packages: string): Read | null {
  const script = new URL('./readList.ts', import.meta.url).pathname
  const { status, stdout } = spawnSync(process.execPath, [YOUNG, script, reader, file, packages], {
    encoding: 'utf8',
    timeout: LONGEST_MS,
  })
  return status === 0 ? (JSON.parse(stdout) as Read) : null
}
