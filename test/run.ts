import { spawnSync } from 'node:child_process'
import { findBrowser } from './journeys/findBrowser.ts'
import { startPostgres } from './postgres.ts'

/**
 * `npm test`: everything that this machine can run. The suite on SQLite always; on PostgreSQL and in a browser where there
 * is one, and what was left out is said at the end. With MUSTER_TEST_ALL=1 nothing may be left out (.ci/run sets it).
 */
const mustRunAll = process.env.MUSTER_TEST_ALL === '1'
const skipped: string[] = []
const failed: string[] = []

function run(title: string, args: string[], environment: Record<string, string> = {}): void {
  process.stdout.write(`\n— ${title}\n`)
  const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (status !== 0) failed.push(title)
}

run('The suite on SQLite', [])

const postgres = await startPostgres()
if (postgres) {
  try {
    run(
      'The same suite on PostgreSQL',
      ['--exclude', 'src/segments/rule/**', '--exclude', 'src/imports/file/**', '--exclude', 'web/**'],
      {
        MUSTER_TEST_DATABASE_URL: postgres.url,
      },
    )
  } finally {
    await postgres.stop()
  }
} else
  skipped.push(
    'the suite on PostgreSQL (no PostgreSQL server found: install Debian’s package “postgresql”, or set MUSTER_TEST_DATABASE_URL)',
  )

if (findBrowser()) run('The journeys in a browser', ['--config', 'test/journeys/vitest.config.ts'])
else
  skipped.push(
    'the journeys in a browser (no Chromium found: install Debian’s package “chromium”, or set CHROME_PATH)',
  )

for (const what of skipped) process.stdout.write(`\nSKIPPED: ${what}.\n`)
if (failed.length > 0) process.stdout.write(`\nFAILED: ${failed.join('; ')}.\n`)
process.exitCode = failed.length > 0 || (mustRunAll && skipped.length > 0) ? 1 : 0
