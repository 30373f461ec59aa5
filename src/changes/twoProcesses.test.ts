import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { tester } from '../../test/assignments.ts'
import { doAct, type World } from '../../test/doAct.ts'
import type { LawAct } from '../../test/lawActs.ts'
import { anEditor } from '../../test/laws/importRows.ts'
import type { Db } from '../db/db.ts'
import { openDatabase } from '../db/open.ts'
import { Invalid } from '../errors.ts'
import { createSegment } from '../segments/createSegment.ts'
import { updateSegment } from '../segments/updateSegment.ts'
import { check } from './check.ts'
import { createEngine, currentRoster, type Engine } from './engine.ts'
import { type Act, perform } from './perform.ts'

let app: TestApp
let dbs: Db[]
let engines: Engine[]
let world: World

/** As two servers on one PostgreSQL, or the command line beside a server on one SQLite file. */
beforeAll(async () => {
  app = await startApp()
  dbs = [openDatabase(app.context.config), openDatabase(app.context.config)]
  engines = dbs.map(db => createEngine(db))
  const now = Date.parse('2026-03-15T10:00:00Z')
  world = { workspaceId: 1, now, emails: 0, editor: await anEditor(app, 1) }
})
afterAll(async () => {
  await Promise.all(dbs.map(db => db.close()))
  await app.close()
})

async function expectAllRight() {
  for (const engine of engines) {
    const roster = await currentRoster(engine, 1)
    expect(await check(app.context.db, 1, roster)).toEqual([])
  }
}

const acts: LawAct[] = [
  { do: 'add', people: [[['Department', 'Sales']], [['Department', 'IT']], []] },
  { do: 'createSegment', name: 'One', rule: { key: 'Department', op: 'is', values: ['Sales'] } },
  { do: 'retag', people: [2], give: [['Department', 'Sales']], take: [] },
  { do: 'createSegment', name: 'Two', rule: { segment: 'One' } },
  { do: 'renameTag', tag: 0, value: 'Other' },
  { do: 'status', person: 0, status: 'inactive' },
  { do: 'mergeTags', tag: 0, into: 1 },
  { do: 'undo', back: 0 },
  { do: 'addMany', tags: [[['Department', 'IT']], [['Grade', '2']]] },
  { do: 'publish', include: 0, joiners: 'receive', leavers: 'withdraw' },
  { do: 'retagMany', give: [['Department', 'IT']], take: [] },
  { do: 'createSegment', name: 'Three', rule: { key: 'Grade', op: 'exists' } },
  { do: 'mergeKeys', key: 1, into: 0 },
  { do: 'undo', back: 0 },
  { do: 'deleteSegment', segment: 2 },
  { do: 'deleteKey', key: 1 },
  { do: 'deleteSegment', segment: 1 },
]

test('two processes that write in turns see each other’s changes and are both right after every one', async () => {
  for (const [index, act] of acts.entries()) {
    const engine = engines[index % 2]
    if (!engine) throw new Error('There are two.')
    expect(await doAct(engine, world, act), act.do).not.toBeNull()
    await expectAllRight()
  }
})

test('two processes that write at once lose nothing and make no number twice', async () => {
  const before = (await currentRoster(engines[0] as Engine, 1)).version
  const adds = Array.from({ length: 30 }, (_, index) => {
    const engine = engines[index % 2] as Engine
    const act: LawAct = { do: 'add', people: [[['Department', index % 3 === 0 ? 'Sales' : 'IT']]] }
    return doAct(engine, world, act)
  })
  const done = await Promise.all(adds)
  expect(done.every(change => change !== null)).toBe(true)
  const roster = await currentRoster(engines[1] as Engine, 1)
  expect(roster.version).toBe(before + 30)
  await expectAllRight()
})

test('the two halves of a circle, saved in two processes at once: one of them is refused', async () => {
  const [one, other] = engines as [Engine, Engine]
  const save = <Result>(engine: Engine, act: Act<Result>) =>
    perform(engine, { workspaceId: 1, actor: tester(1), act: 'segments.update', now: world.now }, act)
  const text = 'Department exists'
  for (let round = 0; round < 5; round++) {
    const a = (await save(one, createSegment({ name: `A${round}`, text }))).result
    const b = (await save(other, createSegment({ name: `B${round}`, text }))).result
    const answers = await Promise.allSettled([
      save(one, updateSegment(a, { text: `in segment B${round}` })),
      save(other, updateSegment(b, { text: `in segment A${round}` })),
    ])
    const refused = answers.filter(answer => answer.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]?.reason).toBeInstanceOf(Invalid)
  }
  await expectAllRight()
})
