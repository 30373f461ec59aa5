import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { peopleCsv } from '../../bench/people.ts'
import { type BenchServer, removeFolder, startBenchServer } from '../../bench/server.ts'
import { check } from '../../src/changes/check.ts'
import { openDatabase } from '../../src/db/open.ts'
import { ownSchema } from '../app.ts'
import { drawn, isLong, patience } from './rounds.ts'

/**
 * A real server, killed again and again while it takes in, plans or commits an import, each time at another moment: the
 * import has happened or it has not, everything agrees, and the next server says which and goes on with what was
 * confirmed. Each round's survivors are what the next one changes.
 */
const ROUNDS = isLong ? 60 : 4
const PEOPLE = isLong ? 5_000 : 1_500

type Round = {
  during: 'upload' | 'commit' /** Of the time that it took without being killed. */
  part: number
}
const rounds = drawn(
  fc.array(
    fc.record({
      during: fc.constantFrom<Round['during']>('upload', 'commit', 'commit'),
      part: fc.double({ min: 0, max: 1.2, noNaN: true }),
    }),
    {
      minLength: ROUNDS,
      maxLength: ROUNDS,
    },
  ),
)

type Found = {
  people: number
  imports: { id: number; status: string; change_id: number | null }[]
  wrong: string[]
}

test(`killed ${ROUNDS} times, it has happened or it has not, and the next start says which`, {
  timeout: patience,
}, async () => {
  const schema = await ownSchema()
  const folder = mkdtempSync(join(tmpdir(), 'muster-killed-'))
  const place = { dataFolder: folder, databaseUrl: schema.url }

  /** What the killed server left, before another one does anything. */
  async function look(): Promise<Found> {
    const db = openDatabase(place)
    try {
      const left = await db.snapshot(async sql => {
        const { people } = await sql
          .selectFrom('person')
          .select(eb => eb.fn.countAll<number>().as('people'))
          .executeTakeFirstOrThrow()
        const imports = await sql
          .selectFrom('import')
          .select(['id', 'status', 'change_id'])
          .orderBy('id')
          .execute()
        return { people: Number(people), imports }
      })
      // It looks at one state of the database itself, and there is one reading connection.
      return { ...left, wrong: await check(db, 1) }
    } finally {
      await db.close()
    }
  }
  const file = (round: number) => new TextEncoder().encode(peopleCsv(PEOPLE, `r${round}.example.org`))
  const commit = (server: BenchServer, id: number) => server.call('POST', `/imports/${id}/commit`)

  // Once without harm, which tells how long it takes here and now.
  let server = await startBenchServer(folder, schema.url)
  const started = performance.now()
  const first = await server.upload('first.csv', file(-1))
  const uploaded = performance.now()
  await commit(server, first.id)
  const took = { upload: uploaded - started, commit: performance.now() - uploaded }
  let committed = PEOPLE

  const outcomes: string[] = []
  for (const [round, { during, part }] of rounds.entries()) {
    const uploading = server.upload('people.csv', file(round)).catch(() => null)
    const confirmed = during === 'commit' ? await uploading : null
    const answer = confirmed ? commit(server, confirmed.id).catch(() => null) : uploading
    await new Promise(resolve => setTimeout(resolve, part * took[during]))
    await server.kill()
    const wasAnswered = (await answer) !== null

    // PostgreSQL may still be at what the killed server had sent.
    if (schema.url) await new Promise(resolve => setTimeout(resolve, 300))
    const found = await look()
    expect(found.wrong, `round ${round}`).toEqual([])
    expect([committed, committed + PEOPLE]).toContain(found.people)
    const last = found.imports.at(-1)
    const isDone = found.people === committed + PEOPLE
    if (isDone) expect(last).toMatchObject({ status: 'done', change_id: expect.any(Number) })
    if (wasAnswered && during === 'commit') expect(isDone).toBe(true)
    expect(found.imports.filter(({ change_id: id }) => id !== null)).toHaveLength(found.people / PEOPLE)

    server = await startBenchServer(folder, schema.url)
    const goesOn = found.imports.filter(({ status }) => status === 'committing' || status === 'reading')
    for (const { id, status } of goesOn) {
      const shown = async () => ((await server.call('GET', `/imports/${id}`)) as { status: string }).status
      await expect.poll(shown, { timeout: 60_000 }).toBe(status === 'committing' ? 'done' : 'ready')
    }
    const isConfirmed = isDone || goesOn.some(({ status }) => status === 'committing')
    if (isConfirmed) committed += PEOPLE
    expect(await server.call('GET', '/people?limit=1')).toMatchObject({ total: committed })
    outcomes.push(isDone ? 'happened' : isConfirmed ? 'went on' : 'had not happened')
  }
  await server.stop()
  expect((await look()).wrong).toEqual([])
  console.log(`Killed: ${outcomes.join(', ')}`)
  removeFolder(folder)
  await schema.drop()
})
