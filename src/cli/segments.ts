import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import type { Segment } from '../segments/contract.ts'
import { type ListOptions, printList, withListOptions } from './printList.ts'
import type { Column } from './tableOf.ts'

const columns: Column<Segment>[] = [
  { head: 'Id', cell: segment => segment.id },
  { head: 'Name', cell: segment => segment.name },
  { head: 'People', cell: segment => segment.people },
  { head: 'Rule', cell: segment => segment.text, wraps: true },
]

export function addSegments(program: Command, environment: Environment): void {
  const command = program
    .command('segments')
    .summary('list segments')
    .description('Lists segments with their rules and how many people each reaches.')
    .option('-q, --q <words>', 'only segments whose name has these words')
  withListOptions(command).action(async (options: ListOptions & { q?: string }) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    await printList(['segment', 'segments'], options, columns, page =>
      client.segments.list({ q: options.q, ...page }),
    )
  })
}
