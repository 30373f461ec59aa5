import type { Command } from 'commander'
import type { Exception } from '../assignments/exceptionContract.ts'
import type { Environment } from '../config.ts'
import { type ActOptions, act, withActOptions } from './act.ts'
import { idOf } from './changes.ts'
import type { connect } from './connect.ts'
import { Failure } from './failure.ts'
import { minute } from './print.ts'
import { type ListOptions, printList, withListOptions } from './printList.ts'
import type { Column } from './tableOf.ts'

const columns: Column<Exception>[] = [
  { head: 'Id', cell: one => one.id },
  { head: 'E-mail', cell: ({ person }) => person.email },
  { head: 'What', cell: ({ kind }) => kind },
  { head: 'Until', cell: ({ until }) => until },
  { head: 'Reason', cell: ({ reason }) => reason, wraps: true },
  { head: 'By', cell: ({ madeBy }) => madeBy },
  { head: 'Ended (UTC)', cell: ({ endedAt }) => (endedAt === null ? null : minute(endedAt)) },
]

type Options = ActOptions & { until?: string; reason: string }

/** Who is exempt from an assignment, who has longer for it, and making both. */
export function addExceptions(program: Command, environment: Environment): void {
  const list = program
    .command('exceptions')
    .summary('list who is exempt from an assignment, or has longer for it')
    .description('Lists the exceptions of an assignment, newest first; those that have ended, too.')
    .argument('<assignment>', 'the assignment’s id', idOf)
  withListOptions(list).action(async (id: number, options: ListOptions) => {
    const { connect } = await import('./connect.ts')
    const { client } = connect(environment)
    await printList(['exception', 'exceptions'], options, columns, page =>
      client.exceptions.list({ id, ...page }),
    )
  })
  const make = (name: string, summary: string, description: string) =>
    withActOptions(
      program
        .command(name)
        .summary(summary)
        .description(description)
        .argument('<assignment>', 'the assignment’s id', idOf)
        .argument('<e-mail>', 'the person’s address')
        .requiredOption('--reason <text>', 'why, for the record'),
    )
  make(
    'exempt',
    'leave a person out of an assignment for a while',
    'The assignment does not reach the person up to and including a day, or until the exemption is ended. Open, it is withdrawn.',
  )
    .option('--until <day>', 'the last day, like 2026-12-31; left out: until it is ended')
    .action(async (id: number, email: string, { until, reason, ...options }: Options) => {
      const { connect } = await import('./connect.ts')
      const { client } = connect(environment)
      const personId = await findPerson(client, email)
      const body = { kind: 'exempt' as const, personId, until: until ?? null, reason }
      await act(options, query => client.exceptions.create({ params: { id }, query, body }))
    })
  make(
    'extend',
    'give a person a later due day',
    'One person has until a day of their own for what they have now of an assignment.',
  )
    .requiredOption('--until <day>', 'the new due day, like 2026-12-31')
    .action(async (id: number, email: string, { until = '', reason, ...options }: Options) => {
      const { connect } = await import('./connect.ts')
      const { client } = connect(environment)
      const personId = await findPerson(client, email)
      const body = { kind: 'extended' as const, personId, until, reason }
      await act(options, query => client.exceptions.create({ params: { id }, query, body }))
    })
}

type Client = ReturnType<typeof connect>['client']

async function findPerson(client: Client, email: string): Promise<number> {
  const wanted = email.trim().toLowerCase()
  const { items } = await client.people.list({ q: wanted, limit: 500 })
  const person = items.find(one => one.email === wanted)
  if (!person) throw new Failure(`There is nobody with the address ${email}.`)
  return person.id
}
