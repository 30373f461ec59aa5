import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/app.ts'
import { doAct, newWorld, type World } from '../../../test/doAct.ts'
import { anyActOrFile, type LawAct, segmentsFirst } from '../../../test/lawActs.ts'
import { patience, rounds } from '../../../test/laws/rounds.ts'
import { ids, nobody, type PeopleSet } from '../../roster/peopleSet.ts'
import { createEngine, currentRoster, type Engine } from '../engine.ts'
import type { PersonMove } from '../moveContract.ts'
import { movesOfChange } from './movesOfChange.ts'
import { pageOfMoves } from './pageOfMoves.ts'

let app: TestApp
let engine: Engine

beforeAll(async () => {
  app = await startApp()
  engine = createEngine(app.context.db)
})
afterAll(async () => await app.close())

/** PostgreSQL differs in little of what this law is about, and takes ten times as long. */
const runs = (ordinary: number, long: number) => {
  const share = app.context.db.dialect === 'sqlite' ? 1 : 10
  return rounds(ordinary / share, long / share)
}

const sequence = (act: fc.Arbitrary<LawAct>) =>
  fc
    .tuple(segmentsFirst, fc.array(act, { minLength: 1, maxLength: 10, size: 'max' }))
    .map(both => both.flat())

type State = Awaited<ReturnType<typeof stateOf>>
const FIELDS = ['email', 'firstName', 'lastName', 'externalId', 'status'] as const

/** What anybody can see of people: their rows, and where the roster has them. */
async function stateOf({ workspaceId }: World) {
  const roster = await currentRoster(engine, workspaceId)
  const rows = await app.context.db.read
    .selectFrom('person')
    .select([
      'id',
      'email',
      'first_name as firstName',
      'last_name as lastName',
      'external_id as externalId',
      'status',
      'tags',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('status', '!=', 'removed')
    .execute()
  const listed = (sets: Iterable<[number, PeopleSet]>) =>
    new Map([...sets].map(([id, set]) => [id, new Set(ids(set ?? nobody))]))
  return {
    people: new Map(rows.map(row => [row.id, { ...row, tags: JSON.parse(row.tags) as number[] }])),
    segments: listed(roster.members),
    assignments: listed(roster.received),
  }
}

type Seen = Pick<PersonMove, 'id' | 'what' | 'fields'> & Record<string, unknown>

/** What moved, by comparing two states: no word of the change log. */
function compare(before: State, after: State): Seen[] {
  const everybody = new Set([...before.people.keys(), ...after.people.keys()])
  const found: Seen[] = []
  for (const id of [...everybody].sort((a, b) => a - b)) {
    const old = before.people.get(id)
    const now = after.people.get(id)
    const fields = FIELDS.map(field => ({
      field,
      before: old?.[field] ?? null,
      after: now?.[field] ?? null,
    })).filter(field => field.before !== field.after)
    const sets = (kind: 'segments' | 'assignments', a: State, b: State) =>
      [...b[kind]].flatMap(([set, people]) => (people.has(id) && !a[kind].get(set)?.has(id) ? [set] : []))
    const moved = {
      gained: (now?.tags ?? []).filter(tag => !old?.tags.includes(tag)),
      lost: (old?.tags ?? []).filter(tag => !now?.tags.includes(tag)),
      entered: sets('segments', before, after),
      left: sets('segments', after, before),
      received: sets('assignments', before, after),
      withdrawn: sets('assignments', after, before),
    }
    const isWritten = fields.length + moved.gained.length + moved.lost.length > 0
    const what = !old
      ? ('created' as const)
      : !now
        ? ('removed' as const)
        : old.status !== now.status
          ? now.status === 'active'
            ? ('reactivated' as const)
            : ('deactivated' as const)
          : isWritten
            ? ('updated' as const)
            : ('moved' as const)
    if (isWritten || Object.values(moved).some(list => list.length > 0))
      found.push({ id, what, fields, ...sorted(moved) })
  }
  return found
}

function sorted(lists: Record<string, number[]>): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [name, [...list].sort((a, b) => a - b)]),
  )
}

function told({ id, what, fields, tags, segments, assignments }: PersonMove): Seen {
  const numbers = (list: { id: number }[]) => list.map(each => each.id)
  const lists = {
    gained: numbers(tags.gained),
    lost: numbers(tags.lost),
    entered: numbers(segments.entered),
    left: numbers(segments.left),
    received: numbers(assignments.received),
    withdrawn: numbers(assignments.withdrawn),
  }
  return { id, what, fields, ...sorted(lists) }
}

async function peopleOf({ workspaceId }: World, changeId: number): Promise<PersonMove[]> {
  const roster = await currentRoster(engine, workspaceId)
  const source = await movesOfChange(app.context.db.read, roster, changeId)
  const page = await pageOfMoves(app.context.db.read, source, { limit: 500 })
  expect(page.total).toBe(page.items.length)
  return page.items
}

it(
  'the log tells of every change, person by person, what a look before and a look after tell, and goes on telling it',
  async () => {
    await fc.assert(
      fc.asyncProperty(sequence(anyActOrFile), async acts => {
        const world = await newWorld(app, engine)
        const remembered: [changeId: number, people: PersonMove[]][] = []
        for (const act of acts) {
          const before = await stateOf(world)
          const changeId = await doAct(engine, world, act)
          if (changeId === null) continue
          const people = await peopleOf(world, changeId)
          expect(people.map(told), act.do).toEqual(compare(before, await stateOf(world)))
          remembered.push([changeId, people])
        }
        const unnamed = (people: PersonMove[]) => people.map(told)
        for (const [changeId, people] of remembered)
          expect(unnamed(await peopleOf(world, changeId))).toEqual(unnamed(people))
      }),
      runs(40, 1_000),
    )
  },
  patience,
)
