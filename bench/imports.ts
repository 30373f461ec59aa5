import { barePostgres, startBenchPostgres } from './barePostgres.ts'
import { benchImport } from './importPeople.ts'
import { type Row, row } from './report.ts'
import { removeFolder } from './server.ts'

/** A file of very many people, on both databases. */
export async function benchImports(people: number): Promise<Row[]> {
  const sqlite = await benchImport(people)
  removeFolder(sqlite.folder)
  const postgres = await startBenchPostgres()
  if (!postgres)
    return [
      ...sqlite.rows,
      row('Import on PostgreSQL: left out', '', '', null, 'there is none here: Debian’s package postgresql'),
    ]
  try {
    const { rows, folder } = await benchImport(people, {
      databaseUrl: postgres.url,
      name: 'PostgreSQL',
      bareIs: 'COPY alone',
      bare: () => barePostgres(postgres.url),
    })
    removeFolder(folder)
    return [...sqlite.rows, ...rows]
  } finally {
    await postgres.stop()
  }
}
