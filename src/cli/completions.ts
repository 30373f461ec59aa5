import { existsSync, openAsBlob } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import { type ActOptions, act, withActOptions } from './act.ts'
import { idOf } from './changes.ts'
import { Failure } from './failure.ts'
import { note } from './print.ts'

type Options = ActOptions & { assignment: number; rejected?: string }

export function addCompletions(program: Command, environment: Environment): void {
  const command = program
    .command('completions')
    .summary('record completions of an assignment from a CSV or Excel file')
    .description(
      'Records who has completed an assignment, from a CSV or Excel file. A column email or external_id says who; completed_at says when (now, where there is no such column), score and note are kept as evidence, and assignment, with a title or an id, is checked. Shows first whom it counts for and which rows are refused, and why.',
    )
    .argument('<file>', 'a .csv or .xlsx file')
    .requiredOption('--assignment <id>', 'the assignment they completed', idOf)
    .option('--rejected <file>', 'write the refused rows to this new file, each with its reason')
  withActOptions(command).action(async (path: string, options: Options) => {
    const { rejected } = options
    if (rejected !== undefined && existsSync(rejected))
      throw new Failure(`${rejected} exists already; --rejected overwrites nothing.`, 2)
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    const file = new File([await openAsBlob(path)], basename(path))
    if (rejected !== undefined) {
      const params = { id: options.assignment }
      const rows = await client.assignments.refusedCompletions({ params, body: { file } })
      await writeFile(rejected, Buffer.from(await rows.arrayBuffer()))
      note(`The refused rows are in ${rejected}.`)
    }
    await act(options, query =>
      client.assignments.importCompletions({ params: { id: options.assignment }, query, body: { file } }),
    )
  })
}
