import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { doAct, newWorld, type World } from '../../test/doAct.ts'
import { anyActOrFile, segmentsFirst } from '../../test/lawActs.ts'
import { patience, rounds } from '../../test/laws/rounds.ts'
import { currentRoster } from '../changes/engine.ts'
import { STORED_PERSON } from '../changes/loadPeople.ts'
import { tagOrigins } from '../changes/tagOrigins.ts'
import { fromStored, type PersonRow } from '../people/person.ts'
import type { Explanation } from './explainContract.ts'
import { explainPerson } from './explainPerson.ts'

let app: TestApp

beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => await app.close())

const runs = () => (app.context.db.dialect === 'sqlite' ? rounds(25, 400) : rounds(4, 40))

/** What was known after a change: the rows, and by which change each person had come to each of their tags. */
type Known = {
  version: number
  now: number
  people: PersonRow[]
  since: Map<string, number>
  explained: Explained
}
type Explained = Map<string, Pick<Explanation, 'matches' | 'rule'>>

it(
  'whatever is done, each tag leads to the change that gave it, and every moment is explained as it was then',
  async () => {
    const { engine, db } = app.context
    await fc.assert(
      fc.asyncProperty(
        segmentsFirst,
        fc.array(anyActOrFile, { minLength: 3, maxLength: 8 }),
        async (segments, acts) => {
          const world = await newWorld(app)
          const memory: Known[] = [await look(world, undefined)]
          for (const act of [...segments, ...acts]) {
            if ((await doAct(engine, world, act)) !== null) memory.push(await look(world, memory.at(-1)))
          }
          const past = memory.length > 2 ? [memory[1], memory.at(-2), memory.at(-1)] : memory
          for (const then of past) if (then) await expectRemembered(world, then)
        },
      ),
      runs(),
    )

    async function look(world: World, before: Known | undefined): Promise<Known> {
      const { version } = await currentRoster(engine, world.workspaceId)
      const rows = await db.read
        .selectFrom('person')
        .select(STORED_PERSON)
        .where('workspace_id', '=', world.workspaceId)
        .orderBy('id')
        .execute()
      const people = rows.map(fromStored).filter(person => person.status !== 'removed')
      const names = people.flatMap(({ id, tags }) => tags.map(tag => `${id}: ${tag}`))
      const since = new Map(names.map(name => [name, before?.since.get(name) ?? version]))
      return { version, now: world.now, people, since, explained: await explained(world, people) }
    }

    async function explained(world: World, people: readonly PersonRow[]): Promise<Explained> {
      const roster = await currentRoster(engine, world.workspaceId)
      const answers: Explained = new Map()
      for (const { id: person } of people.slice(-4))
        for (const segment of roster.segments.keys()) {
          const asked = { segment, person, asOf: undefined }
          const { matches, rule } = await explainPerson(engine, world.workspaceId, asked)
          expect(matches).toBe(roster.members.includes(segment, person))
          answers.set(`${person} in ${segment}`, { matches, rule })
        }
      return answers
    }

    async function expectRemembered(world: World, then: Known): Promise<void> {
      for (const person of then.people.slice(0, 40)) {
        const origins = await tagOrigins(db.read, world.workspaceId, person, then.version, person.tags)
        const found = person.tags.map(tag => [tag, origins.get(tag)?.changeId])
        expect(found).toEqual(person.tags.map(tag => [tag, then.since.get(`${person.id}: ${tag}`)]))
        for (const origin of origins.values()) if (origin.import) expect(origin.import.row).toBeGreaterThan(1)
      }
      const asOf = new Date(then.now).toISOString()
      for (const [name, answer] of then.explained) {
        const [person = 0, segment = 0] = name.split(' in ').map(Number)
        expect(await explainPerson(engine, world.workspaceId, { segment, person, asOf })).toMatchObject(
          answer,
        )
      }
    }
  },
  patience,
)
