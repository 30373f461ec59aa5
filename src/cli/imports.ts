import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import type { Import } from '../imports/contract.ts'
import type { Connection } from './connect.ts'
import { Failure } from './failure.ts'
import { importLines, problemsOf } from './importLines.ts'
import { part } from './planLines.ts'
import { minute, say, sayJson } from './print.ts'
import { atLeastOne, type ListOptions, printList, withListOptions } from './printList.ts'
import type { Column } from './tableOf.ts'

const columns: Column<Import>[] = [
  { head: 'No.', cell: one => one.id },
  { head: 'When (UTC)', cell: one => minute(one.endedAt ?? one.createdAt) },
  { head: 'Who', cell: one => one.endedBy ?? one.createdBy },
  { head: 'File', cell: one => one.fileName, wraps: true },
  { head: 'Rows', cell: one => one.rows },
  { head: 'Status', cell: one => one.status },
  { head: 'Change', cell: one => one.changeId },
]

type Options = ListOptions & { file?: string; rejected?: string; cancel?: true }

export function addImports(program: Command, environment: Environment): void {
  const command = program
    .command('imports')
    .summary('list imports, show one, fetch its file, cancel it')
    .description(
      'Lists every import, newest first. With a number: who brought which file when, how it was read, and what it did or would do.',
    )
    .argument('[number]', 'an import', atLeastOne)
    .option('--file <file>', 'write the file as it was uploaded to this new file')
    .option(
      '--rejected <file>',
      'write the refused rows to this new file (.csv or .xlsx), each with its reason',
    )
    .option('--cancel', 'give an import up that is not committed yet')
  withListOptions(command).action(async (id: number | undefined, options: Options) => {
    const { connect } = await import('./connect.ts')
    const connection = connect(environment)
    if (id !== undefined) return await showOne(connection, id, options)
    if (options.file !== undefined || options.rejected !== undefined || options.cancel)
      throw new Failure('Say which import: --file, --rejected and --cancel need its number.', 2)
    await printList(['import', 'imports'], options, columns, page => connection.client.imports.list(page))
  })
}

async function showOne(connection: Connection, id: number, options: Options): Promise<void> {
  const { client } = connection
  if (options.file !== undefined) await save(connection, `/imports/${id}/file`, options.file)
  if (options.rejected !== undefined) await saveRejected(connection, id, options.rejected)
  if (options.cancel) await client.imports.cancel({ params: { id }, query: {}, body: undefined })
  const one = await client.imports.get({ id })
  if (options.json) return sayJson(one)
  for (const line of [...importLines(one), ...(await problemsOf(client, one)), ...historyLines(one)])
    say(line)
}

function historyLines({ createdAt, createdBy, endedAt, endedBy, changeId, status, error, file }: Import) {
  const ended =
    endedAt === null
      ? []
      : [`${changeId === null ? 'cancelled' : 'imported'} ${minute(endedAt)} by ${endedBy}`]
  const kept =
    file.deletedAt === null
      ? file.keptUntil === null
        ? []
        : [`its file is kept until ${minute(file.keptUntil)}`]
      : [`its file was deleted ${minute(file.deletedAt)}`]
  const change = changeId === null ? [] : [`change ${changeId}${status === 'undone' ? ', undone since' : ''}`]
  return [
    ...(error === null ? [] : part('Error', [error])),
    ...part('History', [`uploaded ${minute(createdAt)} by ${createdBy}`, ...ended, ...change, ...kept]),
  ]
}

/** Refused rows as CSV or, by the name of the file to write, as a workbook. */
export async function saveRejected(connection: Connection, id: number, file: string): Promise<void> {
  const ending = /\.xlsx$/i.test(file) ? 'xlsx' : 'csv'
  await save(connection, `/imports/${id}/rejected.${ending}`, file)
}

async function save({ fetch }: Connection, path: string, file: string): Promise<void> {
  if (existsSync(file)) throw new Failure(`${file} exists already, and nothing is overwritten.`, 2)
  const { body } = await fetch(path)
  if (body) await writeFile(file, Readable.fromWeb(body), { flag: 'wx' })
}
