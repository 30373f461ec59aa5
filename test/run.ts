import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './journeys/findBrowser.ts'
import { startPostgres } from './postgres.ts'

/**
 * `npm test`: everything that this machine can run. The suite on SQLite always; on PostgreSQL and in a browser where there
 * is one, and what was left out is said at the end. With MUSTER_TEST_ALL=1 nothing may be left out (.ci/run sets it).
 */
const mustRunAll = process.env.MUSTER_TEST_ALL === '1'
/** What would only be tried twice: pure code, and the command line, whose tests have data folders of their own. */
const WITHOUT_DATABASE = [
  'web/**',
  'src/cli/**',
  'src/imports/file/**',
  'src/roster/**',
  'src/segments/rule/**',
  'src/segments/wouldMove/**',
  'src/changes/cohort.test.ts',
  'src/changes/rowNumbers.test.ts',
  'test/documents.test.ts',
]
const skipped: string[] = []
const failed: { title: string; tests: string[] }[] = []
const reports = mkdtempSync(join(tmpdir(), 'muster-tests-'))

function run(title: string, args: string[], environment: Record<string, string> = {}): void {
  process.stdout.write(`\n— ${title}\n`)
  const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname
  const report = join(reports, `${title}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (status !== 0) failed.push({ title, tests: failuresIn(report) })
}

type Report = {
  testResults: {
    name: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** What failed and why, to be said again at the very end, where it is looked for. */
function failuresIn(path: string): string[] {
  let report: Report
  try {
    report = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return [`The test runner left no report (${error}).`]
  }
  return report.testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message ? [`${name}\n${message}`] : []),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) =>
          `${name}\n  ${fullName}\n${failureMessages.join('\n').slice(0, 2_000)}`,
      ),
  ])
}

run('The suite on SQLite', [])

const postgres = await startPostgres()
if (postgres) {
  try {
    run(
      'The same suite on PostgreSQL',
      WITHOUT_DATABASE.flatMap(path => ['--exclude', path]),
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
for (const { title, tests } of failed) process.stdout.write(`\nFAILED: ${title}.\n\n${tests.join('\n\n')}\n`)
rmSync(reports, { recursive: true })
process.exitCode = failed.length > 0 || (mustRunAll && skipped.length > 0) ? 1 : 0
