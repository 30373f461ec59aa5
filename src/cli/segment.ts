import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import { type ActOptions, act, withActOptions } from './act.ts'
import { Failure } from './failure.ts'
import { counted, say, sayJson } from './print.ts'
import { tableOf } from './tableOf.ts'

const RULE = 'the rule, such as \'Department is Sales and not Location is "New York"\''

export function addSegment(program: Command, environment: Environment): void {
  const segment = program
    .command('segment')
    .summary('create or preview a segment')
    .description('Creates a segment, or shows whom a rule would reach.')
  segment
    .command('preview')
    .description('Shows whom a rule reaches, without saving anything.')
    .argument('<rule>', RULE)
    .option('--json', 'print the answer of the API as JSON')
    .action(async (text: string, { json }: { json?: true }) => {
      const { connect } = await import('./connect.ts')
      const { client } = connect(environment)
      const found = await client.segments.preview({ query: {}, body: { text } })
      if (json) return sayJson(found)
      if (found.problems.length > 0) throw new Failure(found.problems.map(problemLine).join('\n'))
      say(found.sentence ?? found.text ?? text)
      say(`It reaches ${counted(found.people, 'person', 'people')}${found.people === 0 ? '.' : ', such as:'}`)
      if (found.sample.length === 0) return
      const columns = [
        { head: 'E-mail', cell: (person: (typeof found.sample)[number]) => person.email },
        {
          head: 'Name',
          cell: (person: (typeof found.sample)[number]) => `${person.firstName} ${person.lastName}`,
        },
      ]
      say(tableOf(columns, found.sample, process.stdout.columns ?? 0))
    })
  const create = segment
    .command('create')
    .description('Creates a segment; shows first whom it reaches and who receives what because of it.')
    .argument('<name>', 'its name')
    .argument('<rule>', RULE)
    .option('--description <text>', 'what it is for')
  withActOptions(create).action(
    async (name: string, text: string, options: ActOptions & { description?: string }) => {
      const { connect } = await import('./connect.ts')
      const { client } = connect(environment)
      const body = { name, text, description: options.description }
      await act(options, query => client.segments.create({ query, body }))
    },
  )
}

type RuleProblem = { message: string; suggestion?: string; line?: number; column?: number }

function problemLine({ message, suggestion, line, column }: RuleProblem): string {
  const place = line === undefined ? '' : `Line ${line}, column ${column}: `
  const near = suggestion !== undefined && !message.includes(suggestion) ? ` Perhaps “${suggestion}”?` : ''
  return `${place}${message}${near}`
}
