import { type Command, InvalidArgumentError } from 'commander'
import type { Change } from '../changes/contract.ts'
import type { Environment } from '../config.ts'
import { planLines } from './planLines.ts'
import { minute, say, sayJson } from './print.ts'
import { atLeastOne, type ListOptions, printList, withListOptions } from './printList.ts'
import type { Column } from './tableOf.ts'

const columns: Column<Change>[] = [
  { head: 'No.', cell: change => change.id },
  { head: 'When (UTC)', cell: change => minute(change.at) },
  { head: 'Who', cell: change => change.actor.name },
  { head: 'What', cell: change => change.summary, wraps: true },
  { head: 'Undone', cell: change => (change.undoneBy === null ? null : `by ${change.undoneBy}`) },
]

type Options = ListOptions & { act?: string; actor?: string; person?: number; segment?: number }

export function addChanges(program: Command, environment: Environment): void {
  const command = program
    .command('changes')
    .summary('list what has been changed, or show one change')
    .description('Lists every change, newest first. With a number: who and what that change moved.')
    .argument('[number]', 'a change', atLeastOne)
    .option('--act <name>', 'only this kind of act, such as imports.commit')
    .option('--actor <name>', 'only changes of this account or key')
    .option('--person <id>', 'only changes that touched this person', idOf)
    .option('--segment <id>', 'only changes that moved this segment', idOf)
  withListOptions(command).action(async (id: number | undefined, options: Options) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    if (id !== undefined) return showChange(await client.changes.get({ id }), options.json === true)
    const { act, actor, person, segment } = options
    await printList(['change', 'changes'], options, columns, page =>
      client.changes.list({ act, actor, person, segment, ...page }),
    )
  })
}

type Shown = Change & { plan: Parameters<typeof planLines>[0]; rules?: Parameters<typeof planLines>[1] }

function showChange(change: Shown, asJson: boolean): void {
  if (asJson) {
    sayJson(change)
    return
  }
  say(`Change ${change.id} of ${minute(change.at)} UTC by ${change.actor.name}: ${change.summary}`)
  for (const line of planLines(change.plan, change.rules)) say(line)
  if (change.undoneBy !== null) say(`It was undone by change ${change.undoneBy}.`)
  else if (change.canUndo) say(`“muster undo ${change.id}” takes it back.`)
}

export function idOf(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a number, as the lists show it.')
}
