import { Command } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import type { Environment } from '../config.ts'
import { addAssignments } from './assignments.ts'
import { addBackup } from './backup.ts'
import { addChanges } from './changes.ts'
import { addCheck } from './check.ts'
import { addCompletions } from './completions.ts'
import { addDemo } from './demo.ts'
import { addEvidence } from './evidence.ts'
import { addExceptions } from './exceptions.ts'
import { addImport } from './import.ts'
import { addImports } from './imports.ts'
import { addKey } from './key.ts'
import { addMigrate } from './migrate.ts'
import { addPassword } from './password.ts'
import { addPeople } from './people.ts'
import { addOverdue, addProgress } from './reports.ts'
import { addRestore } from './restore.ts'
import { addSegment } from './segment.ts'
import { addSegments } from './segments.ts'
import { addServe } from './serve.ts'
import { addTags } from './tags.ts'
import { addUndo } from './undo.ts'

const AFTER = `
Settings come from the environment:
  MUSTER_DATA           the data folder (./data)
  MUSTER_DATABASE_URL   a postgres:// address, instead of SQLite in the data folder
  MUSTER_HOST           what serve listens on (127.0.0.1) …
  MUSTER_PORT           … and its port (3000)
  MUSTER_BASE_URL       where people reach it, such as https://muster.example.org; links in messages begin with it
  MUSTER_SECRET         signs sessions and links; made and kept in the data folder when left out
  MUSTER_SMTP_URL       the mail server, with MUSTER_MAIL_FROM, the address messages come from
  MUSTER_OWNER_EMAIL    with MUSTER_OWNER_PASSWORD: makes the first account unattended
  MUSTER_URL            the server that import, people, … talk to (http://127.0.0.1:3000) …
  MUSTER_KEY            … and the API key they show it

Exit codes: 0 done, 1 refused or failed, 2 wrong use or wrong settings, 130 interrupted (Ctrl-C).

To begin (from a checkout, “npm run -s muster --” stands for “muster”):
  muster serve                                       start, then make the first account in the browser
  export MUSTER_KEY=$(muster key create --role admin --name laptop)
  muster import people.csv --dry-run                 see what a list would change, changing nothing
  muster people --where 'Department is Sales and Location is Dallas'
`

/** Every command; the modules that do the work are loaded only by the command that needs them. */
export function buildProgram(environment: Environment): Command {
  const program = new Command('muster')
    .description('Muster gets the right thing to the right people: tags, segments and assignments.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', AFTER)
    .showHelpAfterError('(add --help to see how it is used)')
    .exitOverride()
  program.commandsGroup('On the data folder (beside a running server too, except restore):')
  addServe(program, environment)
  addDemo(program, environment)
  addKey(program, environment)
  addPassword(program, environment)
  addBackup(program, environment)
  addRestore(program, environment)
  addCheck(program, environment)
  addMigrate(program, environment)
  program.commandsGroup('On a running server (MUSTER_URL, MUSTER_KEY):')
  addImport(program, environment)
  addImports(program, environment)
  addPeople(program, environment)
  addTags(program, environment)
  addSegments(program, environment)
  addSegment(program, environment)
  addAssignments(program, environment)
  addProgress(program, environment)
  addOverdue(program, environment)
  addExceptions(program, environment)
  addCompletions(program, environment)
  addEvidence(program, environment)
  addChanges(program, environment)
  addUndo(program, environment)
  return program
}
