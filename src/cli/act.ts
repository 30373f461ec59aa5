import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import type { Plan } from '../changes/contract.ts'
import { Failure } from './failure.ts'
import { planLines } from './planLines.ts'
import { say, sayJson } from './print.ts'

export type ActOptions = { dryRun?: true; confirm?: string; yes?: true; json?: true }
type ActQuery = { dryRun?: boolean; expectedVersion?: number; confirm?: string }

/** The options that everything takes that changes something. */
export function withActOptions(command: Command): Command {
  return command
    .option('--dry-run', 'only say what would happen; change nothing')
    .option('--confirm <text>', 'let a change through that the brake holds: the text it names')
    .option('-y, --yes', 'do not ask on a terminal')
    .option('--json', 'print the answer of the API as JSON')
}

/**
 * Asks for the plan, shows it, and then does exactly that: if the workspace has moved meanwhile, the server refuses.
 * `call` is the endpoint with everything but the query.
 */
export async function act<Done extends { changeId: number }>(
  options: ActOptions,
  call: (query: ActQuery) => Promise<Done | Plan>,
): Promise<void> {
  const plan = await call({ dryRun: true })
  if ('changeId' in plan) throw new Failure('The server did something else than it was asked.')
  if (!options.json) {
    say(plan.summary)
    for (const line of planLines(plan)) say(line)
  }
  if (options.dryRun) {
    if (options.json) sayJson(plan)
    else say(plan.brake ? heldBy(plan.brake) : 'This was a dry run: nothing was changed.')
    return
  }
  await letThrough(plan, options)
  const done = await call({ expectedVersion: plan.version, confirm: options.confirm })
  if (!('changeId' in done)) throw new Failure('The server answered with a plan and changed nothing.')
  if (options.json) sayJson(done)
  else say(`Done: change ${done.changeId}. “muster undo ${done.changeId}” takes it back.`)
}

/** Throws when the brake holds the plan, or when whoever sits at the terminal says no. */
export async function letThrough(plan: Plan, { confirm, yes, json }: ActOptions): Promise<void> {
  if (plan.brake && plan.brake.confirm !== confirm) throw new Failure(heldBy(plan.brake))
  if (yes || json || !process.stdin.isTTY || !process.stdout.isTTY) return
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // A terminal in this mode gives no signal by itself, and whoever interrupts means the whole command.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    const answer = await terminal.question('Do this? [y/N] ')
    if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('Nothing was changed.')
  } finally {
    terminal.close()
  }
}

function heldBy({ reasons, confirm }: NonNullable<Plan['brake']>): string {
  return [
    'The brake holds this, and nothing was changed:',
    ...reasons.map(reason => `  ${reason}`),
    `If it is meant, run the command again with --confirm ${confirm}`,
  ].join('\n')
}
