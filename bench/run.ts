import { benchImport } from './importPeople.ts'
import { printRows } from './report.ts'

printRows(await benchImport(100_000))
