import { type Command, Option } from 'commander'
import type { Environment } from '../config.ts'
import type { Role } from '../http/endpoint.ts'
import { Failure } from './failure.ts'
import { note, say } from './print.ts'

type KeyOptions = { role: Role; name: string; workspace?: string }

export function addKey(program: Command, environment: Environment): void {
  const key = program
    .command('key')
    .summary('make API keys')
    .description('API keys: what programs show to the server instead of signing in.')
  key
    .command('create')
    .description(
      'Makes an API key in the database of the data folder, beside a running server too, and prints it: this once, since only its hash is kept. Keys are listed and revoked in the web app under Settings → API keys.',
    )
    .addOption(
      new Option('--role <role>', 'what it may do: viewer reads, editor changes, admin also manages keys')
        .choices(['viewer', 'editor', 'admin', 'owner'] satisfies Role[])
        .makeOptionMandatory(),
    )
    .requiredOption('--name <name>', 'what it is for; shown in the list of keys and in the log of changes')
    .option('--workspace <id>', 'the workspace, where there are several')
    .action(async ({ role, name, workspace }: KeyOptions) => {
      const [{ withKeptDatabase }, { createApiKey }] = await Promise.all([
        import('./openKept.ts'),
        import('../access/createKey.ts'),
      ])
      if (name.trim() === '' || name.trim().length > 200)
        throw new Failure('A key needs a --name of 1 to 200 characters.', 2)
      await withKeptDatabase(environment, async db => {
        const workspaces = await db.read
          .selectFrom('workspace')
          .select(['id', 'name'])
          .orderBy('id')
          .execute()
        const chosen = choose(workspaces, workspace)
        say(
          await createApiKey(db, {
            workspaceId: chosen.id,
            name: name.trim(),
            role,
            createdBy: 'command line',
          }),
        )
        note(
          `This is a key for the role ${role} in “${chosen.name}”. Keep it: it is not shown again. Commands read it from MUSTER_KEY.`,
        )
      })
    })
}

type Workspace = { id: number; name: string }

function choose(workspaces: Workspace[], wanted: string | undefined): Workspace {
  const [first] = workspaces
  if (!first)
    throw new Failure(
      'There is no workspace yet. Open the server’s address in a browser and make the first account, or set MUSTER_OWNER_EMAIL and MUSTER_OWNER_PASSWORD.',
    )
  if (wanted === undefined && workspaces.length === 1) return first
  const listed = workspaces.map(({ id, name }) => `${id} (${name})`).join(', ')
  if (wanted === undefined)
    throw new Failure(`There are several workspaces; name one with --workspace: ${listed}.`, 2)
  const chosen = workspaces.find(({ id }) => String(id) === wanted)
  if (!chosen) throw new Failure(`There is no workspace ${wanted}. There are: ${listed}.`)
  return chosen
}
