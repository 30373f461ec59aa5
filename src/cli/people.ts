import { type Command, Option } from 'commander'
import type { Environment } from '../config.ts'
import type { Person, personSorts } from '../people/contract.ts'
import { fold } from '../tags/fold.ts'
import type { Connection } from './connect.ts'
import { Failure } from './failure.ts'
import { type ListOptions, printList, withListOptions } from './printList.ts'
import type { Column } from './tableOf.ts'

const columns: Column<Person>[] = [
  { head: 'Id', cell: person => person.id },
  { head: 'E-mail', cell: person => person.email },
  { head: 'Name', cell: person => `${person.firstName} ${person.lastName}` },
  { head: 'Status', cell: person => person.status },
  {
    head: 'Tags',
    cell: person => person.tags.map(({ key, value }) => `${key}: ${value}`).join('; '),
    wraps: true,
  },
]

type Sort = (typeof personSorts)[number]
type Status = 'active' | 'inactive' | 'any'
type Options = ListOptions & {
  q?: string
  where?: string
  segment?: string
  tag?: string
  status?: Status
  asOf?: string
  sort?: Sort
}

export function addPeople(program: Command, environment: Environment): void {
  const command = program
    .command('people')
    .summary('list people')
    .description('Lists people with their tags. Filters hold together.')
    .option('-q, --q <words>', 'words of a name, an e-mail address or an external id')
    .option(
      '--where <rule>',
      'whom a rule reaches, such as \'Department is Sales and "Hire Date" within last 90 days\'',
    )
    .option('--segment <name>', 'members of this segment (name or id)')
    .option('--tag <tag>', 'who carries this tag, such as "Location: Dallas"')
    .addOption(
      new Option('--status <status>', 'active (if not said), inactive, or any').choices([
        'active',
        'inactive',
        'any',
      ] satisfies Status[]),
    )
    .option('--as-of <moment>', 'as things stood then, such as 2026-03-01T09:30:00Z')
    .addOption(
      new Option('--sort <order>', 'the order; - before it turns it round').choices([
        'name',
        '-name',
        'email',
        '-email',
        'created',
        '-created',
        'updated',
        '-updated',
      ] satisfies Sort[]),
    )
  withListOptions(command).action(async (options: Options) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    const { q, where, tag, status, asOf, sort } = options
    const segment = options.segment === undefined ? undefined : await segmentId(client, options.segment)
    await printList(['person', 'people'], options, columns, page =>
      client.people.list({ q, where, segment, tag, status, asOf, sort, ...page }),
    )
  })
}

/** A segment by its id or its name, compared as names are everywhere. */
async function segmentId(client: Connection['client'], text: string): Promise<number> {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  let cursor: string | undefined
  do {
    const page = await client.segments.list({ q: text, limit: 500, cursor })
    const found = page.items.find(({ name }) => fold(name) === fold(text))
    if (found) return found.id
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  throw new Failure(`There is no segment “${text}”. “muster segments” lists them.`)
}
