import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import type { Tag, TagKey } from '../tags/contract.ts'
import { type ListOptions, printList, withListOptions } from './printList.ts'
import type { Column } from './tableOf.ts'

const tagColumns: Column<Tag>[] = [
  { head: 'Id', cell: tag => tag.id },
  { head: 'Key', cell: tag => tag.key },
  { head: 'Value', cell: tag => tag.value },
  { head: 'People', cell: tag => tag.people },
  { head: 'Also', cell: tag => tag.aliases.map(alias => alias.spelling).join(', '), wraps: true },
  {
    head: 'In the rules of',
    cell: tag => tag.segments.map(segment => segment.name).join(', '),
    wraps: true,
  },
]

const keyColumns: Column<TagKey>[] = [
  { head: 'Id', cell: key => key.id },
  { head: 'Key', cell: key => key.name },
  { head: 'Type', cell: key => key.type },
  { head: 'Values', cell: key => key.values },
  { head: 'Unreadable', cell: key => key.unreadable },
  { head: 'People', cell: key => key.people },
  { head: 'Also', cell: key => key.aliases.map(alias => alias.spelling).join(', '), wraps: true },
]

export function addTags(program: Command, environment: Environment): void {
  const command = program
    .command('tags')
    .summary('list tags')
    .description('Lists tags with how many people carry each, by key and value.')
    .option('--key <name>', 'only tags of this key')
    .option('-q, --q <words>', 'only tags with these words')
    .option('--keys', 'the keys themselves instead of their tags')
  type Options = ListOptions & { key?: string; q?: string; keys?: true }
  withListOptions(command).action(async (options: Options) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    const { q, key } = options
    if (options.keys)
      await printList(['key', 'keys'], options, keyColumns, page => client.tags.keys({ q, ...page }))
    else await printList(['tag', 'tags'], options, tagColumns, page => client.tags.list({ q, key, ...page }))
  })
}
