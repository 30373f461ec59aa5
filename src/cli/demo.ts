import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { type Environment, readConfig } from '../config.ts'
import { Conflict } from '../errors.ts'
import { Failure } from './failure.ts'
import { note, say } from './print.ts'
import { stopOnSignals } from './stopOnSignals.ts'

const MARKER = '.muster-demo'

/** What of the real installation the demonstration must not touch: its data, its mail server, its accounts. */
const LEFT_OUT = [
  'MUSTER_DATA',
  'MUSTER_DATABASE_URL',
  'MUSTER_SECRET',
  'MUSTER_SMTP_URL',
  'MUSTER_MAIL_FROM',
  'MUSTER_OWNER_EMAIL',
  'MUSTER_OWNER_PASSWORD',
]

export function addDemo(program: Command, environment: Environment): void {
  program
    .command('demo')
    .summary('see the whole of it work, on made-up people')
    .description(
      'Starts a server of its own on a fresh demonstration folder, imports a thousand made-up people, creates segments, publishes an assignment and prints who receives it; then it stays up to be looked at. It touches no other data and sends no mail. MUSTER_PORT chooses the port; else a free one is taken.',
    )
    .option(
      '--folder <folder>',
      'where its data goes; emptied first, if it is an earlier demonstration',
      'demo-data',
    )
    .option('--exit', 'end after the story instead of staying up')
    .action(async ({ folder, exit }: { folder: string; exit?: true }) => {
      const [{ buildWebApp }, { tellStory }, { startOrExplain }] = await Promise.all([
        import('./buildWebApp.ts'),
        import('./demoStory.ts'),
        import('./serve.ts'),
      ])
      const config = readConfig(demoEnvironment(environment, await freshFolder(resolve(folder))))
      if (!exit) await buildWebApp()
      const server = await startOrExplain(config, 'silent')
      const owner = { email: 'owner@example.org', password: randomBytes(12).toString('base64url') }
      try {
        await tellStory(server.url, owner)
        if (exit) return
        say()
        say('Look around')
        say(`  Open        ${config.baseUrl}`)
        say(`  E-mail      ${owner.email}`)
        say(`  Password    ${owner.password}`)
        say('  Segments    open “Dallas Sales People”: its rule, its members, and why each is in')
        say('  Assignments see who has what, and who is late')
        say('  Changes     every step above, and a button to take it back')
        say(`  Ctrl-C stops it; the data stays in ${config.dataFolder} until the next demonstration.`)
        await stopOnSignals(async () => note('Stopping …'))
      } finally {
        await server.close()
      }
    })
}

function demoEnvironment(environment: Environment, folder: string): Environment {
  const kept = Object.entries(environment).filter(([name]) => !LEFT_OUT.includes(name))
  return { MUSTER_PORT: '0', ...Object.fromEntries(kept), MUSTER_DATA: folder }
}

/** Empties the folder, but only one that an earlier demonstration made and nobody uses. */
async function freshFolder(folder: string): Promise<string> {
  const marker = join(folder, MARKER)
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    if (!existsSync(marker))
      throw new Failure(
        `${folder} is not empty and not from a demonstration, so it is left alone. Choose another with --folder.`,
      )
    await refuseInUse(folder)
    rmSync(folder, { recursive: true })
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(marker, 'Made by “muster demo”, which empties this folder when it runs again.\n')
  return folder
}

async function refuseInUse(folder: string): Promise<void> {
  const [{ moveSqlite }, { sqliteFileIn }] = await Promise.all([
    import('../db/sqliteFile.ts'),
    import('./openKept.ts'),
  ])
  const file = sqliteFileIn(folder)
  if (!existsSync(file)) return
  try {
    moveSqlite(file, `${file}.old`)
  } catch (error) {
    if (error instanceof Conflict)
      throw new Failure(
        `A demonstration is running on ${folder} already. Stop it, or choose another folder with --folder.`,
      )
    throw error
  }
}
