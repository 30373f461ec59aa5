import { benchImport } from './importPeople.ts'
import { benchOneTag } from './oneTag.ts'
import { benchPreview } from './preview.ts'
import { printRows, type Row, row } from './report.ts'
import { removeFolder, startBenchServer } from './server.ts'

/**
 * `npm run bench [PEOPLE]`: every figure in one run, with equal results checked first. Times depend on the machine; what
 * carries over to another are the ratios.
 */
const people = Number(process.argv[2] ?? 100_000)
const { rows, folder } = await benchImport(people)
const server = await startBenchServer(folder)
const all: Row[] = [
  ...rows,
  row(
    `Start with ${people.toLocaleString('en')} people, to the first answer`,
    `${(server.startedIn / 1000).toFixed(2)} s`,
    '< 3 s',
    server.startedIn < 3_000,
    '',
  ),
  ...(await benchPreview(server)),
]
const memory = server.residentMb()
all.push(
  row(
    'Resident memory of the server',
    `${memory.toFixed(0)} MB`,
    '< 400 MB',
    memory < 400,
    'started, listed, and previewing',
  ),
)
all.push(...(await benchOneTag(server)))
await server.stop()
removeFolder(folder)
printRows(all)
process.exitCode = all.some(each => each.holds === false) ? 1 : 0
