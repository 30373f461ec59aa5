import { benchImport } from './importPeople.ts'
import { benchOneTag } from './oneTag.ts'
import { benchPreview } from './preview.ts'
import { benchPublish } from './publish.ts'
import { type Row, row } from './report.ts'
import { removeFolder, startBenchServer } from './server.ts'

/** A server as it is used: importing, starting, previewing, one tag. */
export async function benchOverHttp(people: number): Promise<Row[]> {
  const { rows, folder } = await benchImport(people)
  const server = await startBenchServer(folder)
  rows.push(
    row(
      `Start with ${people.toLocaleString('en')} people, to the first answer`,
      `${(server.startedIn / 1000).toFixed(2)} s`,
      '< 3 s',
      server.startedIn < 3_000,
      '',
    ),
    ...(await benchPreview(server)),
  )
  const memory = server.residentMb()
  rows.push(
    row(
      'Resident memory of the server',
      `${memory.toFixed(0)} MB`,
      '< 400 MB',
      memory < 400,
      'started, listed, and previewing',
    ),
    ...(await benchOneTag(server)),
  )
  await server.stop()
  rows.push(...(await benchPublish(folder)))
  removeFolder(folder)
  return rows
}
