import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { type Command, Option } from 'commander'
import type { Environment } from '../config.ts'
import type { EvidenceDocument } from '../evidence/contract.ts'
import { searchParams } from '../http/searchParams.ts'
import { idOf } from './changes.ts'
import { Failure } from './failure.ts'
import { minute, number, say } from './print.ts'

type Options = {
  person?: true
  asOf?: string
  q?: string
  status?: string
  where?: string
  past?: true
  html?: string
  json?: string
  verify?: string
  server?: true
}

/** Reports on record, saved as files, and checking such a file. */
export function addEvidence(program: Command, environment: Environment): void {
  program
    .command('evidence')
    .summary('save what is on record about an assignment or a person, or check a saved file')
    .description(
      'Who was assigned what, when, by which version of which rule, and what was completed, as of a moment. Without --html and --json: its figures. With --verify: whether a saved file is as it was written.',
    )
    .argument('[id]', 'the assignment, or with --person the person', idOf)
    .option('--person', 'the id is a person’s: everything that reached them')
    .option('--as-of <moment>', 'as things stood then, such as 2026-03-01T09:30:00Z')
    .option('-q, --q <words>', 'only recipients with these words')
    .addOption(
      new Option('--status <status>', 'only these recipients').choices([
        'assigned',
        'opened',
        'completed',
        'withdrawn',
        'overdue',
      ]),
    )
    .option('--where <rule>', 'only people whom this rule reaches')
    .option('--past', 'of an assignment that repeats, past times too')
    .option('--html <file>', 'save the page to print')
    .option('--json <file>', 'save the records as JSON')
    .option('--verify <file>', 'check a file saved by --html or --json; needs no server')
    .option('--server', 'with --verify: ask the server for the same report again and compare')
    .action(async (id: number | undefined, options: Options) => {
      if (options.verify !== undefined) return await verify(environment, options.verify, options.server)
      if (id === undefined) throw new Failure('Say which: muster evidence ID, or --verify FILE.', 2)
      await save(environment, id, options)
    })
}

async function save(environment: Environment, id: number, options: Options): Promise<void> {
  const { connect } = await import('./connect.ts')
  const server = connect(environment)
  const { person, asOf, q, status, where, past, html, json } = options
  const query = searchParams({ asOf, q, status, where, past })
  const address = (ending: string) => `/${person ? 'people' : 'assignments'}/${id}/evidence${ending}?${query}`
  if (html === undefined && json === undefined) {
    const response = await server.fetch(address(''))
    return sayFigures((await response.json()) as EvidenceDocument)
  }
  for (const [file, ending] of [
    [html, '.html'],
    [json, ''],
  ] as const) {
    if (file === undefined) continue
    const response = await server.fetch(address(ending))
    if (!response.body) throw new Failure('The server answered nothing.')
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(file))
    say(`Saved ${file}`)
  }
}

function sayFigures({ report, sha256 }: EvidenceDocument): void {
  const { records, assigned, opened, completed, withdrawn, overdue } = report.summary
  say(`As of ${minute(report.asOf)} UTC: ${number(records)} ${records === 1 ? 'record' : 'records'}`)
  say(`Not opened yet ${number(assigned)}, opened ${number(opened)}, completed ${number(completed)}`)
  say(`Overdue ${number(overdue)}, no longer required ${number(withdrawn)}`)
  say(`SHA-256 ${sha256}`)
}

async function verify(environment: Environment, path: string, askServer = false): Promise<void> {
  const { verifyReport } = await import('../evidence/verifyReport.ts')
  const found = verifyReport(await readFile(path, 'utf8'))
  if ('problem' in found) throw new Failure(found.problem)
  if (!found.isIntact)
    throw new Failure(`This ${found.what} is not as it was written: its fingerprint does not fit.`)
  say(`This ${found.what} is as it was written. Records: SHA-256 ${found.sha256}`)
  if (!askServer) return
  const { connect } = await import('./connect.ts')
  const response = await connect(environment).fetch(found.address)
  const { sha256 } = (await response.json()) as EvidenceDocument
  if (sha256 !== found.sha256)
    throw new Failure(
      'The server answers otherwise for the same moment: its records now have another fingerprint.',
    )
  say('The server answers the same for this moment.')
}
