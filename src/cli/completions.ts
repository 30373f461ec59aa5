import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import { type ActOptions, act, withActOptions } from './act.ts'
import { idOf } from './changes.ts'

type Options = ActOptions & { assignment: number }

export function addCompletions(program: Command, environment: Environment): void {
  const command = program
    .command('completions')
    .summary('record completions of an assignment from a CSV or Excel file')
    .description(
      'Records who has completed an assignment, from a CSV or Excel file. A column email or external_id says who; completed_at says when (now, where there is no such column), score and note are kept as evidence, and assignment, with a title or an id, is checked. Shows first whom it counts for and which rows are refused, and why.',
    )
    .argument('<file>', 'a .csv or .xlsx file')
    .requiredOption('--assignment <id>', 'the assignment they completed', idOf)
  withActOptions(command).action(async (path: string, options: Options) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    const file = new File([await openAsBlob(path)], basename(path))
    await act(options, query =>
      client.assignments.importCompletions({ params: { id: options.assignment }, query, body: { file } }),
    )
  })
}
