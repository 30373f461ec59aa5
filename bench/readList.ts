import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { LIMITS } from '../src/imports/file/table.ts'

/**
 * One reader, one workbook, one process, so that the most memory it takes is its own: prints how many cells it found, how long it
 * took, and that. `node bench/readList.ts READER FILE [FOLDER OF PACKAGES]`.
 */
const [, , reader = '', file = '', packages = ''] = process.argv

type Cells = Iterable<readonly unknown[]>

const readers: Record<string, () => Promise<Cells>> = {
  async muster() {
    const { readXlsx } = await import('../src/imports/file/readXlsx.ts')
    const table = readXlsx(readFileSync(file), 'list.xlsx', {}, LIMITS)
    if ('problem' in table) throw new Error(table.problem)
    return Iterator.from(table.rows()).map(({ cells }) => cells)
  },
  async exceljs() {
    const { Workbook } = required('exceljs') as ExcelJs
    const workbook = new Workbook()
    await workbook.xlsx.readFile(file)
    const rows: unknown[][] = []
    workbook.worksheets[0]?.eachRow((row, number) => {
      if (number > 1) rows.push(row.values.slice(1))
    })
    return rows
  },
  async 'read-excel-file'() {
    const found = required('read-excel-file/node') as Record<string, (path: string) => Promise<unknown>>
    const read = found.readSheet ?? found.default ?? found
    const rows = (await (read as (path: string) => Promise<unknown>)(file)) as unknown[][]
    return rows.slice(1)
  },
}

type ExcelJs = {
  Workbook: new () => {
    xlsx: { readFile(path: string): Promise<unknown> }
    worksheets: { eachRow(each: (row: { values: unknown[] }, number: number) => void): void }[]
  }
}

function required(name: string): unknown {
  return createRequire(join(packages, 'package.json'))(name)
}

const start = performance.now()
let cells = 0
// Of what the cells say, so that all readers are seen to find the same.
let letters = 0
for (const row of (await readers[reader]?.()) ?? [])
  for (const cell of row)
    if (cell !== null && cell !== undefined && cell !== '') {
      cells++
      letters += String(cell).length
    }
const took = performance.now() - start
const peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
process.stdout.write(JSON.stringify({ cells, letters, took, peakMb }))
