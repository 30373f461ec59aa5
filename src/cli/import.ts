import { existsSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import type { Environment } from '../config.ts'
import type { Import, ImportOptions } from '../imports/contract.ts'
import { type ActOptions, letThrough, withActOptions } from './act.ts'
import type { Connection } from './connect.ts'
import { Failure } from './failure.ts'
import { type ImportFlags, optionsOf, withImportFlags } from './importFlags.ts'
import { importLines, problemsOf } from './importLines.ts'
import { saveRejected } from './imports.ts'
import { onInterrupt } from './onInterrupt.ts'
import { note, say, sayJson } from './print.ts'
import { reportError } from './reportError.ts'

type Options = ActOptions &
  ImportFlags & {
    delimiter?: ImportOptions['delimiter']
    encoding?: string
    sheet?: string
    rejected?: string
  }

const delimiters: Record<string, NonNullable<ImportOptions['delimiter']>> = {
  ',': ',',
  comma: ',',
  ';': ';',
  semicolon: ';',
  '\t': '\t',
  tab: '\t',
  '|': '|',
  pipe: '|',
}

export function addImport(program: Command, environment: Environment): void {
  const command = program
    .command('import')
    .summary('import people from a CSV or Excel file')
    .description(
      'Imports people and their tags from a CSV or Excel file. The columns email, first_name and last_name are needed; every other column is a tag key and its cells are values. Shows first what the file changes: who is new, who moves into or out of which segment, who receives what. Rows that cannot be used are refused with the reason; the others are imported.',
    )
    .argument('<file>', 'a .csv or .xlsx file')
    .option(
      '--delimiter <sign>',
      'what parts the cells: comma, semicolon, tab or pipe (recognised)',
      delimiter,
    )
    .option('--encoding <name>', 'of a CSV file, such as windows-1252 (recognised)')
    .option('--sheet <name>', 'of a workbook (the first)')
    .option(
      '--rejected <file>',
      'write the refused rows to this new file (.csv or .xlsx), each with its reason',
    )
  withActOptions(withImportFlags(command)).action(async (file: string, options: Options) => {
    if (options.rejected !== undefined && existsSync(options.rejected))
      throw new Failure(`${options.rejected} exists already; --rejected overwrites nothing.`, 2)
    const { connect } = await import('./connect.ts')
    await importFile(connect(environment), file, options)
  })
}

async function importFile(connection: Connection, file: string, options: Options): Promise<void> {
  const { uploadImport } = await import('./uploadImport.ts')
  const { joinAll } = await import('./spellingFlags.ts')
  const { client } = connection
  const { delimiter, encoding, sheet } = options
  const meant = { ...(await optionsOf(connection, options)), ...given({ delimiter, encoding, sheet }) }
  const sending = new AbortController()
  let importId: number | null = null
  const done = onInterrupt(async () => {
    sending.abort()
    return await giveUp(client, importId)
  })
  try {
    const planned = await uploadImport(connection, file, meant, {
      signal: sending.signal,
      onReceived: id => {
        importId = id
      },
    })
    const settled = options.joinAll ? await joinAll(connection, planned) : planned
    await goOn(connection, file, settled, options)
  } finally {
    done()
  }
}

/** Ctrl-C: nothing of the import happens, unless it is too late; then that is said. */
async function giveUp(client: Connection['client'], id: number | null): Promise<number | undefined> {
  if (id !== null) {
    try {
      await client.imports.cancel({ params: { id }, query: {}, body: undefined })
    } catch (error) {
      return reportError(error)
    }
  }
  note('Cancelled. Nothing was changed.')
  return undefined
}

async function goOn(connection: Connection, file: string, planned: Import, options: Options): Promise<void> {
  const { commitImport } = await import('./uploadImport.ts')
  const { client, url } = connection
  if (options.json !== true) for (const line of importLines(planned)) say(line)
  if (!planned.plan) {
    if (options.json) sayJson(planned)
    throw new Failure(`${file} cannot be imported: ${planned.error ?? 'it could not be read.'}`)
  }
  if (!options.json) for (const line of await problemsOf(client, planned)) say(line)
  if (options.rejected !== undefined && planned.problems > 0)
    await saveRejected(connection, planned.id, options.rejected)
  if (options.dryRun) {
    if (options.json) return sayJson(planned)
    if (planned.plan.brake)
      for (const reason of planned.plan.brake.reasons) say(`The brake would hold it: ${reason}`)
    say(
      `This was a dry run: nothing was changed. It can be looked at and committed at ${url}/imports/${planned.id}`,
    )
    return
  }
  if (options.json && planned.plan.brake && planned.plan.brake.confirm !== options.confirm) sayJson(planned)
  await letThrough(planned.plan, options).catch(async (error: unknown) => {
    // Whoever said no does not want it to wait; what the brake holds can be looked at and confirmed.
    if (!planned.plan?.brake)
      await client.imports.cancel({ params: { id: planned.id }, query: {}, body: undefined })
    throw error
  })
  const done = await commitImport(client, planned, options.confirm)
  if (options.json) return sayJson(done)
  say(`Imported: change ${done.changeId}. “muster undo ${done.changeId}” takes it back.`)
}

/** What was not said must not be sent: it would take the place of what --options says. */
function given(options: ImportOptions): ImportOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function delimiter(text: string): NonNullable<ImportOptions['delimiter']> {
  const sign = delimiters[text.toLowerCase()]
  if (sign === undefined) throw new InvalidArgumentError('It is one of comma, semicolon, tab, pipe.')
  return sign
}
