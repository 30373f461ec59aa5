import { type Command, Option } from 'commander'
import type { Assignment, Due, Recipient } from '../assignments/contract.ts'
import type { Environment } from '../config.ts'
import { idOf } from './changes.ts'
import { Failure } from './failure.ts'
import { minute } from './print.ts'
import { type ListOptions, printList, withListOptions } from './printList.ts'
import type { Column } from './tableOf.ts'

const assignmentColumns: Column<Assignment>[] = [
  { head: 'Id', cell: assignment => assignment.id },
  { head: 'Title', cell: assignment => assignment.title },
  { head: 'Status', cell: assignment => assignment.status },
  { head: 'Audience', cell: assignment => assignment.counts.audience },
  { head: 'Assigned', cell: assignment => assignment.counts.assigned },
  { head: 'Opened', cell: assignment => assignment.counts.opened },
  { head: 'Completed', cell: assignment => assignment.counts.completed },
  { head: 'Overdue', cell: assignment => assignment.counts.overdue },
  { head: 'Due', cell: assignment => dueInWords(assignment.due) },
  {
    head: 'Segments',
    cell: assignment => assignment.segments.map(segment => segment.name).join(', '),
    wraps: true,
  },
]

const recipientColumns: Column<Recipient>[] = [
  { head: 'E-mail', cell: ({ person }) => person.email },
  { head: 'Name', cell: ({ person }) => `${person.firstName} ${person.lastName}` },
  { head: 'Time', cell: recipient => recipient.occurrence },
  { head: 'Status', cell: recipient => recipient.status },
  { head: 'Since (UTC)', cell: recipient => minute(recipient.assignedAt) },
  { head: 'Due (UTC)', cell: recipient => (recipient.dueAt === null ? null : minute(recipient.dueAt)) },
  { head: 'Message', cell: recipient => recipient.message },
]

const assignmentStatuses = ['draft', 'scheduled', 'live', 'closed'] as const
const recipientStatuses = ['assigned', 'opened', 'completed', 'withdrawn', 'overdue'] as const

type Options = ListOptions & { q?: string; status?: string; past?: true; asOf?: string }

export function addAssignments(program: Command, environment: Environment): void {
  const command = program
    .command('assignments')
    .summary('list assignments, or the recipients of one')
    .description(
      'Lists assignments, newest first, and how far their recipients are. With an id: who received it.',
    )
    .argument('[id]', 'an assignment, to list its recipients', idOf)
    .option('-q, --q <words>', 'only titles, or recipients, with these words')
    .addOption(
      new Option(
        '--status <status>',
        'only these; the first four are of assignments, the others of recipients',
      ).choices([...assignmentStatuses, ...recipientStatuses]),
    )
    .option('--past', 'of an assignment that repeats, past times too')
    .option('--as-of <moment>', 'recipients as they stood then, such as 2026-03-01T09:30:00Z')
  withListOptions(command).action(async (id: number | undefined, options: Options) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    const { q, past, asOf } = options
    if (id === undefined) {
      const status = oneOf(assignmentStatuses, options.status, 'assignments')
      await printList(['assignment', 'assignments'], options, assignmentColumns, page =>
        client.assignments.list({ q, status, ...page }),
      )
    } else {
      const status = oneOf(recipientStatuses, options.status, 'recipients')
      await printList(['recipient', 'recipients'], options, recipientColumns, page =>
        client.assignments.recipients({ id, q, status, past, asOf, ...page }),
      )
    }
  })
}

function oneOf<Status extends string>(
  statuses: readonly Status[],
  wanted: string | undefined,
  what: string,
): Status | undefined {
  const status = statuses.find(each => each === wanted)
  if (wanted !== undefined && status === undefined)
    throw new Failure(`--status of ${what} is one of ${statuses.join(', ')}.`, 2)
  return status
}

function dueInWords(due: Due | null): string | null {
  if (due === null) return null
  if ('on' in due) return due.on
  return 'afterDays' in due
    ? `after ${counted(due.afterDays, 'day')}`
    : `after ${counted(due.afterWorkingDays, 'working day')}`
}

const counted = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
