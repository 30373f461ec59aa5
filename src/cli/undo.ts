import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import { type ActOptions, act, withActOptions } from './act.ts'
import { atLeastOne } from './printList.ts'

export function addUndo(program: Command, environment: Environment): void {
  withActOptions(
    program
      .command('undo')
      .summary('take a change back')
      .description(
        'Undoes a change, as a change of its own: everybody and everything it wrote is as before. What has been changed again since is named and left alone. Shows first who moves.',
      )
      .argument('<number>', 'the change’s number, as “muster changes” lists it', atLeastOne),
  ).action(async (id: number, options: ActOptions) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    await act(options, query => client.changes.undo({ params: { id }, query, body: undefined }))
  })
}
