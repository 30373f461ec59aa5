import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ImportOptions } from '../imports/contract.ts'
import { fold } from '../tags/fold.ts'
import type { Connection } from './connect.ts'
import { Failure } from './failure.ts'
import { readJoin, readKeepApart, type Spelling } from './spellingFlags.ts'

export type ImportFlags = {
  options?: ImportOptions | { file: string }
  mode?: NonNullable<ImportOptions['mode']>
  match?: NonNullable<ImportOptions['match']>
  fullList?: true
  /** A name, or false for --no-preset. */
  preset?: string | boolean
  join?: Spelling[]
  keepApart?: Spelling[]
  joinAll?: true
}

const modes = {
  'create-and-update': 'createAndUpdate',
  'create-only': 'create',
  'update-only': 'update',
} as const
const matches = { email: 'email', 'external-id': 'externalId' } as const

/** What a file means, as flags; what concerns one column goes by --options. */
export function withImportFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--mode <mode>',
        'which rows count: create-and-update, create-only or update-only',
      ).argParser(oneOf(modes)),
    )
    .addOption(
      new Option(
        '--match <what>',
        'how people are found: email or external-id, so that a changed e-mail address keeps the person',
      ).argParser(oneOf(matches)),
    )
    .option('--full-list', 'deactivate active people who are not in the file')
    .option('--preset <name>', 'use the choices kept under this name (recognised by the headers)')
    .option('--no-preset', 'use no preset, though one may be recognised')
    .option(
      '--join <spelling>',
      'read a spelling as another value or key and remember it: "Department: Slaes = Sales" or "Dept = Department"; may be repeated',
      readJoin,
    )
    .option(
      '--keep-apart <spelling>',
      'a value or key that is its own though it looks like another: "Department: Saless"; may be repeated',
      readKeepApart,
    )
    .option('--join-all', 'join every value and key that looks like another')
    .option(
      '--options <json>',
      'all options of the API, or the name of a .json file with them, such as {"columns": [{"header": "Skill", "role": "tag", "separator": ";"}]}',
      readOptions,
    )
}

/** The options as the API takes them. What was not said must not be sent: it would take the place of what --options says. */
export async function optionsOf(
  { client }: Connection,
  { options = {}, mode, match, fullList, preset, join = [], keepApart = [] }: ImportFlags,
): Promise<ImportOptions> {
  const said: ImportOptions = 'file' in options ? await fromFile(options.file) : options
  return {
    ...said,
    ...(mode ? { mode } : {}),
    ...(match ? { match } : {}),
    ...(fullList ? { fullList } : {}),
    ...(join.length + keepApart.length > 0
      ? { spellings: [...(said.spellings ?? []), ...join, ...keepApart] }
      : {}),
    ...(preset === false ? { preset: null } : {}),
    ...(typeof preset === 'string' ? { preset: await presetCalled(client, preset) } : {}),
  }
}

async function presetCalled(client: Connection['client'], name: string): Promise<number> {
  const { items } = await client.importPresets.list({ limit: 500 })
  const found = items.find(preset => fold(preset.name) === fold(name))
  if (found) return found.id
  const names = items.map(preset => `“${preset.name}”`).join(', ')
  throw new Failure(
    `There is no preset “${name}”. ${names === '' ? 'None has been kept yet.' : `There are ${names}.`}`,
  )
}

async function fromFile(file: string): Promise<ImportOptions> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Failure(`${file} cannot be read: ${error.message}`, 2)
  })
  const options = objectIn(text)
  if (options) return options
  throw new Failure(`${file} does not hold a JSON object, such as {"fullList": true}.`, 2)
}

/** Only its form: what the options mean is for the server to read, which names what is wrong. */
function readOptions(text: string): ImportOptions | { file: string } {
  if (/\.json$/i.test(text)) return { file: text }
  const options = objectIn(text)
  if (options) return options
  throw new InvalidArgumentError(
    'It must be a JSON object, such as {"delimiter": ";"}, or the name of a .json file.',
  )
}

function objectIn(text: string): ImportOptions | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function oneOf<Value extends string>(words: Record<string, Value>): (text: string) => Value {
  return text => {
    const value = words[text.toLowerCase()]
    if (value !== undefined) return value
    throw new InvalidArgumentError(`It is one of ${Object.keys(words).join(', ')}.`)
  }
}
