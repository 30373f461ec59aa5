import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { check } from '../../src/changes/check.ts'
import { currentRoster } from '../../src/changes/engine.ts'
import { startApp, type TestApp } from '../app.ts'
import { doAct, newWorld, type World } from '../doAct.ts'
import { anyActOrFile, segmentsFirst } from '../lawActs.ts'
import { asForetold, type Before, foretell, foretellSpellings, spellingsIn } from './foretell.ts'
import { expectRemembered, expectSense, type Memory, remember } from './memory.ts'
import { patience, rounds } from './rounds.ts'

let app: TestApp

beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => await app.close())

const someActs = fc
  .tuple(segmentsFirst, fc.array(anyActOrFile, { minLength: 4, maxLength: 12, size: 'max' }))
  .map(both => both.flat())

/** What the model needs to know to tell what comes, read before the act. */
async function beforeAct(
  { workspaceId, emails }: World,
  memories: Memory[],
  memory: Memory,
): Promise<Before> {
  const roster = await currentRoster(app.context.engine, workspaceId)
  const { next_person } = await app.context.db.read
    .selectFrom('workspace')
    .select('next_person')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return {
    memory,
    earlier: memories.at(-2),
    tagIds: [...roster.tags.keys()],
    segmentIds: [...roster.segments.keys()],
    keyNames: [...roster.keys.values()].map(key => key.name),
    nextPerson: next_person,
    emails,
  }
}

it(
  'through any acts, files and undoing, everything is as a plain model tells, and the past stays as it was',
  async () => {
    const { engine, db } = app.context
    await fc.assert(
      fc.asyncProperty(someActs, fc.nat(), async (acts, look) => {
        const world = await newWorld(app)
        const { client } = world.editor
        let memory = await remember(client, world.now)
        const memories = [memory]
        for (const [index, act] of acts.entries()) {
          const before = await beforeAct(world, memories, memory)
          const changeId = await doAct(engine, world, act)
          const after = await remember(client, world.now)
          const roster = await currentRoster(engine, world.workspaceId)
          expect(await check(db, world.workspaceId, roster)).toEqual([])
          expectSense(after)
          const foretold = changeId === null ? asForetold(memory) : foretell(act, before)
          if (foretold) expect(asForetold(after), `after ${JSON.stringify(act)}`).toEqual(foretold)
          const spellings = changeId === null ? spellingsIn(memory) : foretellSpellings(act, before)
          if (spellings) expect(spellingsIn(after), `after ${JSON.stringify(act)}`).toEqual(spellings)
          if (changeId !== null) memories.push(after)
          memory = after
          const past = memories[look % memories.length]
          if (past && index % 4 === look % 4) await expectRemembered(client, past)
        }
        for (const past of memories) await expectRemembered(client, past)
      }),
      db.dialect === 'sqlite' ? rounds(4, 150) : rounds(2, 30),
    )
  },
  patience,
)
