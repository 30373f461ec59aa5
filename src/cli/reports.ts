import { type Command, Option } from 'commander'
import type { Environment } from '../config.ts'
import { searchParams } from '../http/searchParams.ts'
import type {
  AssignmentProgress,
  Breakdown,
  Figures,
  Group,
  HistoryPoint,
  Overdue,
} from '../reports/contract.ts'
import { idOf } from './changes.ts'
import type { Connection } from './connect.ts'
import { Failure } from './failure.ts'
import { say, sayJson } from './print.ts'
import { type ListOptions, printList, withListOptions } from './printList.ts'
import { type Column, tableOf } from './tableOf.ts'

const figures: Column<Figures>[] = [
  { head: 'Received', cell: row => row.received },
  { head: 'Opened', cell: row => row.opened },
  { head: 'Completed', cell: row => row.completed },
  { head: 'Overdue', cell: row => row.overdue },
]
const done: Column<Figures> = {
  head: 'Done',
  cell: ({ received, completed }) =>
    received === 0 ? null : `${Math.floor((completed / received) * 100)} %`,
}
const assignmentColumns: Column<AssignmentProgress>[] = [
  { head: 'Id', cell: row => row.id },
  { head: 'Title', cell: row => row.title, wraps: true },
  { head: 'Status', cell: row => row.status },
  ...figures,
  done,
]
const groupColumns: Column<Group>[] = [
  { head: 'Group', cell: row => row.name, wraps: true },
  ...figures,
  done,
]
const historyColumns: Column<HistoryPoint>[] = [
  { head: 'On', cell: row => row.on },
  ...figures,
  { head: 'Withdrawn', cell: row => row.withdrawn },
]
const overdueColumns: Column<Overdue>[] = [
  { head: 'E-mail', cell: ({ person }) => person.email },
  { head: 'Name', cell: ({ person }) => `${person.firstName} ${person.lastName}` },
  { head: 'Assignment', cell: ({ assignment }) => assignment.title, wraps: true },
  { head: 'Due', cell: ({ dueAt }) => dueAt.slice(0, 10) },
  { head: 'Days late', cell: row => row.daysLate },
  { head: 'Manager', cell: row => row.manager },
]

type ProgressOptions = ListOptions & {
  by?: string
  segments?: true
  overTime?: true
  status?: 'live' | 'closed' | 'any'
  where?: string
}

/** How far recipients are: of all assignments, or of one by groups or over time. */
export function addProgress(program: Command, environment: Environment): void {
  const command = program
    .command('progress')
    .summary('print how far recipients are, by a key or over time')
    .description(
      'Lists live assignments with how far their recipients are, or all of them together by a tag key. With an id: one assignment, by a key, by its segments, or over time.',
    )
    .argument('[id]', 'an assignment', idOf)
    .option('--by <key>', 'by the values of this tag key')
    .option('--segments', 'of one assignment: by the segments of its audience')
    .option('--over-time', 'of one assignment: at the end of each day, week or month since it was received')
    .addOption(
      new Option('--status <status>', 'live (if not said), closed, or any').choices([
        'live',
        'closed',
        'any',
      ]),
    )
    .option('--where <rule>', 'only people whom this rule reaches; not with an id')
  withListOptions(command).action(async (id: number | undefined, options: ProgressOptions) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    if (id === undefined) await printAll(client, options)
    else await printOne(client, id, options)
  })
}

async function printAll(client: Connection['client'], options: ProgressOptions): Promise<void> {
  const { by, segments, overTime, status, where } = options
  if (segments || overTime)
    throw new Failure('--segments and --over-time are of one assignment: say its id.', 2)
  if (by === undefined) {
    await printList(['assignment', 'assignments'], options, assignmentColumns, page =>
      client.reports.assignments({ status, where, ...page }),
    )
  } else {
    const asked = noting((page: object) => client.reports.groups({ by, status, where, ...page }))
    await printList(['group', 'groups'], options, groupColumns, asked.fetch)
    if (!options.json) asked.sayRest(by)
  }
}

async function printOne(client: Connection['client'], id: number, options: ProgressOptions): Promise<void> {
  const { by, segments, overTime, where, status, json } = options
  if (where !== undefined || status !== undefined)
    throw new Failure('--where and --status are for all assignments: leave the id out.', 2)
  if (overTime) {
    const history = await client.reports.history({ id })
    if (json) sayJson(history)
    else say(tableOf(historyColumns, history.items, process.stdout.columns ?? 0))
  } else if (by === undefined && !segments) {
    const { all } = await client.reports.breakdown({ id, limit: 1 })
    if (json) sayJson(all)
    else say(tableOf([...figures, done], [all], process.stdout.columns ?? 0))
  } else {
    const asked = noting((page: object) => client.reports.breakdown({ id, by, segments, ...page }))
    await printList(['group', 'groups'], options, groupColumns, asked.fetch)
    if (!json) asked.sayRest(by ?? 'segment of the audience')
  }
}

/** Fetches pages and remembers what they say of those who are in no group. */
function noting(fetchPage: (page: { limit: number; cursor?: string }) => Promise<Breakdown>) {
  let newest: Breakdown | undefined
  return {
    fetch: async (page: { limit: number; cursor?: string }) => {
      newest = await fetchPage(page)
      return newest
    },
    sayRest(of: string) {
      if (newest && newest.rest.received > 0) say(`No ${of}: ${inWords(newest.rest)}.`)
      if (newest && newest.inactive.received > 0) say(`Inactive people: ${inWords(newest.inactive)}.`)
    },
  }
}

const inWords = ({ received, completed, overdue }: Figures) =>
  `${received} received, ${completed} completed, ${overdue} overdue`

type OverdueOptions = ListOptions & { csv?: true; where?: string; tag?: string; assignment?: number }

export function addOverdue(program: Command, environment: Environment): void {
  const command = program
    .command('overdue')
    .summary('list who is overdue with what')
    .description('Lists what is overdue in live assignments, the oldest first. Filters hold together.')
    .option('--where <rule>', 'only people whom this rule reaches')
    .option('--tag <tag>', 'only who carries this tag, such as "Manager: mia@example.org"')
    .option('--assignment <id>', 'only of this assignment', idOf)
    .option('--csv', 'print everything as CSV')
  withListOptions(command).action(async (options: OverdueOptions) => {
    const { connect } = await import('./connect.ts')
    const { client, fetch } = connect(environment)
    const { where, tag, assignment } = options
    if (options.csv) {
      const { body } = await fetch(`/reports/overdue.csv?${searchParams({ where, tag, assignment })}`)
      for await (const chunk of body ?? []) process.stdout.write(chunk)
      return
    }
    await printList(['overdue recipient', 'overdue recipients'], options, overdueColumns, page =>
      client.reports.overdue({ where, tag, assignment, ...page }),
    )
  })
}
