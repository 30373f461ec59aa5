import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { attempt, doAct, newWorld, type World } from '../../test/doAct.ts'
import { anyActOrFile, aPlainAct, type LawAct, segmentsFirst } from '../../test/lawActs.ts'
import { patience, rounds } from '../../test/laws/rounds.ts'
import { openDatabase } from '../db/open.ts'
import { ids, nobody } from '../roster/peopleSet.ts'
import { check } from './check.ts'
import { createEngine, currentRoster, type Engine } from './engine.ts'
import { loadRoster } from './loadRoster.ts'
import { undoChange } from './undo/undoChange.ts'

let app: TestApp
let engine: Engine

beforeAll(async () => {
  app = await startApp()
  engine = createEngine(app.context.db)
})
afterAll(async () => await app.close())

/** PostgreSQL differs in little of what these laws are about, and takes ten times as long. */
const runs = (ordinary: number, long: number) => {
  const share = app.context.db.dialect === 'sqlite' ? 1 : 10
  return rounds(ordinary / share, long / share)
}

/** Everything people can see, without times: rows that are there, and who is in which segment. */
async function everything({ workspaceId }: World) {
  const { db } = app.context
  return await db.snapshot(async sql => {
    const roster = await loadRoster(sql, workspaceId)
    const people = await sql
      .selectFrom('person')
      .select(['id', 'email', 'first_name', 'last_name', 'external_id', 'status', 'tags', 'search'])
      .where('workspace_id', '=', workspaceId)
      .where('status', '!=', 'removed')
      .orderBy('id')
      .execute()
    const segments = [...roster.segments.values()].map(({ id, name, description, rule }) => ({
      id,
      name,
      description,
      rule,
      members: Array.from(ids(roster.members.get(id) ?? nobody)),
    }))
    const byId = (a: { id: number }, b: { id: number }) => a.id - b.id
    return {
      people,
      keys: [...roster.keys.values()].sort(byId),
      tags: [...roster.tags.values()].sort(byId),
      aliases: [...roster.aliases.values()].sort(byId),
      segments: segments.sort(byId),
    }
  })
}

/** Segments first, since most of what can go wrong goes wrong in them. */
const sequence = (act: fc.Arbitrary<LawAct>) =>
  fc
    .tuple(segmentsFirst, fc.array(act, { minLength: 1, maxLength: 10, size: 'max' }))
    .map(both => both.flat())

it(
  'after every act the roster in memory, one loaded, one replayed and one that follows from elsewhere are the same',
  async () => {
    const otherDb = openDatabase(app.context.config)
    const other = createEngine(otherDb)
    try {
      await fc.assert(
        fc.asyncProperty(
          sequence(anyActOrFile),
          fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
          async (acts, looks) => {
            const world = await newWorld(app, engine)
            for (const [index, act] of acts.entries()) {
              await doAct(engine, world, act)
              const here = await currentRoster(engine, world.workspaceId)
              expect(await check(app.context.db, world.workspaceId, here)).toEqual([])
              if (!looks[index]) continue
              const there = await currentRoster(other, world.workspaceId)
              expect(await check(app.context.db, world.workspaceId, there)).toEqual([])
            }
          },
        ),
        runs(100, 2_000),
      )
    } finally {
      await otherDb.close()
    }
  },
  patience,
)

it(
  'undoing the last change brings back exactly what there was, and undoing that exactly what it had made',
  async () => {
    await fc.assert(
      fc.asyncProperty(sequence(aPlainAct), async acts => {
        const world = await newWorld(app, engine)
        for (const act of acts) {
          const before = await everything(world)
          const changeId = await doAct(engine, world, act)
          if (changeId === null || act.do === 'days') continue
          const after = await everything(world)
          const undone = await attempt(engine, world, 'changes.undo', undoChange(changeId, {}))
          expect(undone).not.toBeNull()
          expect(await everything(world)).toEqual(before)
          if (undone === null) continue
          await attempt(engine, world, 'changes.undo', undoChange(undone, {}))
          expect(await everything(world)).toEqual(after)
        }
        const here = await currentRoster(engine, world.workspaceId)
        expect(await check(app.context.db, world.workspaceId, here)).toEqual([])
      }),
      runs(60, 800),
    )
  },
  patience,
)
