import { spawnSync } from 'node:child_process'
import { startPostgres } from '../postgres.ts'

/**
 * `npm run laws`: every law, far longer than in `npm test`, on SQLite and where there is one on PostgreSQL. Prints the
 * seed; MUSTER_SEED repeats a run.
 */
const seed = process.env.MUSTER_SEED ?? String(Math.floor(Math.random() * 2 ** 31))
const files = ['laws.test.ts', 'Laws.test.ts', 'test/laws/']
const failed: string[] = []

function run(title: string, environment: Record<string, string>): void {
  process.stdout.write(`\n— ${title}, MUSTER_SEED=${seed}\n`)
  const vitest = new URL('../../node_modules/vitest/vitest.mjs', import.meta.url).pathname
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...files], {
    stdio: 'inherit',
    env: { ...process.env, MUSTER_LAWS: 'long', MUSTER_SEED: seed, ...environment },
  })
  if (status !== 0) failed.push(title)
}

run('The laws on SQLite', { MUSTER_TEST_DATABASE_URL: '' })
const postgres = await startPostgres()
if (postgres) {
  try {
    run('The laws on PostgreSQL', { MUSTER_TEST_DATABASE_URL: postgres.url })
  } finally {
    await postgres.stop()
  }
} else
  process.stdout.write(
    '\nSKIPPED: the laws on PostgreSQL (no PostgreSQL server found: install Debian’s package “postgresql”, or set MUSTER_TEST_DATABASE_URL).\n',
  )
if (failed.length > 0)
  process.stdout.write(`\nFAILED: ${failed.join('; ')}. Repeat with MUSTER_SEED=${seed} npm run laws\n`)
process.exitCode = failed.length > 0 ? 1 : 0
