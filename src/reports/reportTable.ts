import type { Batches } from '../imports/file/writeCsv.ts'

/** A report as rows of a sheet, fetched as they are wanted. `rows` is how many there will be, to be judged beforehand. */
export type ReportTable = { name: string; sheet: string; headers: string[]; rows: number; batches: Batches }
